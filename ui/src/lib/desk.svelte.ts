// What the window knows: which office is open, where its user is, and how it looks.
import {
  lock as lockOffice,
  officeState,
  putSettings,
  registerWordings,
  schemas as readSchemas,
  touch,
  type ColumnInfo,
  type OfficeState,
  type OpenOffice,
  type PeriodInfo,
  type Settings,
  type Wording,
} from "./backend";
import { label, setLanguage, t } from "./messages/index.svelte";
import { settled } from "./drafts";

/** Where the user is. It names kinds, places and ids, never what a record says. */
export type Route =
  | { screen: "home" }
  | {
      screen: "records";
      kind: string;
      /** The record that is open, or `new`. */
      id?: string;
      /** Show these records only, and what they are. */
      only?: { ids: string[]; what: string };
      /** What a new record begins with. */
      begin?: Record<string, string>;
    }
  | {
      screen: "cases";
      /** The case that is open, or `new`. */
      id?: string;
      tab?: CasesTab;
      /** Show these cases only, and what they are. */
      only?: { ids: string[]; what: string };
    }
  | { screen: "narrative"; place?: string }
  | { screen: "committee" }
  | { screen: "inspections" }
  | { screen: "report" }
  | { screen: "submit" }
  | { screen: "inbox" }
  | { screen: "standing" }
  | { screen: "review"; unit: string; period: string }
  | { screen: "totals"; code?: string }
  | { screen: "units" }
  | { screen: "admin" };

/** The parts of the case register. */
export type CasesTab = "list" | "persons" | "counts" | "analysis" | "keeping";

export const desk = $state({
  /** What is known while nothing is unlocked. */
  state: null as OfficeState | null,
  /** The open office. */
  office: null as OpenOffice | null,
  /** Id of the period that is worked on. */
  period: "",
  route: { screen: "home" } as Route,
  /** Whether the screen was hidden by its key. */
  hidden: false,
  /** Whether the office was locked because nobody worked at it. */
  idle: false,
  /** How many files and folders were dropped onto the window and not taken in yet. */
  dropped: 0,
  /** Whether files are held over the window. */
  dragging: false,
  columns: {} as Record<string, ColumnInfo[]>,
  /** What the catalogue says of the case register's choices, by list and code. */
  wordings: {} as Record<string, Record<string, Wording>>,
});

export function applySettings(settings: Settings): void {
  setLanguage(settings.language);
  const root = document.documentElement;
  const dark =
    settings.theme === "dark" ||
    (settings.theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset["theme"] = dark ? "dark" : "light";
  root.style.fontSize = `${(16 * settings.zoom) / 100}px`;
}

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  if (!desk.state) return;
  desk.state.settings = await putSettings({ ...desk.state.settings, ...change });
  applySettings(desk.state.settings);
}

export async function opened(office: OpenOffice): Promise<void> {
  for (const schema of await readSchemas()) desk.columns[schema.kind] = schema.columns;
  for (const wording of await registerWordings()) {
    const list = { ...desk.wordings[wording.list], [wording.code]: wording };
    desk.wordings[wording.list] = list;
  }
  desk.office = office;
  desk.hidden = false;
  desk.idle = false;
  if (!office.periods.some((period) => period.id === desk.period)) {
    desk.period = office.current ?? office.periods[0]?.id ?? "";
  }
  if (desk.state) desk.state.exists = true;
}

/** Takes everything off the screen, keeps what was typed, and locks the office. */
export async function lock(hide: boolean): Promise<void> {
  desk.office = null;
  desk.hidden = hide;
  await settled();
  await lockOffice();
  await locked();
}

/** The office may have been locked: who can unlock it now. */
export async function locked(): Promise<void> {
  desk.state = await officeState();
  if (!desk.state.open) desk.office = null;
}

export function go(route: Route): void {
  desk.route = route;
}

/** Goes to records of a kind: those of the case register have their place there. */
export function goRecords(
  kind: string,
  more: { id?: string; only?: { ids: string[]; what: string } } = {},
): void {
  if (kind === "violence_cases") desk.route = { screen: "cases", ...more };
  else desk.route = { screen: "records", kind, ...more };
}

export function currentPeriod(): PeriodInfo | undefined {
  return desk.office?.periods.find((period) => period.id === desk.period);
}

/** A period in few words, as `Phụ lục 02, năm 2024`. */
export function periodLabel(id: string): string {
  const period = desk.office?.periods.find((period) => period.id === id);
  if (!period) return id;
  return t("ui-period-option", {
    report: label(`ui-report-${period.report}`),
    part: label(`ui-part-${period.part}`),
    year: String(period.year),
  });
}

export function may(role: "recorder" | "case-officer" | "head"): boolean {
  return !!desk.office && !desk.office.readOnly && desk.office.roles.includes(role);
}

let touched = 0;

/** Puts off locking; told at most every five seconds. */
export function active(): void {
  const now = Date.now();
  if (!desk.office || now - touched < 5000) return;
  touched = now;
  void touch();
}
