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
