import { expect, test } from "vitest";
import { Repeated } from "./repeated.svelte";

test("a new record begins with the pinned values of the one saved last", () => {
  const repeated = new Repeated();
  expect(repeated.begin("funding_lines")).toEqual({});
  repeated.toggle("funding_lines", "year");
  repeated.toggle("funding_lines", "source");
  expect(repeated.isPinned("funding_lines", "year")).toBe(true);
  repeated.remember("funding_lines", { year: "2024", source: "", granted: "5" });
  // An empty value repeats nothing.
  expect(repeated.begin("funding_lines")).toEqual({ year: "2024" });
  expect(repeated.begin("inspections")).toEqual({});
  repeated.toggle("funding_lines", "year");
  expect(repeated.begin("funding_lines")).toEqual({});
  // All of it can still be copied.
  expect(repeated.lastOf("funding_lines")).toEqual({ year: "2024", source: "", granted: "5" });
});
