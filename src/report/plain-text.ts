/** Longest untrusted text that is looked at; what lies behind is never shown. */
const SCANNED = 20_000;

/** How many characters of one untrusted text are shown where the place asks for no other bound. */
const SHOWN = 400;

/** What most texts are: words of printable ASCII with one space between them. Nothing in it needs cleaning. */
const clean = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Untrusted text as one harmless line: white space folded, terminal escape sequences, control and direction characters
 * removed (ECMA-48 control sequences and operating system commands), broken surrogates replaced, capped at `limit` characters.
 */
export function plainText(text: string, limit: number = SHOWN): string {
  if (text.length <= limit && clean.test(text)) return text;
  const visible = text
    .slice(0, SCANNED)
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}\[[0-?]*[ -/]*[@-~]/gu, '')
    .replace(/\p{Cc}\][^\p{Cc}]*/gu, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
  if (visible.length <= limit && text.length <= SCANNED) return visible;
  return `${visible.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
