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

/** Whether two passphrases are the same to the core: spaces around and between words are not seen. */
export function isSamePhrase(one: string, other: string): boolean {
  const words = (text: string): string => text.normalize("NFC").trim().split(/\s+/).join(" ");
  return words(one) === words(other);
}
