// The fields of a form that is no record's: what was typed, and what is wrong with it.
import { sentenceOf } from "../../lib/backend";

export class Fields {
  typed = $state<Record<string, string>>({});
  problems = $state<Record<string, string>>({});
  failed = $state("");

  constructor(typed: Record<string, string> = {}) {
    this.typed = typed;
  }

  snapshot(): Record<string, string> {
    return $state.snapshot(this.typed);
  }

  /** Runs what saves the form; what is wrong stands at its fields afterwards. */
  async save(act: () => Promise<void>): Promise<boolean> {
    this.failed = "";
    this.problems = {};
    try {
      await act();
      return true;
    } catch (error) {
      const sentence = sentenceOf(error);
      this.failed = sentence.sentence;
      this.problems = Object.fromEntries(sentence.fields.map((f) => [f.column, f.text]));
      return false;
    }
  }
}
