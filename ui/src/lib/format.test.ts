import { expect, test } from "vitest";
import { day, moment } from "./format";

test("days and moments are shown as people here write them", () => {
  expect(day("2024-12-05")).toBe("05/12/2024");
  expect(moment("2024-12-05T08:30:59+07:00")).toBe("05/12/2024 08:30");
});
