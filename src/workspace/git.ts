import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ReadFailure, type Base, type Snapshot } from '../model/index.ts';
import { globFiles, MAXIMUM_TEXT_BYTES } from './files.ts';

const run = promisify(execFile);
const MAXIMUM_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Runs git in the root; `null` when git is absent, refuses, or fails. */
async function git(root: string, ...parameters: string[]): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['-C', root, ...parameters], {
      maxBuffer: MAXIMUM_OUTPUT_BYTES,
      // Nothing of the user's environment may make git page, prompt or print colours.
      env: { ...process.env, GIT_PAGER: 'cat', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    });
    return stdout;
  } catch {
    return null;
  }
}

/** All files of the repository below the root: what git tracks or would track, else every file. */
export async function repositoryFiles(root: string): Promise<string[]> {
  const [listed, deleted] = await Promise.all([
    git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z'),
    git(root, 'ls-files', '--deleted', '-z'),
  ]);
  const gone = new Set(split(deleted ?? ''));
  const files = [...new Set(split(listed ?? ''))].filter((path) => !gone.has(path));
  return files.length > 0 ? files.sort() : globFiles(root, ['**']);
}

/** The commit that is checked out; `null` outside git. */
export async function headCommit(root: string): Promise<string | null> {
  return (await git(root, 'rev-parse', '--verify', 'HEAD^{commit}'))?.trim() ?? null;
}

/**
 * The commit and those before it, as far as they are among the asked ones: by nearness, and those on the line of first
 * parents. `complete` is false in a shallow clone, where more may have come before. `null` when git can't say.
 */
export async function ancestorsAmong(
  root: string,
  commit: string,
  asked: ReadonlySet<string>,
): Promise<{ commits: string[]; mainline: string[]; complete: boolean } | null> {
  const list = (...options: string[]): Promise<string | null> =>
    git(root, 'rev-list', ...options, '--end-of-options', commit, '--');
  const [shallow, commits, mainline] = await Promise.all([
    git(root, 'rev-parse', '--is-shallow-repository'),
    list('--topo-order'),
    list('--first-parent'),
  ]);
  if (shallow === null || commits === null || mainline === null) return null;
  const amongAsked = (listed: string): string[] => listed.split('\n').filter((sha) => asked.has(sha));
  return { commits: amongAsked(commits), mainline: amongAsked(mainline), complete: shallow.trim() === 'false' };
}

/** Paths below the root that differ between two commits; `null` when git does not know one of them. */
export async function changedBetween(root: string, from: string, to: string): Promise<string[] | null> {
  const options = ['--relative', '--no-renames', '--name-only', '-z', '--end-of-options'];
  const changed = await git(root, 'diff', ...options, from, to, '--');
  return changed === null ? null : split(changed);
}

/**
 * Whether git tracks the file and it is as it was committed. Where there is a repository that git refuses to answer for
 * (another owner's, in a container) it is taken for committed: nobody can say that this job wrote it.
 */
export async function isTrackedUnmodified(root: string, path: string): Promise<boolean> {
  if ((await git(root, 'rev-parse', '--is-inside-work-tree')) === null) return existsSync(join(root, '.git'));
  const tracked = await git(root, 'ls-files', '--error-unmatch', '--', path);
  if (tracked === null) return false;
  return (await git(root, 'diff', '--quiet', 'HEAD', '--', path)) !== null;
}

/**
 * The base of the change in the working tree: a commit-ish such as `origin/main`.
 * @throws ReadFailure when git does not know it.
 */
export async function gitBase(root: string, reference: string): Promise<Base> {
  const commit = (await git(root, 'rev-parse', '--verify', '--end-of-options', `${reference}^{commit}`))?.trim();
  if (commit === undefined) throw unknownBase(reference);
  const mergeBase = (await git(root, 'merge-base', commit, 'HEAD'))?.trim();
  if (mergeBase === undefined) throw unknownBase(reference);
  const [changed, untracked] = await Promise.all([
    git(root, 'diff', '--relative', '--no-renames', '--name-only', '-z', mergeBase),
    git(root, 'ls-files', '--others', '--exclude-standard', '-z'),
  ]);
  return {
    base: snapshot(root, commit),
    mergeBase: snapshot(root, mergeBase),
    changedPaths:
      changed === null || untracked === null ? null : [...new Set([...split(changed), ...split(untracked)])],
  };
}

/** How git lists a symbolic link: `120000 blob <sha>\t<path>`. */
const SYMBOLIC_LINK = '120000';

function snapshot(root: string, commit: string): Snapshot {
  const entries = once(async () => {
    const listed = await git(root, 'ls-tree', '-r', '-z', commit);
    if (listed === null) throw unknownBase(commit);
    return new Map(split(listed).map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry.slice(0, 6)]));
  });
  return {
    commit,
    list: async () => [...(await entries()).keys()],
    read: async (path) => {
      const mode = (await entries()).get(path);
      if (mode === undefined) return null;
      // A link is not followed; taken for the text of its target it would look like a base without this file.
      if (mode === SYMBOLIC_LINK) throw unreadableAtBase(path, commit, 'is a symbolic link');
      const text = await git(root, 'show', `${commit}:./${path}`);
      if (text === null) throw unreadableAtBase(path, commit, "can't be read");
      if (text.length > MAXIMUM_TEXT_BYTES) throw unreadableAtBase(path, commit, 'is too large');
      return text;
    },
  };
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

function split(output: string): string[] {
  return output.split('\0').filter((path) => path !== '');
}
