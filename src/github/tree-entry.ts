import picomatch from 'picomatch';
import { ReadFailure, type Wanted } from '../model/index.ts';

/** A file of a commit's tree. */
export interface TreeEntry {
  /** The repository's path. */
  path: string;
  /** In octal, as git writes it: `100644`. */
  mode: string;
  sha: string;
  size: number;
}

/** Specifications and configurations are small; more is a mistake or an attack. */
const MOST_BYTES = 5 * 1024 * 1024;

const SYMBOLIC_LINK = '120000';

/** The wanted of the entries. @throws {ReadFailure} for one that can't be taken at its word */
export function wantedEntries(entries: TreeEntry[], { paths, globs }: Wanted): TreeEntry[] {
  const isNamed = picomatch(globs);
  const wanted = entries.filter(({ path }) => paths.includes(path) || isNamed(path));
  for (const entry of wanted) refuseUnreadable(entry);
  return wanted;
}

/** What can't be taken at its word must not look absent: the policy of the base would be gone. */
function refuseUnreadable({ path, mode, size }: TreeEntry): void {
  if (mode === SYMBOLIC_LINK) {
    throw new ReadFailure({
      code: 'symbolic-link',
      message: 'On the base commit this is a symbolic link, which is not followed.',
      at: { path },
      hint: 'Keep configuration and specifications as plain files.',
    });
  }
  if (size > MOST_BYTES) {
    throw new ReadFailure({
      code: 'file-too-large',
      message: `On the base commit this file has ${size} bytes, more than the ${MOST_BYTES} that are read.`,
      at: { path },
    });
  }
}

/** A folder whose entries are asked for. */
export interface ListedFolder {
  /** `''` for the root. */
  path: string;
  /** Whether the entries of its own folders are asked for as well. */
  deep: boolean;
}

/** The folders whose entries settle what is wanted; `null` when a glob reaches deeper than two. */
export function foldersOf({ paths, globs }: Wanted): ListedFolder[] | null {
  const folders = paths.map((path) => ({ path: parentOf(path), deep: false }));
  for (const glob of globs) {
    const { base, glob: pattern, negated } = picomatch.scan(glob);
    const depth = pattern.split('/').length;
    if (negated || pattern.includes('**') || depth > 2) return null;
    folders.push({ path: pattern === '' ? parentOf(base) : base, deep: depth === 2 });
  }
  const deep = new Set(folders.filter((folder) => folder.deep).map(({ path }) => path));
  return [...new Set(folders.map(({ path }) => path))].map((path) => ({ path, deep: deep.has(path) }));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
