// Records for a screen that shows all of them, and what stands in a row by its column's name.
import { findRecords, recordRows, type TableQuery, type TableRow } from "../backend";
import { desk } from "../desk.svelte";

const ALL: TableQuery = {
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

/** What a row shows in a column. */
export function cellOf(kind: string, row: TableRow, name: string): string {
  const columns = desk.columns[kind] ?? [];
  return row.cells[columns.findIndex((column) => column.name === name)] ?? "";
}
