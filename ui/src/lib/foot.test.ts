import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answer, failure } from "../test/backend";
import { Foot } from "./foot.svelte";

let foot: Foot;
beforeEach(() => {
  vi.useFakeTimers();
  foot = new Foot();
});
afterEach(() => void vi.useRealTimers());

const texts = (): string[] => foot.toasts.map((toast) => toast.text);

test("news goes by itself, errors and what can be undone stay", () => {
  foot.say("saved");
  foot.say("deleted", { undo: { label: "undo", act: () => undefined } });
  foot.complain(failure("x", "wrong"));
  vi.advanceTimersByTime(6000);
  expect(texts()).toEqual(["deleted", "wrong"]);
  foot.leaveBehind();
  expect(texts()).toEqual(["wrong"]);
  foot.clear();
  expect(texts()).toEqual([]);
});

test("the same again takes the place of what is there, and at most three stay", () => {
  foot.say("one");
  foot.say("two");
  foot.say("one");
  expect(texts()).toEqual(["two", "one"]);
  foot.say("three");
  foot.say("four");
  expect(texts()).toEqual(["one", "three", "four"]);
});

test("what the user stopped herself and what a lock stopped go without saying", () => {
  foot.complain(failure("desk-cancelled"));
  foot.complain(failure("desk-locked"));
  expect(texts()).toEqual([]);
  // What is no sentence of ours is told as it is.
  foot.complain(new Error("boom"));
  expect(texts()).toEqual(["Error: boom"]);
});

test("long work shows how far it is until it ends, however it ends", async () => {
  answer({ cancel: () => null });
  const step = { text: "reading", done: 1, of: 3 };
  const failed = foot.watched(async (steps) => {
    steps.onmessage(step);
    expect(foot.step).toEqual(step);
    throw failure("desk-cancelled");
  });
  await expect(failed).rejects.toEqual(failure("desk-cancelled"));
  expect(foot.step).toBe(null);
  let late: ((told: typeof step) => void) | undefined;
  await foot.watched(async (steps) => void (late = (told) => steps.onmessage(told)));
  late?.(step);
  expect(foot.step).toBe(null);
});
