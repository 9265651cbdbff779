import { expect, test } from "vitest";
import { later } from "../test/later";
import { latest } from "./latest";

test("of two questions, the answer to the first is dropped when it comes late", async () => {
  const slow = later<string>();
  const quick = later<string>();
  const used: string[] = [];
  const asked = latest();
  const first = asked(slow.promise, (answer) => used.push(answer));
  const second = asked(quick.promise, (answer) => used.push(answer));
  quick.resolve("second");
  await second;
  slow.resolve("first");
  await first;
  expect(used).toEqual(["second"]);
});

test("what fails is told to who asked, unless something else was asked since", async () => {
  const asked = latest();
  const slow = later();
  const first = asked(slow.promise, () => undefined);
  await asked(Promise.resolve(), () => undefined);
  slow.reject("late");
  await expect(first).resolves.toBe(undefined);
  await expect(asked(Promise.reject("no"), () => undefined)).rejects.toBe("no");
});
