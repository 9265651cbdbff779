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

const layouts: Record<string, Layout> = {
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
  violence_cases: {
    table: ["found_on", "number", "category", "acts", "closed_on"],
    form: ["number", "found_on", "category", "acts", "found_by"],
    more: ["other_acts", "commune", "incident_on", "reported_on", "reported_elsewhere"],
    repeat: [],
  },
};

/** The kinds with a table of their own, in the order of the outline. */
export const KINDS = Object.keys(layouts);

export function layout(kind: string): Layout {
  return layouts[kind] ?? { table: [], form: [], more: [], repeat: [] };
}
