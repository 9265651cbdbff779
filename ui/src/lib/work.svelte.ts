// Long work: how far it is, and the way to stop it.
import { cancel, Channel, type Step } from "./backend";

export const work = $state({ step: null as Step | null });

/** Runs long work with its progress on the screen. */
export async function watched<T>(run: (steps: Channel<Step>) => Promise<T>): Promise<T> {
  const steps = new Channel<Step>();
  steps.onmessage = (step) => (work.step = step);
  try {
    return await run(steps);
  } finally {
    // A step may be told after the end.
    steps.onmessage = () => undefined;
    work.step = null;
  }
}

export function stop(): void {
  void cancel();
}
