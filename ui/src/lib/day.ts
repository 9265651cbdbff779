// A day that is typed: as it stands there, and as the core understood it.
import { day } from "./format";

export interface TypedDay {
  /** As it stands in its field: what commands take. */
  text: string;
  /** As the core understood it, `2024-12-05`; none while nothing or no day is typed. */
  day: string | null;
}

/** A field's day before anything is typed. */
export function typedDay(iso: string | null | undefined): TypedDay {
  return iso ? { text: day(iso), day: iso } : { text: "", day: null };
}
