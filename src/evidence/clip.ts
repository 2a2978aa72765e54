/** Names and messages are cut here: 4 Ki characters say enough. */
export const MAXIMUM_TEXT = 4096;

/** Cuts and copies: a mere slice would keep the whole chunk of the file that it comes from in memory. */
export function clip(text: string): string {
  return ` ${text.slice(0, MAXIMUM_TEXT)}`.slice(1);
}
