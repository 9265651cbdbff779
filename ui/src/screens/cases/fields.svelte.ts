// The fields of a form that is no record's: what was typed, and what is wrong with it.
import { sentenceOf, type IdentityDraft } from "../../lib/backend";

type Typed = Record<string, string>;

/** The fields in which two differ. */
function differing(one: Typed, other: Typed): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => (one[name] ?? "") !== (other[name] ?? ""));
}

export class Fields {
  typed = $state<Typed>({});
  problems = $state<Typed>({});
  failed = $state("");

  /** What was known when the typing began. */
  from = $state.raw<Typed>({});
  /** What is known by now, where that is something else. */
  now = $state.raw<Typed | null>(null);

  constructor(known: Typed = {}, draft: IdentityDraft | null = null) {
    this.typed = { ...(draft?.typed ?? known) };
    this.from = draft?.from ?? known;
    if (differing(this.from, known).length > 0) this.now = known;
  }

  /** The fields in which what is known by now is not what was typed. */
  get apart(): string[] {
    return this.now ? differing(this.now, this.typed) : [];
  }

  /** What was typed goes on from what is known by now, or gives way to it. */
  settle(isMine: boolean): void {
    if (!this.now) return;
    this.from = this.now;
    if (!isMine) this.typed = { ...this.now };
    this.now = null;
    this.failed = "";
  }

  /** What is kept of it while it is typed; nothing where it says what is known. */
  draft(): IdentityDraft {
    const typed = this.snapshot();
    return { from: this.from, typed: differing(this.from, typed).length > 0 ? typed : {} };
  }

  snapshot(): Typed {
    return $state.snapshot(this.typed);
  }

  /** Runs what saves the form; what is wrong stands at its fields afterwards. */
  async save(act: (typed: Typed) => Promise<void>): Promise<boolean> {
    this.failed = "";
    this.problems = {};
    const typed = this.snapshot();
    try {
      await act(typed);
      this.from = typed;
      return true;
    } catch (error) {
      const sentence = sentenceOf(error);
      this.failed = sentence.sentence;
      this.problems = Object.fromEntries(sentence.fields.map((f) => [f.column, f.text]));
      return false;
    }
  }
}
