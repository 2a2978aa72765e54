import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const COMMIT = /^[0-9a-f]{40,64}$/;

/** The commit that the workspace holds, by `.git/HEAD`; `null` when that can't be told. */
export async function checkedOutCommit(workspace: string): Promise<string | null> {
  const head = await gitFile(workspace, 'HEAD');
  const branch = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  const commit = branch === undefined ? head : await gitFile(workspace, branch);
  return COMMIT.test(commit) ? commit : null;
}

async function gitFile(workspace: string, name: string): Promise<string> {
  const text = await readFile(join(workspace, '.git', name), 'utf8').catch(() => '');
  return text.trim();
}
