import picomatch from 'picomatch';
import type { Wanted } from './change.ts';

/** What git writes for a link, and for a submodule: neither has files of this repository's tree below it. */
const OPAQUE = new Set(['120000', '160000']);

/** Whether a path is wanted, by the rules of the workspace's search: hidden files count, what follows a `!` is left out. */
export function wantedBy({ paths, globs }: Wanted): (path: string) => boolean {
  const ignore = globs.filter(takesBack).map((glob) => glob.slice(1));
  const isNamed = picomatch(
    globs.filter((glob) => !takesBack(glob)),
    { dot: true, ignore },
  );
  const named = new Set(paths);
  return (path) => named.has(path) || isNamed(path);
}

/**
 * The entry of a tree that can't be taken at its word: a link or a submodule that is wanted itself, or that the way to
 * the wanted files leads through. The workspace may find files there which the tree does not show.
 */
export function opaqueAmong<Entry extends { path: string; mode: string }>(
  entries: Entry[],
  wanted: Wanted,
): Entry | undefined {
  const isWanted = wantedBy(wanted);
  const ways = [...wanted.paths, ...wanted.globs.map((glob) => `${picomatch.scan(glob).base}/`)];
  return entries.find(
    ({ path, mode }) => OPAQUE.has(mode) && (isWanted(path) || ways.some((way) => way.startsWith(`${path}/`))),
  );
}

/** `!(a|b)` is a pattern of its own. */
function takesBack(glob: string): boolean {
  return glob.startsWith('!') && !glob.startsWith('!(');
}
