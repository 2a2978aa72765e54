/** Both lists at once; a list that holds the other already stays as it is, so that it compares equal. */
export function bothLists(one: string[], other: string[]): string[] {
  const holds = (whole: string[], part: string[]): boolean => part.every((item) => whole.includes(item));
  if (holds(other, one)) return other;
  return holds(one, other) ? one : [...new Set([...one, ...other])].sort();
}

/** A list in a binding comment: `files=docs/a.md,docs/b.md`. */
export function listIn(value: string): string[] {
  return value.split(',').map((item) => item.trim());
}
