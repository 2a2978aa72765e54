/** A text as its words: in lower case, one space between them, without punctuation. */
export function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%≥≤<>=.]+/gu, ' ')
    .trim();
}
