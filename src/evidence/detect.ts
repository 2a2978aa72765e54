import type { Format, Head } from './format.ts';

/**
 * The one format that claims a head. `null` when none does, and when several do: a file that could be two things
 * proves neither.
 */
export function detect(head: Head, formats: readonly Format[]): Format | null {
  const claims = formats.filter((format) => format.sniff(head));
  return claims.length === 1 ? (claims[0] ?? null) : null;
}
