import { announcedBy, keyNameOf, nameOf } from './names.ts';

/** `**Key:** value` at the beginning of a line. */
export interface Key {
  name: string;
  /** Where the value begins, counted from the beginning of the line. */
  valueAt: number;
}

/** Keys that count without emphasis too: `Status: Draft`. */
const metadataKeys = new Set([
  'component id',
  'component name',
  'status',
  'target stage',
  'author',
  'created',
  'last updated',
]);

/** Reads `**Key:** value`, `**Key**: value`, `**Key**` alone, and `Key: value` where the key is one that the parser knows. */
export function readKey(line: string): Key | null {
  const emphasised = /^(\*\*|__|\*|_)(?!\s)([^*]{1,80}?)\1(?=$|[\s:：])/u.exec(line);
  if (emphasised !== null) return emphasisedKey(line, emphasised[0], emphasised[2] ?? '');
  const plain = /^([\p{L}][\p{L}\p{N} _-]{1,40}?)[ \t]?[:：](?=$|\s)\s*/u.exec(line);
  const written = plain?.[1] ?? '';
  if (plain === null || !(metadataKeys.has(keyNameOf(written)) || announcedBy(nameOf(written)) !== null)) return null;
  return { name: nameOf(written), valueAt: plain[0].length };
}

function emphasisedKey(line: string, whole: string, inner: string): Key | null {
  const behind = line.slice(whole.length);
  const colonBehind = /^\s*[:：]\s*/u.exec(behind)?.[0];
  if (colonBehind !== undefined) return { name: nameOf(inner), valueAt: whole.length + colonBehind.length };
  const ends = /[:：]\s*$/u.test(inner) || behind.trim() === '';
  if (!ends) return null;
  return { name: nameOf(inner), valueAt: line.length - behind.trimStart().length };
}
