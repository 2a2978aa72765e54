import type { Head } from './format.ts';

/** Whether the name of a file says a word, whatever its folder says. */
export function nameSays(path: string, word: string): boolean {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .includes(word);
}

/** Many tools write `[]` when they find nothing: only the file's name tells whose it is. */
export function isEmptyListOf(tool: string, { path, text, complete }: Head): boolean {
  return complete && /^\s*\[\s*\]\s*$/.test(text) && nameSays(path, tool);
}

/** Whether a JSON text has all the keys: a quote within a JSON string is escaped, so `"code":` can only be a key. */
export function hasKeys(text: string, ...keys: string[]): boolean {
  return keys.every((key) => new RegExp(`"${key}"\\s*:`).test(text));
}

/** The first line of a text that says something. */
export function firstLine(text: string): string {
  return text.trimStart().split('\n', 1)[0] ?? '';
}
