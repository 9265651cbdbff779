// Values that the next new record begins with: those whose field is pinned. They last as long as
// the office is open.
import { layout } from "./kinds";

const pinned = $state<Record<string, string[]>>({});
let last: Record<string, Record<string, string>> = {};

/** What a new record of a kind begins with. */
export function repeated(kind: string): Record<string, string> {
  const values = last[kind] ?? {};
  const fields = (pinned[kind] ?? []).filter((field) => values[field]);
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? ""]));
}

repeated.remember = (kind: string, typed: Record<string, string>): void => {
  last[kind] = typed;
};
/** The record saved last, to be copied. */
repeated.lastOf = (kind: string): Record<string, string> | undefined => last[kind];
repeated.isPinned = (kind: string, field: string): boolean => !!pinned[kind]?.includes(field);
repeated.toggle = (kind: string, field: string): void => {
  // Read back after it was put there: only then changes of it are noticed.
  pinned[kind] ??= [];
  const fields = pinned[kind];
  const at = fields.indexOf(field);
  if (at >= 0) fields.splice(at, 1);
  else if (layout(kind).repeat.includes(field)) fields.push(field);
};
repeated.forget = (): void => {
  last = {};
};
