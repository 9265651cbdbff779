import { expect, test } from "vitest";
import { answer } from "../../test/backend";
import { readRecords } from "./read";

test("all rows that a query finds are read, in its order, with their totals", async () => {
  const given: unknown[] = [];
  answer({
    find_records: (query) => {
      given.push(query);
      return { all: 5, order: [3, 1], sums: { granted: "7.000" } };
    },
    record_rows: ({ places }) =>
      (places as number[]).map((at) => ({ id: String(at), version: 1, title: "", cells: [] })),
  });
  const { rows, sums } = await readRecords("funding_lines", { sort: "source" });
  expect(rows.map((row) => row.id)).toEqual(["3", "1"]);
  expect(sums).toEqual({ granted: "7.000" });
  expect(given).toEqual([
    {
      kind: "funding_lines",
      query: {
        search: "",
        choices: {},
        days: null,
        only: null,
        sort: "source",
        descending: false,
      },
    },
  ]);
});
