import { beforeEach, expect, test, vi } from "vitest";
import { later, soon } from "../test/later";
import { Drafts } from "./drafts";

/** A write that ends when it is told to. */
function held(): { write: () => Promise<void>; end: () => void; fail: (why: unknown) => void } {
  const { promise, resolve, reject } = later();
  return { write: vi.fn(() => promise), end: resolve, fail: reject };
}

let told: unknown[];
let drafts: Drafts;
beforeEach(() => {
  told = [];
  drafts = new Drafts((write) => write().catch((error) => told.push(error)));
});

test("a form is written once at a time, and then in its newest state alone", async () => {
  const first = held();
  const skipped = held();
  const newest = held();
  drafts.keep("form", first.write);
  await soon();
  drafts.keep("form", skipped.write);
  drafts.keep("form", newest.write);
  await soon();
  expect(newest.write).not.toHaveBeenCalled();
  first.end();
  await soon();
  expect(skipped.write).not.toHaveBeenCalled();
  expect(newest.write).toHaveBeenCalledOnce();
});

test("forms do not wait for each other", async () => {
  const slow = held();
  const other = held();
  drafts.keep("slow", slow.write);
  drafts.keep("other", other.write);
  await soon();
  expect(other.write).toHaveBeenCalledOnce();
});

test("what cannot be kept is told, and the next state is written all the same", async () => {
  const full = held();
  const next = held();
  drafts.keep("form", full.write);
  await soon();
  drafts.keep("form", next.write);
  full.fail("disk full");
  await soon();
  expect(told).toEqual(["disk full"]);
  expect(next.write).toHaveBeenCalledOnce();
});

test("saving comes after what is being written and forgets what waits", async () => {
  const order: string[] = [];
  const writing = held();
  drafts.keep("form", async () => {
    await writing.write();
    order.push("draft");
  });
  await soon();
  drafts.keep("form", async () => void order.push("waiting"));
  const saved = drafts.save("form", async () => {
    order.push("saved");
    return 7;
  });
  writing.end();
  expect(await saved).toBe(7);
  await drafts.settled();
  expect(order).toEqual(["draft", "saved"]);
});

test("what is typed while a form is saved is kept after it", async () => {
  const order: string[] = [];
  const writing = held();
  drafts.keep("form", writing.write);
  await soon();
  const saved = drafts.save("form", async () => void order.push("saved"));
  drafts.keep("form", async () => void order.push("typed meanwhile"));
  writing.end();
  await saved;
  await drafts.settled();
  expect(order).toEqual(["saved", "typed meanwhile"]);
});

test("who saves hears why it failed, and nobody else", async () => {
  await expect(drafts.save("form", () => Promise.reject("refused"))).rejects.toBe("refused");
  await drafts.settled();
  expect(told).toEqual([]);
});

test("settled is when all is written that was typed until then", async () => {
  const one = held();
  const two = held();
  let settled = false;
  drafts.keep("form", one.write);
  await soon();
  drafts.keep("form", two.write);
  void drafts.settled().then(() => (settled = true));
  one.end();
  await soon();
  expect(settled).toBe(false);
  two.end();
  await soon();
  expect(settled).toBe(true);
});

test("nothing is written any more once it is closed", async () => {
  const running = held();
  const waiting = held();
  const late = held();
  drafts.keep("form", running.write);
  await soon();
  drafts.keep("form", waiting.write);
  drafts.close();
  running.end();
  await soon();
  drafts.keep("form", late.write);
  await soon();
  expect(waiting.write).not.toHaveBeenCalled();
  expect(late.write).not.toHaveBeenCalled();
});
