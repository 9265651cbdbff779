// Records for a screen that shows all of them.
import { findRecords, recordRows, type Query, type RecordKind, type ShownRecord } from "../backend";

const ALL: Readonly<Query> = {
  search: "",
  choices: {},
  days: null,
  only: null,
  sort: null,
  descending: false,
};

/** All rows of a kind that a query finds, and their totals. */
export async function readRecords(
  kind: RecordKind,
  query: Partial<Query> = {},
): Promise<{ rows: ShownRecord[]; sums: Record<string, string> }> {
  const found = await findRecords(kind, { ...ALL, ...query });
  return { rows: await recordRows(kind, found.order), sums: found.sums };
}
