import { expect, test, vi } from "vitest";
import { followCompositions, isKey, onKeys, wordGiven } from "./keys";

const press = (key: string, more: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent("keydown", { key, cancelable: true, ...more });

test("a key is known with exactly its modifiers, whatever the case of its letter", () => {
  expect(isKey(press("s", { ctrlKey: true }), "Ctrl+S")).toBe(true);
  expect(isKey(press("S", { ctrlKey: true }), "Ctrl+S")).toBe(true);
  // Caps Lock or a Mac's command key.
  expect(isKey(press("s", { metaKey: true }), "Ctrl+S")).toBe(true);
  expect(isKey(press("s"), "Ctrl+S")).toBe(false);
  expect(isKey(press("S", { ctrlKey: true, shiftKey: true }), "Ctrl+S")).toBe(false);
  expect(isKey(press("1", { altKey: true }), "Alt+1")).toBe(true);
  expect(isKey(press("F9", { ctrlKey: true }), "F9")).toBe(false);
});

test("a key that belongs to a composition is never ours", () => {
  expect(isKey(press("Enter", { isComposing: true }), "Enter")).toBe(false);
  // As engines tell it that know no isComposing.
  const old = press("F9");
  Object.defineProperty(old, "keyCode", { value: 229 });
  expect(isKey(old, "F9")).toBe(false);
  const act = vi.fn();
  const composing = press("Enter", { isComposing: true });
  expect(onKeys(composing, { Enter: act })).toBe(false);
  expect(act).not.toHaveBeenCalled();
  expect(composing.defaultPrevented).toBe(false);
});

test("the first action that fits is done, and the browser does nothing of its own", () => {
  const done: string[] = [];
  const event = press("F8");
  const actions = { F5: () => done.push("F5"), F8: () => done.push("F8") };
  expect(onKeys(event, actions as unknown as Record<string, () => void>)).toBe(true);
  expect(done).toEqual(["F8"]);
  expect(event.defaultPrevented).toBe(true);
  expect(onKeys(press("F7"), {})).toBe(false);
});

test("who goes elsewhere waits for the word that an input method gives after its composition", async () => {
  const field = document.createElement("input");
  followCompositions(field);
  const done: string[] = [];
  const goes = (what: string): Promise<void> => wordGiven().then(() => void done.push(what));
  await goes("none is composed");
  field.dispatchEvent(new CompositionEvent("compositionstart"));
  field.dispatchEvent(new InputEvent("input", { data: "nghie", isComposing: true }));
  const waits = goes("given");
  field.dispatchEvent(new CompositionEvent("compositionend"));
  await Promise.resolve();
  expect(done).toEqual(["none is composed"]);
  field.dispatchEvent(new InputEvent("input", { data: "nghiệp", inputType: "insertText" }));
  await waits;
  // One that is given by nobody holds nothing for long.
  field.dispatchEvent(new CompositionEvent("compositionstart"));
  field.dispatchEvent(new CompositionEvent("compositionend"));
  await goes("thrown away");
  expect(done).toEqual(["none is composed", "given", "thrown away"]);
});
