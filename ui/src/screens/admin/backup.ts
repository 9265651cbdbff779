// A backup, from wherever it is asked for.
import { backup } from "../../lib/backend";
import { t } from "../../lib/messages/index.svelte";
import type { Session } from "../../lib/session.svelte";

/** Makes a backup where the user says; tells whether one was made. */
export async function makeBackup(session: Session): Promise<boolean> {
  const written = await session.attempt(() => session.watched((steps) => backup(steps)));
  if (written) session.say(t("ui-backed-up", { detail: written.file }));
  return written !== undefined;
}
