// Keys. A key that belongs to an input method's composition is never ours.

export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** `F5`, `Ctrl+S`: whether an event is this key, and no composition. */
export function isKey(event: KeyboardEvent, name: string): boolean {
  if (composing(event)) return false;
  const parts = name.split("+");
  const key = parts.pop() ?? "";
  const wants = (modifier: string): boolean => parts.includes(modifier);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === wants("Ctrl") &&
    event.shiftKey === wants("Shift") &&
    event.altKey === wants("Alt")
  );
}

/** The longest that an input method takes to give a word after its composition has ended, in milliseconds. */
const GIVEN_WITHIN = 400;

/** What is to be done once the word that is being composed stands in its field; none where none is composed. */
let then: (() => void)[] | null = null;
let patience: ReturnType<typeof setTimeout> | undefined;

function isGiven(): void {
  const waiting = then ?? [];
  then = null;
  clearTimeout(patience);
  for (const go of waiting) go();
}

/** Whether it happens in a text with figures, and not in a field. */
function isOfText(event: Event): boolean {
  return event.target instanceof HTMLElement && event.target.isContentEditable;
}

/** Knows from now on whether a word is being composed: one may be given after its composition has ended. */
export function followCompositions(target: EventTarget): void {
  target.addEventListener("compositionstart", () => {
    clearTimeout(patience);
    then ??= [];
  });
  target.addEventListener("compositionend", (event) => {
    clearTimeout(patience);
    // In a text the word is there with the end; in a field it comes afterwards.
    patience = setTimeout(isGiven, isOfText(event) ? 0 : GIVEN_WITHIN);
  });
  target.addEventListener("input", (event) => {
    const given = event instanceof InputEvent && !event.isComposing && event.data;
    // The field hears of it first.
    if (then && given) setTimeout(isGiven);
  });
}

/** When the word that is being composed stands in its field: at once where none is. */
export function wordGiven(): Promise<void> {
  return new Promise((done) => {
    if (then) then.push(done);
    else done();
  });
}

/** Runs the action of the first key that fits, and tells whether one did. */
export function onKeys(event: KeyboardEvent, actions: Record<string, () => void>): boolean {
  for (const [name, act] of Object.entries(actions)) {
    if (isKey(event, name)) {
      event.preventDefault();
      event.stopPropagation();
      act();
      return true;
    }
  }
  return false;
}
