// A file that the user asked for: where it lies, and the way to open it.
import { openSaved } from "./backend";
import { t } from "./messages/index.svelte";
import { complain, say } from "./toast.svelte";

/** Writes a file by what gives its place, says where it lies, and offers to open it. */
export async function saved(write: () => Promise<string>): Promise<void> {
  try {
    const path = await write();
    say(t("ui-saved-to", { detail: path }), {
      undo: { label: t("ui-open-to-print"), act: () => openSaved().catch(complain) },
    });
  } catch (error) {
    complain(error);
  }
}
