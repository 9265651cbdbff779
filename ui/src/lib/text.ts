// Text as search compares it.

/** The key that search compares: lower case, no diacritics, đ as d; the rules of the core. */
export function fold(text: string): string {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  // Letter by letter: of whole words the browser has rules of its own.
  return Array.from(bare, (letter) => letter.toLowerCase())
    .join("")
    .replaceAll("đ", "d");
}

/** Whether a text has all words that are looked for, whatever their diacritics and case. */
export function hasWords(text: string, words: string): boolean {
  const folded = fold(text);
  return fold(words)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

/** Something that is looked for: by its name, by its code, and by what stands beside it. */
export interface Named {
  label: string;
  value: string;
  note?: string | undefined;
}

/** How near a thing is to what is looked for, the nearest first: 0 where its name begins with it. */
function distance({ label, value }: Named, words: string): number {
  const [name, looked] = [fold(label), fold(words).trim()];
  if (name.startsWith(looked)) return 0;
  if (` ${name}`.includes(` ${looked}`)) return 1;
  if (hasWords(label, words.trim())) return 2;
  return hasWords(value, words.trim()) ? 3 : 4;
}

/** Those that have all words that are looked for: by name before by code, by code before by what stands beside. */
export function nearest<T extends Named>(things: T[], words: string): T[] {
  const found = things.filter(({ label, value, note }) =>
    hasWords(`${label} ${value} ${note ?? ""}`, words),
  );
  const near = found.map((thing) => ({ thing, at: distance(thing, words) }));
  // Those that are as near as each other stand as they stood.
  return near.sort((one, other) => one.at - other.at).map(({ thing }) => thing);
}

/** Whether two passphrases are the same to the core: spaces around and between words are not seen. */
export function isSamePhrase(one: string, other: string): boolean {
  const words = (text: string): string => text.normalize("NFC").trim().split(/\s+/).join(" ");
  return words(one) === words(other);
}
