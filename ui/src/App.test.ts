// The whole window over answers that stand in for the core: who sees what after whom.
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import App from "./App.svelte";
import type { News } from "./lib/backend";
import { desk } from "./lib/desk.svelte";
import { answer, office, officeState } from "./test/backend";
import { soon } from "./test/later";

const COLUMNS = [
  { name: "symbol", holds: "line" },
  { name: "issuer", holds: "line" },
].map((column) => ({ ...column, required: true, most: 100, list: null, codes: [] }));

const FIELDS = ["symbol", "issuer"];
const LAYOUT = { table: FIELDS, form: FIELDS, more: [], repeat: ["issuer"] };

let saved: Record<string, string>[];
let tell: (news: News) => void;
let window_: Record<string, unknown>;

beforeEach(() => {
  // What measures and observes is the browser's alone.
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  saved = [];
  answer({
    office_state: () => officeState({ users: [] }),
    watch: ({ news }) => void (tell = (news as Channel).onmessage),
    unlock: ({ user }) => office(user as string),
    schemas: () => [{ kind: "issued_documents", columns: COLUMNS, layout: LAYOUT }],
    register_wordings: () => [],
    tasks: () => ({
      tasks: [],
      drafts: [],
      sent: [],
      changedSince: 0,
      lastBackup: null,
      recoveryConfirmed: true,
      hasReceiver: true,
    }),
    register_reminders: () => ({ due: [], retention: 0 }),
    find_records: () => ({ all: 1, order: [0], sums: {} }),
    record_rows: () => [{ id: "1", version: 1, cells: ["01/KH", "UBND"] }],
    record: () => ({ version: 1, typed: { symbol: "01/KH", issuer: "UBND" } }),
    draft: () => null,
    keep_draft: () => null,
    check_record: () => ({ problems: [], slips: [], read: {} }),
    save_record: ({ typed }) => {
      saved.push(typed as Record<string, string>);
      return "2";
    },
    delete_record: () => null,
    lock: () => null,
    touch: () => null,
  });
  document.body.innerHTML = '<div id="app"></div>';
  window_ = mount(App, { target: document.body.firstElementChild! });
});
afterEach(async () => {
  await unmount(window_);
  // The window is one for all tests; whoever comes next was not here before.
  await desk.lockedItself();
  desk.state = null;
});

interface Channel {
  onmessage: (news: News) => void;
}

/** Waits until an element is there. */
const find = <E extends HTMLElement>(css: string): Promise<E> =>
  vi.waitFor(() => {
    flushSync();
    const found = document.querySelector<E>(css);
    if (!found) throw new Error(`${css} is not in ${document.body.innerText}`);
    return found;
  });
const click = async (css: string): Promise<void> => (await find(css)).click();
const press = (key: string, more: KeyboardEventInit = {}): void => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  (document.activeElement ?? document.body).dispatchEvent(event);
};

async function fill(css: string, text: string): Promise<void> {
  const field = await find<HTMLInputElement | HTMLSelectElement>(css);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  flushSync();
}

const value = async (css: string): Promise<string> => (await find<HTMLInputElement>(css)).value;

async function unlock(user: string): Promise<void> {
  await fill("#user", user);
  await fill("#passphrase", "bốn từ dễ nhớ mà dài");
  await click("#open");
  await find("#go-home");
}

/** A user's name that was not there before. */
let users = 0;
const lan = (): string => `lan-${++users}`;

/** Saves a record with a pinned value, and leaves news behind. */
async function work(): Promise<void> {
  await click("#nav-issued_documents");
  await find("tr.line");
  press("F5");
  await fill("#f-symbol", "77/KH-LAN");
  await fill("#f-issuer", "Ban của Lan");
  await click(".pin[aria-pressed=false]");
  await click("#save");
  await find(".toast");
  expect(saved.at(-1)).toEqual({ symbol: "77/KH-LAN", issuer: "Ban của Lan" });
}

for (const [way, lock] of [
  ["the lock's button", () => click("#lock")],
  ["F9", async () => (press("F9"), await click(".hidden button"))],
  ["nobody working", async () => tell({ type: "locked" })],
] as const) {
  test(`after ${way}, the next user finds nothing of the one before`, async () => {
    await unlock(lan());
    await work();
    await lock();
    await find("#passphrase");
    expect(document.body.innerText).not.toContain("LAN");
    expect(document.querySelector(".toast")).toBe(null);

    await unlock("mai");
    // Home, not the screen that was left.
    expect(document.querySelector("#found")).toBe(null);
    expect(document.querySelector(".toast")).toBe(null);
    await click("#nav-issued_documents");
    await find("tr.line");
    press("F5");
    expect(await value("#f-issuer")).toBe("");
    expect(document.querySelector(".pin[aria-pressed=true]")).toBe(null);
    press("Escape");
    flushSync();
    // What is copied is what stands in the table, not what was typed last.
    press("F8");
    await vi.waitFor(async () => expect(await value("#f-symbol")).toBe("01/KH"));
  });
}

test("who comes back finds her place, and what she repeats no more", async () => {
  const user = lan();
  await unlock(user);
  await work();
  press("F8");
  await vi.waitFor(async () => expect(await value("#f-symbol")).toBe("77/KH-LAN"));
  await click("#lock");
  await unlock(user);
  await find("#save-next");
  await soon();
  expect(await value("#f-symbol")).toBe("");
});
