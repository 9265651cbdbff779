// A new recovery sheet, from wherever it is asked for.
import { renewRecovery, session } from "../../lib/backend";
import { desk } from "../../lib/desk.svelte";
import { complain } from "../../lib/toast.svelte";

/** Makes a new sheet and shows it, to be printed and confirmed. */
export async function newRecoverySheet(): Promise<void> {
  try {
    await renewRecovery();
    desk.office = await session();
  } catch (error) {
    complain(error);
  }
}
