// Records for a screen that shows all of them.
import { findRecords, recordRows, type TableQuery, type TableRow } from "../backend";

const ALL: Readonly<TableQuery> = {
  search: "",
  choices: {},
  from: null,
  to: null,
  only: null,
  sort: null,
  descending: false,
};

/** All rows of a kind that a query finds, and their totals. */
export async function readRecords(
  kind: string,
  query: Partial<TableQuery> = {},
): Promise<{ rows: TableRow[]; sums: Record<string, string> }> {
  const found = await findRecords(kind, { ...ALL, ...query });
  return { rows: await recordRows(kind, found.order), sums: found.sums as Record<string, string> };
}
