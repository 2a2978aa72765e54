import { changedLinesOf, opaqueAmong, ReadFailure, wantedBy, type Base, type Snapshot } from '../model/index.ts';
import { MAXIMUM_TEXT_BYTES } from './files.ts';
import { git, gitReading, split } from './git.ts';

/**
 * The base of the change in the working tree: a commit-ish such as `origin/main`.
 * @throws ReadFailure when git does not know it.
 */
export async function gitBase(root: string, reference: string): Promise<Base> {
  const commit = (await git(root, 'rev-parse', '--verify', '--end-of-options', `${reference}^{commit}`))?.trim();
  if (commit === undefined) throw unknownBase(reference);
  const mergeBase = (await git(root, 'merge-base', commit, 'HEAD'))?.trim();
  if (mergeBase === undefined) throw unknownBase(reference);
  const [changed, untracked, changedLines] = await Promise.all([
    git(root, 'diff', '--relative', '--no-renames', '--name-only', '-z', mergeBase),
    git(root, 'ls-files', '--others', '--exclude-standard', '-z'),
    changedLinesSince(root, mergeBase),
  ]);
  return {
    base: snapshot(root, commit),
    mergeBase: snapshot(root, mergeBase),
    changedPaths:
      changed === null || untracked === null ? null : [...new Set([...split(changed), ...split(untracked)])],
    changedLines,
  };
}

/** A file's part of a diff, by its name after the change; a name that git quotes is left out, its lines are unknown. */
const FILE_PART = /^\+\+\+ b\/(.+?)\t?\n((?:@@|[-+\\]).*)$/ms;

async function changedLinesSince(root: string, commit: string): Promise<Map<string, number[]>> {
  const format = ['-c', 'core.quotePath=false', '-c', 'diff.noprefix=false', '-c', 'diff.mnemonicPrefix=false'];
  const options = ['--relative', '--no-renames', '--no-color', '--no-ext-diff', '--no-textconv', '--unified=0'];
  const diff = (await git(root, ...format, 'diff', ...options, commit, '--')) ?? '';
  return new Map(
    diff.split(/^diff --git /m).flatMap((part): [string, number[]][] => {
      const [, path, hunks] = FILE_PART.exec(part) ?? [];
      return path === undefined || hunks === undefined ? [] : [[path, changedLinesOf(hunks)]];
    }),
  );
}

interface Entry {
  path: string;
  mode: string;
  sha: string;
}

function snapshot(root: string, commit: string): Snapshot {
  const entries = once(() => entriesOf(root, commit));
  return {
    commit,
    read: async (wanted) => {
      const all = await entries();
      // Not followed; taken for the text of its target, or for nothing, it would look like a base without this file.
      const opaque = opaqueAmong(all, wanted);
      if (opaque !== undefined) throw unreadableAtBase(opaque.path, commit, 'is a symbolic link or a submodule');
      const isWanted = wantedBy(wanted);
      return readBlobs(
        root,
        commit,
        all.filter(({ path }) => isWanted(path)),
      );
    },
  };
}

/** All files of a commit below the root; git lists them as `<mode> blob <sha>\t<path>`, submodules as `commit`. */
async function entriesOf(root: string, commit: string): Promise<Entry[]> {
  const listed = await git(root, 'ls-tree', '-r', '-z', commit);
  if (listed === null) throw unknownBase(commit);
  return split(listed).map((entry) => {
    const tab = entry.indexOf('\t');
    const [mode = '', , sha = ''] = entry.slice(0, tab).split(' ');
    return { path: entry.slice(tab + 1), mode, sha };
  });
}

/** Texts of files of a commit, by one process for all. https://git-scm.com/docs/git-cat-file#_batch_output */
async function readBlobs(root: string, commit: string, entries: Entry[]): Promise<Map<string, string>> {
  const asked = entries.map(({ sha }) => `${sha}\n`).join('');
  const output = await gitReading(root, asked, 'cat-file', '--batch');
  const texts = new Map<string, string>();
  let start = 0;
  for (const { path } of entries) {
    const end = output?.indexOf('\n', start) ?? -1;
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(output?.toString('utf8', start, end) ?? '')?.[1];
    if (output === null || end < 0 || size === undefined) throw unreadableAtBase(path, commit, "can't be read");
    if (Number(size) > MAXIMUM_TEXT_BYTES) throw unreadableAtBase(path, commit, 'is too large');
    const next = end + 1 + Number(size);
    texts.set(path, output.toString('utf8', end + 1, next));
    start = next + 1;
  }
  return texts;
}

function unreadableAtBase(path: string, commit: string, why: string): ReadFailure {
  return new ReadFailure({
    code: 'base-unreadable',
    message: `At the base ${commit.slice(0, 10)} this file ${why}.`,
    at: { path },
    hint: 'Keep configuration and specifications as plain files.',
  });
}

function once<T>(compute: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => (value ??= compute());
}

function unknownBase(reference: string): ReadFailure {
  return new ReadFailure({
    code: 'base-unreadable',
    message: `git can't read the base "${reference}".`,
    hint: 'Fetch it first (actions/checkout with fetch-depth: 0), and check its spelling.',
  });
}
