// A backup, from wherever it is asked for.
import { backup } from "../../lib/backend";
import { t } from "../../lib/messages/index.svelte";
import type { Session } from "../../lib/session.svelte";

/** Makes a backup where the user says; tells whether one was made. */
export async function makeBackup(session: Session): Promise<boolean> {
  try {
    const path = await session.watched((steps) => backup(steps));
    session.say(t("ui-backed-up", { detail: path }));
    return true;
  } catch (error) {
    session.complain(error);
    return false;
  }
}
