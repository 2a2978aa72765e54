import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitNamed, filesOf, startLoopback, type Loopback, type State } from './loopback/index.ts';
import { pullRequestEvent, type ActionResult } from './run-action.ts';

/** The example that the pull request changes. */
export const example = join(import.meta.dirname, '..', '..', 'examples', 'basic');
export const head = commitNamed('head');
export const base = commitNamed('base');
export const event = pullRequestEvent({ head, base });

type PullRequest = State['pullRequests'][number];

export const approval: PullRequest['reviews'][number] = {
  author: 'mara-lindqvist',
  state: 'APPROVED',
  commit: head,
  submittedAt: '2026-11-21T09:00:00Z',
};

export const pullRequest: PullRequest = {
  number: 12,
  author: 'dev-ines',
  head,
  commits: [head],
  merged: null,
  reviews: [approval],
};

/** The example as a checked out pull request that changes one source file, and `edit` what a test is about. */
export async function withPullRequest(
  changes: Partial<State> & { edit?: (workspace: string) => void },
  test: (github: Loopback, workspace: string) => Promise<void>,
): Promise<void> {
  const { edit, commits, ...state } = changes;
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  cpSync(example, workspace, { recursive: true });
  edit?.(workspace);
  const before = filesOf(example);
  before.set('src/ratelimit/window.py', Buffer.from('# Not written yet.\n'));
  const github = await startLoopback({
    commits: new Map([[base, before], [head, filesOf(workspace)], ...(commits ?? [])]),
    pullRequests: [pullRequest],
    ...state,
  });
  await test(github, workspace).finally(() => github.close());
}

/** The required rows that don't hold, as the output `failed-gates` has them: `min-coverage fail`. */
export function rowsNotPassing(result: ActionResult): string[] {
  const rows: unknown = JSON.parse(result.outputs['failed-gates'] ?? 'null');
  return Array.isArray(rows) ? rows.map((row: { gate: string; status: string }) => `${row.gate} ${row.status}`) : [];
}
