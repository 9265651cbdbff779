// Which columns a kind's table shows, and how its form is laid out. What a column is comes from
// the core.

export interface Layout {
  /** Columns of the table. */
  table: string[];
  /** Fields always shown. */
  form: string[];
  /** Fields shown on demand. */
  more: string[];
  /** Fields whose value is often the same again. */
  repeat: string[];
}

/** The fields of a head count, shown together with their total. */
export const PEOPLE = ["men", "women", "unrecorded"];

const layouts: Readonly<Record<string, Layout>> = {
  issued_documents: {
    table: ["date", "symbol", "issuer", "summary", "kind"],
    form: ["symbol", "date", "issuer", "summary", "kind"],
    more: ["topic"],
    repeat: ["issuer", "kind"],
  },
  coordination_activities: {
    table: ["date", "dash", "content", "partners", "result"],
    form: ["dash", "date", "date_to", "content", "partners", "result"],
    more: [],
    repeat: ["dash", "partners"],
  },
  communication_events: {
    table: ["date", "form", "organiser", "content", "place", "men", "women", "unrecorded"],
    form: ["date", "date_to", "form", "organiser", "organiser_name", "content", "place", ...PEOPLE],
    more: ["sessions", "effect", "action_month", "cost"],
    repeat: ["form", "organiser", "organiser_name", "place", "content"],
  },
  communication_products: {
    table: ["date", "form", "content", "quantity", "quantity_unit", "distributed"],
    form: ["form", "content", "quantity", "quantity_unit", "date", "distributed"],
    more: [],
    repeat: ["form", "quantity_unit", "distributed"],
  },
  training_courses: {
    table: ["date", "title", "purpose", "classes", "men", "women", "unrecorded", "cost"],
    form: ["title", "date", "date_to", "purpose", "audience", "content", "classes", ...PEOPLE],
    more: ["organiser", "place", "cost"],
    repeat: ["purpose", "audience", "organiser", "place"],
  },
  inspections: {
    table: ["date", "decision", "units", "results"],
    form: ["decision", "date", "units", "content", "results"],
    more: [],
    repeat: ["decision"],
  },
  inspection_findings: {
    table: ["date", "inspection", "kind", "content", "addressed_to", "settled_on"],
    form: ["inspection", "date", "kind", "content", "addressed_to", "settled_on"],
    more: [],
    repeat: ["inspection", "date", "kind"],
  },
  committee_members: {
    table: ["name", "sex", "position", "role", "since", "until"],
    form: ["name", "sex", "position", "role", "since", "until", "decision"],
    more: [],
    repeat: ["since", "decision"],
  },
  funding_lines: {
    table: ["year", "source", "granted", "used", "purpose"],
    form: ["year", "source", "granted", "used", "purpose"],
    more: [],
    repeat: ["year", "source"],
  },
  indicator_values: {
    table: ["year", "indicator", "value", "numerator", "denominator", "source"],
    form: ["indicator", "year", "value", "numerator", "denominator", "source", "note"],
    more: [],
    repeat: ["year", "source"],
  },
};

/** The register's records: they have forms, but their place is the case they belong to. */
const register: Readonly<Record<string, Layout>> = {
  violence_cases: {
    table: [],
    form: [
      "found_on",
      "category",
      "acts",
      "other_acts",
      "gbv_type",
      "found_by",
      "commune",
      "incident_on",
      "reported_on",
      "reported_elsewhere",
    ],
    more: ["several", "days_to_report", "number"],
    repeat: [],
  },
  survivors: {
    table: [],
    form: ["sex", "age", "relation", "consent", "share", "disability", "pregnant", "needs_support"],
    more: ["person"],
    repeat: [],
  },
  perpetrators: {
    table: [],
    form: ["sex", "age", "prosecuted"],
    more: ["person"],
    repeat: [],
  },
  services: {
    table: [],
    form: ["service", "provider", "offered_on", "answer", "received_on", "ended_on"],
    more: [],
    repeat: [],
  },
  referrals: {
    table: [],
    form: ["provider", "service", "referred_on", "referral_outcome", "outcome_on"],
    more: [],
    repeat: [],
  },
  measures: { table: [], form: ["measure", "taken_on"], more: [], repeat: [] },
  follow_ups: {
    table: [],
    form: ["due_on", "follow_up_form", "done_on", "follow_up_result"],
    more: [],
    repeat: [],
  },
  risk_checks: { table: [], form: ["checked_on", "signs"], more: [], repeat: [] },
};

/** The kinds with a table of their own, in the order of the outline. */
export const KINDS: readonly string[] = Object.keys(layouts);

export function layout(kind: string): Layout {
  return layouts[kind] ?? register[kind] ?? { table: [], form: [], more: [], repeat: [] };
}

/** Whether records of the kind belong to a case. */
export function isOfRegister(kind: string): boolean {
  return kind in register;
}
