import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { globFiles } from './files.ts';

const run = promisify(execFile);
const MAXIMUM_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Runs git in the root; `null` when git is absent, refuses, or fails. */
export function git(root: string, ...parameters: string[]): Promise<string | null> {
  return gitReading(root, '', ...parameters).then((output) => output?.toString('utf8') ?? null);
}

/** Runs git in the root with an input, and answers with the bytes of its output. */
export async function gitReading(root: string, input: string, ...parameters: string[]): Promise<Buffer | null> {
  const running = run('git', ['-C', root, ...parameters], {
    encoding: 'buffer',
    maxBuffer: MAXIMUM_OUTPUT_BYTES,
    // Nothing of the user's environment may make git page, prompt or print colours.
    env: { ...process.env, GIT_PAGER: 'cat', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  });
  // A git that ends before it has read everything says so by its exit code.
  running.child.stdin?.on('error', () => undefined).end(input);
  try {
    return (await running).stdout;
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

/** The entries of an output that git ended with NUL (`-z`). */
export function split(output: string): string[] {
  return output.split('\0').filter((path) => path !== '');
}
