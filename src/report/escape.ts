import { plainText } from './plain-text.ts';

/** An invisible break: GitHub looks for mentions, references and addresses in the rendered text, so a backslash does not stop it. */
const BREAK = '&#8203;';

/** Breaks what GitHub would turn into a link of its own: `@user`, `#1`, `GH-1`, `https://…`, `www.…`, e-mail addresses. */
function breakAutolinks(escaped: string): string {
  return escaped
    .replace(/[@#]/g, `$&${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/www(?=\.)/gi, `$&${BREAK}`)
    .replace(/GH-(?=\d)/gi, `$&${BREAK}`);
}

/**
 * Untrusted text as inert Markdown of one line, for paragraphs, list items and table cells: no markup, HTML, link, image,
 * mention, reference or formula comes to life in it. At most `limit` characters of the text are shown.
 */
export function escapeMarkdown(text: string, limit?: number): string {
  const escaped = plainText(text, limit)
    .replace(/[\\`*_{}[\]<>#|~!&$^]/g, String.raw`\$&`)
    .replace(/^[-+=]/, String.raw`\$&`)
    .replace(/^(\d+)([.)])(?= |$)/, String.raw`$1\$2`);
  return breakAutolinks(escaped);
}

/** Untrusted text for the one place where we write HTML around it: a `<summary>`. */
export function escapeHtml(text: string, limit?: number): string {
  const escaped = plainText(text, limit)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
  return breakAutolinks(escaped);
}

/** What is harmless even if a code span should end early, and needs no thought in a table. */
const plainName = /^[\p{L}\p{N} ._/:+,=()-]+$/u;

/** An untrusted name, path or id as a code span; one with unusual characters is escaped instead. */
export function codeSpan(text: string): string {
  const plain = plainText(text);
  return plainName.test(plain) ? `\`${plain}\`` : escapeMarkdown(plain);
}

function percentEncode(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** A Markdown link whose label is Markdown already; nothing in the address can end the link. */
export function markdownLink(label: string, address: string): string {
  return `[${label}](${address.replace(/[^!-~]|[()<>|\\`]/gu, percentEncode)})`;
}
