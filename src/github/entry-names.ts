/** Deeper than any report is kept, and longer than any path that a file system takes. */
const MOST_DEPTH = 32;
const MOST_CHARACTERS = 1_000;

/**
 * What is wrong with the path of an archive's entry, as the end of a sentence; `null` when it is one below the archive's
 * root on every system. A directory ends with a slash.
 */
export function checkEntryName(name: string): string | null {
  if (name.length > MOST_CHARACTERS) return 'is too long';
  if (/[\p{Cc}\\]/u.test(name)) return 'has characters that no path has';
  if (/^\/|^[a-z]:/i.test(name)) return 'is absolute';
  const parts = name.replace(/\/$/, '').split('/');
  if (parts.length > MOST_DEPTH) return 'is too deep';
  if (parts.includes('..')) return 'leaves the archive';
  if (parts.some((part) => part === '' || part === '.')) return 'is not a plain one';
  return null;
}
