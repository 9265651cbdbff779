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
  foot.say("wrong", { tone: "error" });
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

const fails = (error: unknown) => () => Promise.reject(error);

test("an attempt gives what comes of it, and a failure is told", async () => {
  expect(await foot.attempt(async () => 7)).toBe(7);
  expect(await foot.attempt(fails(failure("x", "wrong")))).toBe(undefined);
  // What is no sentence of ours is told as it is.
  await foot.attempt(fails(new Error("boom")));
  expect(texts()).toEqual(["wrong", "Error: boom"]);
  expect(foot.toasts.map((toast) => toast.tone)).toEqual(["error", "error"]);
});

test("who has a place of her own for a failure tells it there", async () => {
  const tell = vi.fn();
  await foot.attempt(fails(failure("x", "wrong")), tell);
  expect(tell).toHaveBeenCalledExactlyOnceWith(failure("x", "wrong"));
  expect(texts()).toEqual([]);
});

test("what the user stopped herself and what a lock stopped go without saying", async () => {
  const tell = vi.fn();
  for (const kind of ["cancelled", "locked"] as const) {
    await foot.attempt(fails(failure("x", "x", kind)));
    await foot.attempt(fails(failure("x", "x", kind)), tell);
  }
  expect(texts()).toEqual([]);
  expect(tell).not.toHaveBeenCalled();
});

test("long work shows how far it is until it ends, however it ends", async () => {
  answer({ cancel: () => null });
  const step = { text: "reading", done: 1, of: 3 };
  const failed = foot.watched(async (steps) => {
    steps.onmessage(step);
    expect(foot.step).toEqual(step);
    throw failure("x", "x", "cancelled");
  });
  await expect(failed).rejects.toEqual(failure("x", "x", "cancelled"));
  expect(foot.step).toBe(null);
  let late: ((told: typeof step) => void) | undefined;
  await foot.watched(async (steps) => void (late = (told) => steps.onmessage(told)));
  late?.(step);
  expect(foot.step).toBe(null);
});
