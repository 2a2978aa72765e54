import { plainText } from './plain-text.ts';

/** Paths are shorter on every system we know. */
const LONGEST_PATH = 4_096;

/**
 * A path of the repository as a relative reference (https://www.rfc-editor.org/rfc/rfc3986#section-4.2). Dots would lead out
 * of the repository's files: a report's author could choose where to.
 */
export function relativeUri(path: string): string {
  return plainText(path, LONGEST_PATH)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map(encodeURIComponent)
    .join('/');
}
