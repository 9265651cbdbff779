import { beforeEach, expect, test, vi } from "vitest";
import { answer, failure, office, officeState } from "../test/backend";
import { later, soon } from "../test/later";
import type { Written } from "./backend";
import type { Desk } from "./desk.svelte";
import { Session } from "./session.svelte";

const LAYOUT = { table: ["date"], form: ["date"], more: [], repeat: [] };
const locked = { lock: () => null, office_state: () => officeState() };
const unlocked = {
  schemas: () => [
    { kind: "funding_lines", columns: [], layout: LAYOUT },
    { kind: "inspections", columns: [{ name: "date" }, { name: "decision" }], layout: LAYOUT },
  ],
  register_wordings: () => [
    { list: "act", code: "beating", wording: "Hành hạ", note: null, law: [{ text: "Điều 3" }] },
  ],
  given: () => [],
  touch: () => null,
};

let desk: Desk;
beforeEach(async () => {
  answer({ ...locked, ...unlocked });
  vi.resetModules();
  ({ desk } = await import("./desk.svelte"));
  desk.state = officeState();
});

/** The session of a user who has just unlocked the office. */
async function unlock(user: string, folder = "/van-phong"): Promise<Session> {
  if (desk.state) desk.state.folder = folder;
  await desk.open(office(user));
  if (!desk.session) throw new Error("not open");
  return desk.session;
}

test("nothing of one user's session is in the next one's", async () => {
  const first = await unlock("lan");
  first.repeated.remember("inspections", { decision: "01/QĐ" });
  first.repeated.toggle("inspections", "decision");
  first.say("Đã xóa", { undo: { label: "undo", act: () => undefined } });
  first.say("wrong", { tone: "error" });
  first.dropped = 2;
  first.go({ screen: "records", kind: "inspections", id: "new" });
  await desk.lock(false);
  expect(desk.session).toBe(null);
  expect(first.toasts).toEqual([]);

  const second = await unlock("mai");
  expect(second.repeated.lastOf("inspections")).toBe(undefined);
  expect(second.repeated.begin("inspections")).toEqual({});
  expect(second.repeated.isPinned("inspections", "decision")).toBe(false);
  expect(second.toasts).toEqual([]);
  expect(desk.toasts).toEqual([]);
  expect(second.dropped).toBe(0);
  expect(second.route).toEqual({ screen: "home" });
});

test("an answer that comes after the lock is told to nobody", async () => {
  const first = await unlock("lan");
  const path = later<Written>();
  const saving = first.saved(() => path.promise);
  await desk.lock(true);
  const second = await unlock("mai");
  path.resolve({ file: "/home/lan/bao-cao.pdf" });
  await saving;
  expect(second.toasts).toEqual([]);
  expect(desk.toasts).toEqual([]);
});

test("who comes back is where she was, by the names of places alone", async () => {
  const only = { ids: ["1"], what: "Hội nghị" };
  const first = await unlock("lan");
  const begin = { decision: "01/QĐ" };
  first.go({ screen: "records", kind: "inspections", id: "new", only, begin });
  await desk.lock(false);
  const again = await unlock("lan");
  expect(again.route).toEqual({ screen: "records", kind: "inspections", id: "new" });
  again.go({ screen: "cases", tab: "list", only });
  await desk.lockedItself("idle");
  expect(desk.lockedBy).toBe("idle");
  expect((await unlock("lan")).route).toEqual({ screen: "cases", tab: "list" });
  // Of the same name, but in another office.
  await desk.lock(false);
  expect((await unlock("lan", "/usb")).route).toEqual({ screen: "home" });
  // Somebody else was here in between.
  await desk.lock(false);
  await unlock("mai", "/usb");
  await desk.lock(false);
  expect((await unlock("lan", "/usb")).route).toEqual({ screen: "home" });
});

test("what was typed is on the disk before the office is locked", async () => {
  const first = await unlock("lan");
  const order: string[] = [];
  answer({ ...locked, ...unlocked, lock: () => void order.push("locked") });
  const writing = later();
  first.drafts.keep("form", async () => {
    await writing.promise;
    order.push("written");
  });
  const locking = desk.lock(true);
  // The screen is empty at once.
  expect(desk.session).toBe(null);
  expect(desk.hidden).toBe(true);
  await soon();
  expect(order).toEqual([]);
  writing.resolve();
  await locking;
  expect(order).toEqual(["written", "locked"]);
  first.drafts.keep("form", async () => void order.push("late"));
  await soon();
  expect(order).toEqual(["written", "locked"]);
});

test("news from before unlocking does not follow into the office", async () => {
  desk.say("Đã khôi phục");
  await unlock("lan");
  expect(desk.toasts).toEqual([]);
});

test("a session works on the period it was left in, or on the current one", async () => {
  const { periods } = office("lan");
  const six = {
    ...periods[0]!,
    period: "phu-luc-02/2023/six-months",
    year: 2023,
    part: "six-months" as const,
  };
  const both = office("lan", { periods: [...periods, six] });
  const left = { period: six.period, route: { screen: "home" } as const };
  expect(new Session(both, [], [], left).period).toBe(six.period);
  expect(new Session(both, [], []).period).toBe(both.current);
  // The period is gone with the catalogue that had it.
  expect(new Session(office("lan"), [], [], left).period).toBe(both.current);
  expect(new Session(both, [], []).years).toEqual([2024, 2023]);
});

test("a cell is found by its column's name, a choice's wording by its list", async () => {
  const session = await unlock("lan");
  const row = { id: "1", version: 1, title: "", cells: ["05/12/2024", "01/QĐ"] };
  expect(session.cell("inspections", row, "decision")).toBe("01/QĐ");
  expect(session.cell("inspections", row, "nothing")).toBe("");
  expect(session.wording("act", "beating")?.law[0]?.text).toBe("Điều 3");
  expect(session.wordings("act").map(({ code }) => code)).toEqual(["beating"]);
  expect(session.wording("act", "other")).toBe(undefined);
});

test("a role is of use only where the office can be changed", () => {
  const session = new Session(office("lan", { roles: ["head"] }), [], []);
  expect([session.may("head"), session.may("recorder")]).toEqual([true, false]);
  const read = new Session(office("lan", { roles: ["head"], read_only: true }), [], []);
  expect([read.may("head"), read.has("head")]).toEqual([false, true]);
});

test("working at the window puts off locking, told at most every five seconds", () => {
  vi.useFakeTimers();
  const asked = answer(unlocked);
  const session = new Session(office("lan"), [], []);
  session.active();
  session.active();
  vi.advanceTimersByTime(5000);
  session.active();
  vi.useRealTimers();
  expect(asked).toEqual(["touch", "touch"]);
});

test("a file that was written is told with the way to open it, where there is one", async () => {
  const session = await unlock("lan");
  const asked = answer({ open_saved: () => null });
  await session.saved(async () => ({ file: "/tmp/a.pdf" }));
  await session.saved(async () => ({ file: "/tmp/b.xlsx" }), null);
  await session.saved(() => Promise.reject(failure("x", "x", "cancelled")));
  expect(session.toasts.map(({ text, undo }) => [text, !!undo])).toEqual([
    ["Đã ghi: /tmp/a.pdf", true],
    ["Đã ghi: /tmp/b.xlsx", false],
  ]);
  await session.toasts[0]?.undo?.act();
  expect(asked).toEqual(["open_saved"]);
});
