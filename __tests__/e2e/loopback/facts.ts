import { ok, page, refuse, type Answer } from './answer.ts';
import type { Asked } from './contract.ts';
import type { State } from './state.ts';

export interface StoredDeployment {
  id: number;
  environment: string;
  sha: string;
  createdAt: string;
  /** In the order of time. */
  statuses: { state: string; createdAt: string }[];
}

export interface StoredAnalysis {
  tool: string;
  commit: string;
  ref: string;
  createdAt: string;
  /** Absent: it ended well. */
  error?: string;
}

export interface StoredAlert {
  tool: string;
  ref: string;
  rule: string;
  severity: 'none' | 'note' | 'warning' | 'error' | null;
  security: 'low' | 'medium' | 'high' | 'critical' | null;
  path: string;
  line: number;
}

/** What the facts take that are optional. */
export const factsPermissions = {
  'repos/list-deployments': ['deployments', 'read'],
  'repos/list-deployment-statuses': ['deployments', 'read'],
  'code-scanning/list-recent-analyses': ['security-events', 'read'],
  'code-scanning/list-alerts-for-repo': ['security-events', 'read'],
  'git/get-commit': ['contents', 'read'],
} satisfies Record<string, [keyof State['permissions'], 'read' | 'write']>;

/** What GitHub says of deployments, of code scanning and of a commit. */
export const factsHandlers = {
  'repos/list-deployments': listDeployments,
  'repos/list-deployment-statuses': listStatuses,
  'code-scanning/list-recent-analyses': listAnalyses,
  'code-scanning/list-alerts-for-repo': listAlerts,
  'git/get-commit': getCommit,
};

/** The deployments to an environment, newest first. */
export function deploymentsTo(environment: string, { deployments }: State): StoredDeployment[] {
  return deployments
    .filter((one) => one.environment === environment)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
}

function listDeployments({ query }: Asked, state: State): Answer {
  const found = page(deploymentsTo(query.get('environment') ?? '', state), query);
  return ok(found.map(({ id, environment, sha, createdAt }) => ({ id, environment, sha, created_at: createdAt })));
}

function listStatuses({ path, query }: Asked, state: State): Answer {
  const found = state.deployments.find(({ id }) => id === Number(path.deployment_id));
  if (found === undefined) return refuse(404, 'Not Found');
  const newestFirst = page(found.statuses.toReversed(), query);
  return ok(newestFirst.map(({ state: named, createdAt }) => ({ state: named, created_at: createdAt })));
}

function listAnalyses({ query }: Asked, state: State): Answer {
  const pull = query.get('pr');
  const found = state.analyses
    .filter(
      ({ tool, ref }) =>
        tool === query.get('tool_name') && (pull === undefined || ref.startsWith(`refs/pull/${pull}/`)),
    )
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
  if (found.length === 0) return refuse(404, 'no analysis found');
  return ok(
    page(found, query).map(({ tool, commit, ref, createdAt, error = '' }) => ({
      ref,
      commit_sha: commit,
      created_at: createdAt,
      error,
      tool: { name: tool },
    })),
  );
}

function listAlerts({ query }: Asked, state: State): Answer {
  if (query.get('state') !== 'open') return refuse(404, 'The loopback server knows of open alerts only');
  const found = state.alerts.filter(({ tool, ref }) => tool === query.get('tool_name') && ref === query.get('ref'));
  return ok(
    page(found, query).map(({ ref, rule, severity, security, path, line }) => ({
      state: 'open',
      rule: { id: rule, severity, security_severity_level: security, description: `What ${rule} says` },
      most_recent_instance: { ref, message: { text: `Found by ${rule}` }, location: { path, start_line: line } },
    })),
  );
}

function getCommit({ path }: Asked, state: State): Answer {
  const sha = path.commit_sha ?? '';
  if (!state.commits.has(sha) && !state.parents.has(sha)) return refuse(404, 'Not Found');
  return ok({ sha, parents: (state.parents.get(sha) ?? []).map((parent) => ({ sha: parent })) });
}

/** A commit and all that came before it, nearest first. */
export function historyOf(commit: string, { parents }: State): string[] {
  const found = new Set([commit]);
  for (const sha of found) for (const parent of parents.get(sha) ?? []) found.add(parent);
  return [...found];
}

/** How a commit stands to another, as a comparison of the two words it. */
export function standing(base: string, head: string, state: State): { status: string; ahead_by: number } {
  const behind = historyOf(base, state);
  const ahead_by = historyOf(head, state).filter((sha) => !behind.includes(sha)).length;
  if (base === head) return { status: 'identical', ahead_by: 0 };
  if (historyOf(head, state).includes(base)) return { status: 'ahead', ahead_by };
  return { status: behind.includes(head) ? 'behind' : 'diverged', ahead_by };
}
