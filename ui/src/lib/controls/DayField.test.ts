import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answer, failure, office } from "../../test/backend";
import { later, soon } from "../../test/later";
import Within from "../../test/Within.svelte";
import { Session } from "../session.svelte";

const WRONG = "không phải là ngày";
let asked: unknown[];
let shown: Record<string, unknown> | undefined;

beforeEach(() => {
  asked = [];
  answer({
    read_day: ({ text }) => {
      asked.push(text);
      if (text === "") return null;
      if (text === "31/2/24") {
        const named = failure("problem-not-a-date", `Ngày: ${WRONG}`);
        throw { ...named, fields: [{ column: "date", text: WRONG }] };
      }
      return { day: "2024-12-05", shown: "05/12/2024" };
    },
  });
});
afterEach(async () => {
  vi.useRealTimers();
  if (shown) await unmount(shown);
  shown = undefined;
});

function show(first: string | null = null): void {
  document.body.innerHTML = "";
  const session = new Session(office("lan"), [], []);
  shown = mount(Within, { target: document.body, props: { session, first } });
  flushSync();
}

const field = (): HTMLInputElement => document.querySelector<HTMLInputElement>("#on")!;
const understood = (): string => document.querySelector("output")!.textContent ?? "";
const said = (): string => document.querySelector("#on-error")?.textContent ?? "";

function type(text: string): void {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
}

async function leave(): Promise<void> {
  field().dispatchEvent(new Event("change", { bubbles: true }));
  await soon();
  flushSync();
}

test("what is typed goes to the core as it is, and its answer is shown", async () => {
  show();
  type("5-12-24");
  await leave();
  expect(asked).toEqual(["5-12-24"]);
  expect([field().value, understood(), said()]).toEqual(["05/12/2024", "2024-12-05", ""]);
});

test("what is no day is said beside it, and nothing goes on with it", async () => {
  show("2024-10-31");
  expect(field().value).toBe("31/10/2024");
  type("31/2/24");
  await leave();
  expect([field().value, understood(), said()]).toEqual(["31/2/24", "", WRONG]);
  expect(field().getAttribute("aria-invalid")).toBe("true");
  // Typing on takes it away.
  type("3/2/24");
  expect(said()).toBe("");
});

test("nothing typed is no day and no mistake", async () => {
  show("2024-10-31");
  type("");
  await leave();
  expect([understood(), said()]).toEqual(["", ""]);
});

test("half a day is not read; after a pause it is, and is not rewritten under the fingers", async () => {
  vi.useFakeTimers();
  show();
  for (const text of ["5", "5/12", "5/12/24"]) {
    type(text);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(400);
  flushSync();
  expect(asked).toEqual(["5/12/24"]);
  expect([field().value, understood()]).toEqual(["5/12/24", "2024-12-05"]);
});

test("an answer to what was typed before is dropped", async () => {
  const slow = later<unknown>();
  answer({
    read_day: ({ text }) =>
      text === "1/1/24" ? slow.promise : { day: "2024-12-05", shown: "05/12/2024" },
  });
  show();
  type("1/1/24");
  await leave();
  type("5/12/24");
  await leave();
  slow.resolve({ day: "2024-01-01", shown: "01/01/2024" });
  await soon();
  flushSync();
  expect([field().value, understood()]).toEqual(["05/12/2024", "2024-12-05"]);
});

test("an answer never takes the place of what is being typed", async () => {
  const slow = later<unknown>();
  answer({ read_day: () => slow.promise });
  show("2024-01-01");
  await leave();
  type("1");
  slow.resolve({ day: "2024-01-01", shown: "01/01/2024" });
  await soon();
  flushSync();
  expect(field().value).toBe("1");
});
