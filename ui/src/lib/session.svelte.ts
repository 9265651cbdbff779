// All that the window knows of the office that is open: made when it is unlocked, dropped when it is
// locked. Screens get it from their context, so that what one user began is told to nobody else,
// whenever its answer comes.
import { createContext } from "svelte";
import type { PlainScreen } from "../places";
import {
  given,
  openSaved,
  touch,
  type ColumnInfo,
  type Layout,
  type OpenOffice,
  type PeriodInfo,
  type RecordKind,
  type Role,
  type Schema,
  type ShownRecord,
  type Wording,
  type Written,
} from "./backend";
import { Drafts } from "./drafts";
import { Foot } from "./foot.svelte";
import { label, t, type PlainMessageId } from "./messages/index.svelte";
import { Repeated } from "./repeated.svelte";

/** Records shown alone, and what they are. */
export interface Only {
  ids: string[];
  what: string;
}

/** Where the user is. */
export type Route =
  | { screen: PlainScreen }
  | {
      screen: "records";
      kind: RecordKind;
      /** The record that is open, or `new`. */
      id?: string;
      only?: Only;
      /** What a new record begins with. */
      begin?: Record<string, string>;
    }
  | {
      screen: "cases";
      /** The case that is open, or `new`. */
      id?: string;
      tab?: CasesTab;
      only?: Only;
    }
  | { screen: "narrative"; place?: string }
  /** Where something is to be taken in, at its button. */
  | { screen: "submit"; at?: "take-in" }
  | { screen: "review"; unit: string; period: string }
  | { screen: "totals"; code?: string };

/** The parts of the case register. */
export type CasesTab = "list" | "persons" | "directory" | "counts" | "analysis" | "keeping";

/** Where somebody was. */
export interface Whereabouts {
  period: string;
  route: Route;
}

/** Puts off locking at most this often, in milliseconds. */
const TOUCH_EVERY = 5000;

export class Session extends Foot {
  office = $state() as OpenOffice;
  /** Id of the period that is worked on. */
  period = $state("");
  route = $state.raw<Route>({ screen: "home" });
  /** How many files and folders were dropped onto the window and not taken in yet. */
  dropped = $state(0);
  /** Packages that were opened in the system and not taken in yet. */
  given = $state.raw<string[]>([]);
  /** The columns of each kind. */
  readonly columns: Readonly<Partial<Record<RecordKind, ColumnInfo[]>>>;
  /** The kinds with a table of their own, in the order of the outline. */
  readonly kinds: readonly RecordKind[];
  readonly #schemas: Schema[];
  readonly drafts = new Drafts((write) => this.attempt(write));
  readonly repeated = new Repeated();
  readonly #wordings: Wording[];
  #touched = 0;

  /** `was` is where its user was when she left. */
  constructor(office: OpenOffice, schemas: Schema[], wordings: Wording[], was?: Whereabouts) {
    super();
    this.office = office;
    this.#schemas = schemas;
    this.columns = Object.fromEntries(schemas.map(({ kind, columns }) => [kind, columns]));
    const tables = schemas.filter(({ layout }) => layout.table.length > 0);
    this.kinds = tables.map(({ kind }) => kind);
    this.#wordings = wordings;
    const isThere = office.periods.some(({ period }) => period === was?.period);
    this.period = (isThere && was?.period) || (office.current ?? office.periods[0]?.period ?? "");
    if (was) this.route = was.route;
  }

  /** The period that is worked on. */
  get current(): PeriodInfo | undefined {
    return this.office.periods.find(({ period }) => period === this.period);
  }

  /** The years of all periods, the last one first. */
  get years(): number[] {
    const years = this.office.periods.map((period) => period.year);
    return [...new Set(years)].sort((a, b) => b - a);
  }

  /** A period in few words, as `Phụ lục 02, năm 2024`. */
  periodLabel(id: string): string {
    const period = this.office.periods.find(({ period }) => period === id);
    if (!period) return id;
    return t("ui-period-option", {
      report: label(`ui-report-${period.report}`),
      part: label(`ui-part-${period.part}`),
      year: String(period.year),
    });
  }

  /** What the catalogue says of a choice of the case register. */
  wording(list: string, code: string): Wording | undefined {
    return this.#wordings.find((wording) => wording.list === list && wording.code === code);
  }

  /** What the catalogue says of all choices of a list. */
  wordings(list: string): Wording[] {
    return this.#wordings.filter((wording) => wording.list === list);
  }

  /** How a kind's table and form are laid out. */
  layout(kind: RecordKind): Layout {
    const nothing: Layout = { table: [], form: [], more: [], repeat: [] };
    return this.#schemas.find((schema) => schema.kind === kind)?.layout ?? nothing;
  }

  /** The kind of a name, where records of it are filled in. */
  kindOf(name: string): RecordKind | undefined {
    return this.#schemas.find(({ kind }) => kind === name)?.kind;
  }

  /** Whether records of a kind belong to a case. */
  isOfRegister(kind: RecordKind): boolean {
    return !!this.#schemas.find((schema) => schema.kind === kind)?.of_register;
  }

  /** What a row shows in a column. */
  cell(kind: RecordKind, row: ShownRecord, name: string): string {
    const columns = this.columns[kind] ?? [];
    return row.cells[columns.findIndex((column) => column.name === name)] ?? "";
  }

  /** Whether the user has one of some roles, and the office can be changed. */
  may(...roles: Role[]): boolean {
    return !this.office.read_only && roles.some((role) => this.has(role));
  }

  /** Whether the user has a role. */
  has(role: Role): boolean {
    return this.office.roles.includes(role);
  }

  go(route: Route): void {
    this.route = route;
  }

  /** Goes to records of a kind: those of the case register have their place there. */
  goRecords(kind: RecordKind, more: { id?: string; only?: Only } = {}): void {
    if (kind === "violence_cases") this.go({ screen: "cases", ...more });
    else this.go({ screen: "records", kind, ...more });
  }

  /** Where the user is, by the names of places alone: nothing that a record says. */
  whereabouts(): Whereabouts {
    const { period, route } = this;
    if (route.screen !== "records" && route.screen !== "cases") return { period, route };
    const { only: _only, ...rest } = route;
    if (rest.screen === "cases") return { period, route: rest };
    const { begin: _begin, ...bare } = rest;
    return { period, route: bare };
  }

  /**
   * Writes a file by what gives its place, and says where it lies; `offer` words the way to open
   * it, where the command keeps it for that.
   */
  async saved(
    write: () => Promise<Written>,
    offer: PlainMessageId | null = "ui-open-to-print",
  ): Promise<void> {
    const written = await this.attempt(write);
    if (!written) return;
    const undo = offer && { label: t(offer), act: () => this.attempt(openSaved) };
    this.say(t("ui-saved-to", { detail: written.file }), undo ? { undo } : {});
  }

  /** Shows the packages that were opened in the system, where there are any. */
  async showGiven(): Promise<void> {
    await this.attempt(async () => {
      this.given = await given();
      if (this.given.length > 0) this.go({ screen: "inbox" });
    });
  }

  /** Somebody works at the window: puts off locking. */
  active(): void {
    const now = Date.now();
    if (now - this.#touched < TOUCH_EVERY) return;
    this.#touched = now;
    void touch();
  }

  /** Forgets what was told and typed; answers that are still to come are told to nobody. */
  close(): void {
    this.clear();
    this.drafts.close();
  }
}

export const [getSession, setSession] = createContext<Session>();
