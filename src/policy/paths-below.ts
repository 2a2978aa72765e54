import picomatch from 'picomatch';
import { onceFor } from '../model/index.ts';

/** Sorted paths: all that begin alike stand together. */
const inOrder = onceFor((paths: string[]) => [...paths].sort());

/** What a glob's beginning is written with when it has to be matched as a whole: `./`, `//`, `..`, a slash at either end. */
const UNUSUAL = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** The path itself, where it is among the paths, and all that lie below it; in order. `''`: all paths. */
export function pathsBelow(paths: string[], folder: string): string[] {
  const sorted = inOrder(paths);
  if (folder === '') return sorted;
  const itself = sorted[firstNotBefore(sorted, folder)] === folder ? [folder] : [];
  // `0` follows `/` in the order of characters.
  const below = sorted.slice(firstNotBefore(sorted, `${folder}/`), firstNotBefore(sorted, `${folder}0`));
  return [...itself, ...below];
}

/** The only paths that one of the globs may match, in order: most globs name a folder, and few paths lie below it. */
export function pathsWithin(paths: string[], globs: string[]): string[] {
  const found = globs.map((glob) => pathsBelow(paths, folderOf(glob)));
  const [only = []] = found;
  return found.length < 2 ? only : [...new Set(found.flat())].sort();
}

/** The folder that all matches of a glob lie below, `''` where it names none. */
function folderOf(glob: string): string {
  const { base, negated } = picomatch.scan(glob);
  const folder = base.replace(/\\([^\\])/g, '$1');
  return negated || folder.includes('\\') || UNUSUAL.test(folder) ? '' : folder;
}

/** Where a path stands in sorted paths, or would stand. */
function firstNotBefore(sorted: string[], path: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? '') < path) from = middle + 1;
    else to = middle;
  }
  return from;
}
