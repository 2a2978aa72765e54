import { plainText } from '../../report/index.ts';

const MAXIMUM_ID = 60;

/** A component id out of any name: a word that is safe as a file name, in YAML, in Markdown and in a shell. */
export function idOf(name: string): string {
  const word = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^@[^/]*\//, '')
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, MAXIMUM_ID)
    .replace(/^[-_]+|[-_]+$/g, '');
  if (word === '') return 'component';
  return /^[a-z]/.test(word) ? word : `component-${word}`;
}

/** An id for each name, in order; a second one of a kind gets a number. */
export function idsOf(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const id = idOf(name);
    let unique = id;
    for (let count = 2; taken.has(unique); count += 1) unique = `${id}-${count}`;
    taken.add(unique);
    return unique;
  });
}

/** `rate-limit` → `Rate Limit` */
export function titleOf(id: string): string {
  return id
    .split(/[-_]+/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(' ');
}

/** Untrusted text as words of a paragraph, in which nothing is Markdown, HTML or a placeholder; `null` if none are left. */
export function proseOf(text: string | null): string | null {
  const words = plainText((text ?? '').replace(/[<>[\]{}`*_|\\#~$]/g, ' '), 200).replace(/^[-+\d.)\s]+/, '');
  return words === '' ? null : words;
}

/** Whether a path can be written into YAML, Markdown and a shell command as it is. */
export function isPlainPath(path: string): boolean {
  return /^(?:[A-Za-z0-9@._+][A-Za-z0-9@._+-]*(?:\/[A-Za-z0-9@._+][A-Za-z0-9@._+-]*)*)?$/.test(path);
}
