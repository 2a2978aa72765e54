import { plainText } from './plain-text.ts';

/** An invisible break: GitHub looks for mentions, references and addresses in the rendered text, so a backslash does not stop it. */
const BREAK = '&#8203;';

/** Breaks what GitHub would turn into a link of its own: `@user`, `#1`, `GH-1`, `https://…`, `www.…`, e-mail addresses. */
function breakAutolinks(text: string): string {
  return text
    .replace(/[@#]/g, `$&${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/www(?=\.)/gi, `$&${BREAK}`)
    .replace(/GH-(?=\d)/gi, `$&${BREAK}`);
}

/** Plain text with everything escaped that Markdown would take as its own. */
function escaped(plain: string): string {
  const marked = plain
    .replace(/[\\`*_{}[\]<>#|~!&$^]/g, String.raw`\$&`)
    .replace(/^[-+=]/, String.raw`\$&`)
    .replace(/^(\d+)([.)])(?= |$)/, String.raw`$1\$2`);
  return breakAutolinks(marked);
}

/**
 * Untrusted text as inert Markdown of one line, for paragraphs, list items and table cells: no markup, HTML, link, image,
 * mention, reference or formula comes to life in it. At most `limit` characters of the text are shown.
 */
export function escapeMarkdown(text: string, limit?: number): string {
  return escaped(plainText(text, limit));
}

/** Untrusted text for the one place where we write HTML around it: a `<summary>`. */
export function escapeHtml(text: string, limit?: number): string {
  const html = plainText(text, limit)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
  return breakAutolinks(html);
}

/** What is harmless even if a code span should end early, and needs no thought in a table. */
const plainName = /^[\p{L}\p{N} ._/:+,=()-]+$/u;

/** An untrusted name, path or id as a code span; one with unusual characters is escaped instead. */
export function codeSpan(text: string): string {
  const plain = plainText(text);
  return plainName.test(plain) ? `\`${plain}\`` : escapeMarkdown(plain);
}

/** A sentence of our own kind, in which what stands between backticks is a name or a command. */
export function proseMarkdown(text: string, limit?: number): string {
  return plainText(text, limit)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escaped(part)))
    .join('');
}

function percentEncode(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** A Markdown link whose label is Markdown already; nothing in the address can end the link. */
export function markdownLink(label: string, address: string): string {
  return `[${label}](${address.replace(/[^!-~]|[()<>|\\`]/gu, percentEncode)})`;
}
