// From what the check says to the place where it is put right.
import type { Task } from "../../lib/backend";
import { currentPeriod, go, goRecords } from "../../lib/desk.svelte";

export function follow(task: Task): void {
  const [kind] = task.kinds;
  const period = currentPeriod();
  if (kind === "indicator_values" && period && task.severity !== "fine") {
    const begin = { indicator: task.place, year: String(period.year) };
    go({ screen: "records", kind, id: "new", begin });
  } else if (kind) {
    // Where records fill a place, that is where something is missing.
    goRecords(kind);
  } else {
    go({ screen: "narrative", place: task.place });
  }
}
