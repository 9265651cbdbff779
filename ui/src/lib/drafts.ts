// Keeps what is typed: one write at a time for each form, always of the newest state, so that at
// most the keystrokes of the last few milliseconds are not on the disk.

import { sentenceOf } from "./backend";
import { complain } from "./toast.svelte";

type Write = () => Promise<void>;

const waiting = new Map<string, Write>();
const running = new Map<string, Promise<void>>();

async function run(place: string): Promise<void> {
  for (let write = waiting.get(place); write; write = waiting.get(place)) {
    waiting.delete(place);
    try {
      await write();
    } catch (error) {
      // Locked meanwhile: what was typed up to then is kept. A full disk, say, must be told.
      if (sentenceOf(error).code !== "desk-locked") complain(error);
    }
  }
  running.delete(place);
}

/** Keeps a form's present state; a state not written yet is replaced by it. */
export function keep(place: string, write: Write): void {
  waiting.set(place, write);
  if (!running.has(place)) running.set(place, run(place));
}

/** Forgets what is not written yet, once the form itself was saved or given up. */
export async function forget(place: string): Promise<void> {
  waiting.delete(place);
  await running.get(place);
}

/** When everything typed is on the disk. */
export async function settled(): Promise<void> {
  await Promise.all(running.values());
}
