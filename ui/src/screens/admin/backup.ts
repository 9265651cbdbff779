// A backup, from wherever it is asked for.
import { backup } from "../../lib/backend";
import { t } from "../../lib/messages/index.svelte";
import { complain, say } from "../../lib/toast.svelte";
import { watched } from "../../lib/work.svelte";

/** Makes a backup where the user says; tells whether one was made. */
export async function makeBackup(): Promise<boolean> {
  try {
    const path = await watched((steps) => backup(steps));
    say(t("ui-backed-up", { detail: path }));
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}
