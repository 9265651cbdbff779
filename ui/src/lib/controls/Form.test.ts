import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import Asking from "../../test/Asking.svelte";
import { soon } from "../../test/later";

let shown: Record<string, unknown>;
let sent: ReturnType<typeof vi.fn<() => void>>;

function show(blocked = false): void {
  document.body.innerHTML = "";
  sent = vi.fn<() => void>();
  shown = mount(Asking, { target: document.body, props: { onsubmit: sent, blocked } });
  flushSync();
}
afterEach(() => unmount(shown));

/** How often it was sent once a key was pressed. */
async function pressed(selector: string, init: KeyboardEventInit = {}): Promise<number> {
  const event = new KeyboardEvent("keydown", {
    key: "Enter",
    bubbles: true,
    cancelable: true,
    ...init,
  });
  document.querySelector(selector)!.dispatchEvent(event);
  await soon();
  return sent.mock.calls.length;
}

function clicked(selector: string): number {
  document.querySelector<HTMLElement>(selector)!.click();
  return sent.mock.calls.length;
}

test("it is sent by its button and by Enter in a field", async () => {
  show();
  expect(clicked("#other")).toBe(0);
  expect(clicked("#send")).toBe(1);
  expect(clicked("#send span")).toBe(2);
  expect(await pressed("#words")).toBe(3);
  expect(await pressed("#yes")).toBe(4);
});

test("Enter is a new line in a text, a click on a button, and nothing in a word that is being composed", async () => {
  show();
  expect(await pressed("#text")).toBe(0);
  expect(await pressed("#other")).toBe(0);
  expect(await pressed("#words", { isComposing: true })).toBe(0);
  expect(await pressed("#words", { shiftKey: true })).toBe(0);
  expect(await pressed("#words", { key: "a" })).toBe(0);
});

test("nothing is sent where its button cannot be clicked", async () => {
  show(true);
  expect(await pressed("#words")).toBe(0);
  expect(clicked("#send")).toBe(0);
});

const components = import.meta.glob<string>("../../**/*.svelte", {
  query: "?raw",
  import: "default",
  eager: true,
});

test("nowhere is a form, which the web view would keep with all that is in it", () => {
  const all = Object.entries(components);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(([, text]) => /<form\b/.test(text)).map(([path]) => path)).toEqual([]);
  show();
  expect(document.querySelector("[role=form]")?.getAttribute("aria-label")).toBe("Mẫu");
});
