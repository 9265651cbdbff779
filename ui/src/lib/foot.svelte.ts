// What is told at the foot of the window: short news, with the way back where there is one, and how
// far long work is.
import { cancel, Channel, sentenceOf, type Class, type Sentence, type Step } from "./backend";

export interface Toast {
  id: number;
  text: string;
  tone: "fine" | "error";
  undo?: { label: string; act: () => unknown };
}

/** What goes without saying: the user stopped it herself, or the office was locked meanwhile. */
const UNSAID: readonly Class[] = ["cancelled", "locked"];
/** For how long news stays that asks for nothing, in milliseconds. */
const SHORT = 6000;
const MOST = 3;

export class Foot {
  readonly toasts = $state<Toast[]>([]);
  /** How far the work is that is under way. */
  step = $state<Step | null>(null);
  #next = 1;

  dismiss(id: number): void {
    const index = this.toasts.findIndex((toast) => toast.id === id);
    if (index >= 0) this.toasts.splice(index, 1);
  }

  /** Takes away what was about a screen that was left; errors stay until they are read. */
  leaveBehind(): void {
    for (const { id } of this.toasts.filter((toast) => toast.tone !== "error")) this.dismiss(id);
  }

  /** Takes everything away. */
  clear(): void {
    this.toasts.length = 0;
    this.step = null;
  }

  say(text: string, more: Partial<Omit<Toast, "id" | "text">> = {}): void {
    // The same again takes the place of what is there.
    for (const { id } of this.toasts.filter((toast) => toast.text === text)) this.dismiss(id);
    const toast: Toast = { id: this.#next++, text, tone: "fine", ...more };
    this.toasts.push(toast);
    while (this.toasts.length > MOST) this.toasts.shift();
    // News that can be undone or is an error stays until it is read.
    if (!more.undo && toast.tone === "fine") setTimeout(() => this.dismiss(toast.id), SHORT);
  }

  /**
   * Does what can fail, and gives what comes of it. A failure is told, here or as `tell` does, and
   * gives nothing.
   */
  async attempt<T>(
    work: () => Promise<T>,
    tell: (told: Sentence) => void = ({ sentence }) => this.say(sentence, { tone: "error" }),
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      const sentence = sentenceOf(error);
      if (!UNSAID.includes(sentence.class)) tell(sentence);
      return undefined;
    }
  }

  /** Runs long work with its progress on the screen. */
  async watched<T>(run: (steps: Channel<Step>) => Promise<T>): Promise<T> {
    const steps = new Channel<Step>();
    steps.onmessage = (step) => (this.step = step);
    try {
      return await run(steps);
    } finally {
      // A step may be told after the end.
      steps.onmessage = () => undefined;
      this.step = null;
    }
  }

  /** Asks the work that is under way to stop. */
  stop(): void {
    void cancel();
  }
}
