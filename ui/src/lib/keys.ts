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

/** How long an input method may take to give a word that is left, in milliseconds. */
const COMPOSED = 500;
/** Whether an input method composes a word in the field that has the focus. */
let composes = false;
/** Whether she goes on elsewhere while it does. */
let leaves = false;
/** The word so far. */
let word = "";

/** An input method begins a word, goes on with it, or gives it. */
export function composed(event: CompositionEvent): void {
  if (event.type === "compositionstart") {
    [composes, leaves, word] = [true, false, ""];
  } else if (event.type === "compositionupdate") {
    word = event.data;
  } else {
    composes = false;
    // The web view drops the word of a field that is left before the input method has given it.
    if (leaves && word && !event.data) keep(event.target, word);
    word = "";
  }
}

/** Puts a word where it was being composed. */
function keep(target: EventTarget | null, word: string): void {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    const at = target.selectionStart ?? target.value.length;
    target.setRangeText(word, at, at, "end");
  } else if (target instanceof HTMLElement) {
    const range = getSelection()?.rangeCount ? getSelection()?.getRangeAt(0) : undefined;
    const text = document.createTextNode(word);
    if (range && target.contains(range.startContainer)) range.insertNode(text);
    else target.append(text);
  }
  target?.dispatchEvent(new InputEvent("input", { bubbles: true, data: word }));
}

/**
 * Leaves the field in which a word is being composed, so that the word is taken, where the user goes on elsewhere;
 * gives when it is in the field, and nothing where no word is composed.
 */
export function leaveField(): Promise<void> | null {
  const at = document.activeElement;
  if (!composes || !(at instanceof HTMLElement)) return null;
  leaves = true;
  const taken = new Promise<void>((done) => {
    // The field hears of the word after the end of its composition.
    document.addEventListener("compositionend", () => setTimeout(done), { once: true });
    setTimeout(done, COMPOSED);
  });
  at.blur();
  return taken;
}

/** Whether a click lands outside of the field in which a word is being composed. */
export function isBesideComposition(event: PointerEvent): boolean {
  const inside = event.target instanceof Node && document.activeElement?.contains(event.target);
  return composes && !inside;
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
