// A new recovery sheet, from wherever it is asked for.
import { renewRecovery, session as readOffice } from "../../lib/backend";
import type { Session } from "../../lib/session.svelte";

/** Makes a new sheet and shows it, to be printed and confirmed. */
export async function newRecoverySheet(session: Session): Promise<void> {
  await session.attempt(async () => {
    const { told } = await renewRecovery();
    session.office = await readOffice();
    if (told.length > 0) session.say(told.join(" "));
  });
}
