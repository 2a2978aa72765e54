import picomatch from 'picomatch';
import { opaqueAmong, ReadFailure, wantedBy, type Wanted } from '../model/index.ts';

/** A file of a commit's tree, or a submodule. */
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

/** The wanted of the entries. @throws {ReadFailure} for one that can't be taken at its word */
export function wantedEntries(entries: TreeEntry[], wanted: Wanted): TreeEntry[] {
  // What can't be taken at its word must not look absent: the policy of the base would be gone.
  const opaque = opaqueAmong(entries, wanted);
  if (opaque !== undefined) {
    throw new ReadFailure({
      code: 'symbolic-link',
      message: 'On the base commit this is a symbolic link or a submodule, which is not followed.',
      at: { path: opaque.path },
      hint: 'Keep configuration and specifications as plain files.',
    });
  }
  const isWanted = wantedBy(wanted);
  const found = entries.filter(({ path }) => isWanted(path));
  for (const entry of found) refuseLarge(entry);
  return found;
}

function refuseLarge({ path, size }: TreeEntry): void {
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

/**
 * The folders whose entries settle what is wanted, and those on the way there, of which one may be a link; `null` when a
 * glob reaches deeper than two.
 */
export function foldersOf({ paths, globs }: Wanted): ListedFolder[] | null {
  const folders = paths.map((path) => ({ path: parentOf(path), deep: false }));
  for (const glob of globs) {
    const { base, glob: pattern, negated } = picomatch.scan(glob);
    const depth = pattern.split('/').length;
    if (negated || pattern.includes('**') || depth > 2) return null;
    folders.push({ path: pattern === '' ? parentOf(base) : base, deep: depth === 2 });
  }
  const deep = new Set(folders.filter((folder) => folder.deep).map(({ path }) => path));
  return [...new Set(folders.flatMap(({ path }) => wayTo(path)))].map((path) => ({ path, deep: deep.has(path) }));
}

/** A folder and all around it, the root last. */
function wayTo(folder: string): string[] {
  return folder === '' ? [''] : [folder, ...wayTo(parentOf(folder))];
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
