// Keeps what is typed: one write at a time for each form, always of the newest state, so that at
// most the keystrokes of the last few milliseconds are not on the disk.

type Write = () => Promise<unknown>;

/** The writes of a form that are under way; a later turn waits for the one before. */
interface Turn {
  done: Promise<void>;
}

export class Drafts {
  readonly #waiting = new Map<string, Write>();
  readonly #turns = new Map<string, Turn>();
  readonly #attempt: (write: Write) => Promise<unknown>;
  #closed = false;

  /** `attempt` does a write, and tells why something could not be kept. */
  constructor(attempt: (write: Write) => Promise<unknown>) {
    this.#attempt = attempt;
  }

  /** Keeps a form's present state; a state not written yet is replaced by it. */
  keep(place: string, write: Write): void {
    if (this.#closed) return;
    this.#waiting.set(place, write);
    if (!this.#turns.has(place)) this.#begin(place, Promise.resolve());
  }

  /**
   * Saves or gives up the form itself: what is not written yet is forgotten, what is being written
   * comes first, and what is typed meanwhile is kept afterwards.
   */
  save<T>(place: string, work: () => Promise<T>): Promise<T> {
    this.#waiting.delete(place);
    const before = this.#turns.get(place)?.done ?? Promise.resolve();
    const saved = before.then(work);
    this.#begin(place, saved);
    return saved;
  }

  /** When everything typed is on the disk. */
  async settled(): Promise<void> {
    while (this.#turns.size > 0) {
      await Promise.all([...this.#turns.values()].map((turn) => turn.done));
    }
  }

  /** Keeps nothing any more, and forgets what waits. */
  close(): void {
    this.#closed = true;
    this.#waiting.clear();
  }

  #begin(place: string, first: Promise<unknown>): void {
    const turn: Turn = { done: Promise.resolve() };
    this.#turns.set(place, turn);
    turn.done = this.#write(place, turn, first);
  }

  async #write(place: string, turn: Turn, first: Promise<unknown>): Promise<void> {
    // Who saves is told herself where it fails.
    await first.catch(() => undefined);
    const isLast = (): boolean => this.#turns.get(place) === turn;
    for (
      let write = this.#waiting.get(place);
      write && isLast();
      write = this.#waiting.get(place)
    ) {
      this.#waiting.delete(place);
      await this.#attempt(write);
    }
    if (isLast()) this.#turns.delete(place);
  }
}
