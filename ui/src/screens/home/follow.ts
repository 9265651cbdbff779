// From what the check says to the place where it is put right.
import type { Task } from "../../lib/backend";
import type { Session } from "../../lib/session.svelte";

export function follow(session: Session, task: Task): void {
  // What was typed and not saved is listed on the first screen, of which each leads to its place; what no receiver
  // takes is named there.
  if (task.code === "drafts" || task.code === "not-taken") {
    session.go({ screen: "home" });
    return;
  }
  // A lost file comes back with a backup.
  if (task.code === "file-lost") {
    session.go({ screen: "admin" });
    return;
  }
  const [kind] = task.kinds;
  if (kind === "indicator_values" && session.current && task.severity !== "fine") {
    const begin = { indicator: task.place, year: String(session.current.year) };
    session.go({ screen: "records", kind, id: "new", begin });
  } else if (kind) {
    // Where records fill a place, that is where something is missing.
    session.goRecords(kind);
  } else {
    session.go({ screen: "narrative", place: task.place });
  }
}
