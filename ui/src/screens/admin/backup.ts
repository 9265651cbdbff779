// A backup, from wherever it is asked for.
import { backup } from "../../lib/backend";
import { t } from "../../lib/messages/index.svelte";
import type { Session } from "../../lib/session.svelte";

/** Makes a backup where the user says; tells whether one was made. */
export async function makeBackup(session: Session): Promise<boolean> {
  const written = await session.attempt(() => session.watched((steps) => backup(steps)));
  if (written) {
    const done = t("ui-backed-up", { detail: written.file });
    const names = written.told ?? "";
    if (written.differs) session.say(`${done} ${names}`, { tone: "error" });
    else session.say(`${done} ${names}`.trim());
  }
  return written !== undefined;
}
