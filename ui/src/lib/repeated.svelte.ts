// Values that the next new record begins with: those whose field is pinned.

import type { RecordKind } from "./backend";

type Typed = Record<string, string>;

export class Repeated {
  readonly #pinned = $state<Record<string, string[]>>({});
  readonly #last = new Map<string, Typed>();

  /** What a new record of a kind begins with. */
  begin(kind: RecordKind): Typed {
    const values = this.#last.get(kind) ?? {};
    const fields = (this.#pinned[kind] ?? []).filter((field) => values[field]);
    return Object.fromEntries(fields.map((field) => [field, values[field] ?? ""]));
  }

  /** Remembers the record saved last. */
  remember(kind: RecordKind, typed: Typed): void {
    this.#last.set(kind, typed);
  }

  /** The record saved last, to be copied. */
  lastOf(kind: RecordKind): Typed | undefined {
    return this.#last.get(kind);
  }

  isPinned(kind: RecordKind, field: string): boolean {
    return !!this.#pinned[kind]?.includes(field);
  }

  /** Pins a field, or lets it loose. */
  toggle(kind: RecordKind, field: string): void {
    const fields = this.#pinned[kind] ?? [];
    this.#pinned[kind] = fields.includes(field)
      ? fields.filter((other) => other !== field)
      : [...fields, field];
  }
}
