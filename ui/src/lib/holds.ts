// What columns hold.
import type { Holds } from "./backend";

/** Whether it is a number, which stands at the right. */
export function isNumber(holds: Holds): boolean {
  return holds === "count" || holds === "money" || holds === "decimal" || holds === "year";
}

/** Whether it can be written in several ways, of which one is shown. */
export function isExact(holds: Holds): boolean {
  return isNumber(holds) || holds === "day" || holds === "month";
}
