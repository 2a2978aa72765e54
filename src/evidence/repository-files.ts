import { indexSuffixes, type SuffixIndex } from './suffix-index.ts';

/** The files of a repository, ready to be looked up. */
export interface RepositoryFiles extends SuffixIndex {
  /** Every folder that holds a file, however deep; the root is none of them. */
  folders(): ReadonlySet<string>;
  /** {@link SuffixIndex.longest} whatever the case of the letters; the suffix is the query's. */
  longestInAnyCase(query: string): ReturnType<SuffixIndex['longest']>;
}

/** Paths are relative to the repository's root, with `/`. */
export function indexFiles(paths: Iterable<string>): RepositoryFiles {
  const index = indexSuffixes(paths);
  const folders = once(() => foldersOf(index.names));
  const folded = once(() => foldedIndex(index.names));
  return { ...index, folders, longestInAnyCase: (query) => folded()(query) };
}

function foldersOf(names: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const name of names) {
    let folder = name;
    for (;;) {
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
      if (folder === '' || folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function foldedIndex(names: Iterable<string>): RepositoryFiles['longestInAnyCase'] {
  const spellings = new Map<string, string[]>();
  for (const name of names) {
    const folded = name.toLowerCase();
    const known = spellings.get(folded);
    if (known === undefined) spellings.set(folded, [name]);
    else known.push(name);
  }
  const index = indexSuffixes(spellings.keys());
  return (query) => {
    const match = index.longest(query.toLowerCase());
    if (match === null) return null;
    const suffix = lastSegments(query, match.suffix.split('/').length);
    const found = match.names.flatMap((folded) => spellings.get(folded) ?? []);
    const exact = found.filter((name) => name === suffix || name.endsWith(`/${suffix}`));
    return { suffix, names: exact.length > 0 ? exact : found };
  };
}

/** The last segments of a path. */
export function lastSegments(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}

/** Most repositories are never asked: what takes long is made when it is. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
