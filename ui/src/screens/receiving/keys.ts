// What can be done with the keys of a unit.
export type KeyAct = "compare" | "revoke" | "history";

/** The unit whose keys are open, and what is done with them. */
export interface OpenKey {
  unit: string;
  what: KeyAct;
}
