// What stands in for the core in tests: answers by a command's name.
import { mockIPC } from "@tauri-apps/api/mocks";
import type { FailureClass, OfficeState, OpenOffice, Sentence } from "../lib/backend";

type Answers = Record<string, (given: Record<string, unknown>) => unknown>;

/** Answers commands, and gives the names of those that were asked for. */
export function answer(answers: Answers): string[] {
  const asked: string[] = [];
  mockIPC((command, given) => {
    asked.push(command);
    const found = answers[command];
    if (!found) throw new Error(`no answer to ${command}`);
    return found(given as Record<string, unknown>);
  });
  return asked;
}

/** A failure as commands give it. */
export function failure(code: string, text = code, kind: FailureClass = "failed"): Sentence {
  return { code, class: kind, text, fields: [] };
}

/** An office that a user has open. */
export function office(user: string, more: Partial<OpenOffice> = {}): OpenOffice {
  return {
    unit: "09163",
    unitName: "Phường Vũ Ninh",
    user,
    roles: ["recorder"],
    receives: false,
    readOnly: false,
    recovery: null,
    periods: [
      {
        id: "phu-luc-02/2024/annual",
        name: "Báo cáo năm 2024",
        report: "phu-luc-02",
        part: "annual",
        year: 2024,
        from: "2023-11-01",
        to: "2024-10-31",
        dueBefore: "2024-12-05",
        daysLeft: 3,
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
    exists: true,
    open: false,
    folder: "/van-phong",
    users: ["lan", "mai"],
    settings: {
      language: "vi",
      theme: "light",
      zoom: 100,
      lockAfter: 5,
      lastUser: "lan",
    },
    version: "0.1.0",
    official: "vi",
    ...more,
  };
}
