// What stands in for the core in tests: answers by a command's name.
import { mockIPC } from "@tauri-apps/api/mocks";
import type { Class, OfficeState, OpenOffice, Sentence } from "../lib/backend";

interface Sent {
  name: string;
  sent: Record<string, unknown>;
}
type Answers = Record<string, (given: Record<string, unknown>) => unknown>;

/** Answers commands, and gives the names of those that were asked for. */
export function answer(answers: Answers): string[] {
  const asked: string[] = [];
  mockIPC((command, given) => {
    // All but `watch` are called by name.
    const { name, sent } =
      command === "call" ? (given as unknown as Sent) : { name: command, sent: {} };
    asked.push(name);
    const found = answers[name];
    if (!found) throw new Error(`no answer to ${name}`);
    return found(sent);
  });
  return asked;
}

/** A failure as commands give it. */
export function failure(code: string, text = code, kind: Class = "failed"): Sentence {
  return { error: code, class: kind, sentence: text, fields: [], cells: [] };
}

/** An office that a user has open. */
export function office(user: string, more: Partial<OpenOffice> = {}): OpenOffice {
  return {
    unit: "09163",
    unit_name: "Phường Vũ Ninh",
    user,
    roles: ["recorder"],
    receives: false,
    read_only: false,
    reads_cases: false,
    recovery: null,
    periods: [
      {
        period: "phu-luc-02/2024/annual",
        name: "Báo cáo năm 2024",
        report: "phu-luc-02",
        part: "annual",
        year: 2024,
        from: "2023-11-01",
        to: "2024-10-31",
        due_before: "2024-12-05",
        days_left: 3,
        closed: false,
      },
    ],
    current: "phu-luc-02/2024/annual",
    ...more,
  };
}

/** A window whose office is locked. */
export function officeState(more: Partial<OfficeState> = {}): OfficeState {
  return {
    standing: "office",
    said: null,
    open: false,
    folder: "/van-phong",
    inbox: null,
    users: ["lan", "mai"],
    settings: {
      language: "vi",
      theme: "light",
      zoom: 100,
      lock_after: 5,
      last_user: "lan",
    },
    version: "0.1.0",
    official: "vi",
    ...more,
  };
}
