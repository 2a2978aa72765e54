import { ok, page, refuse, type Answer } from './answer.ts';
import type { Asked } from './contract.ts';
import type { State, StoredArtifact, StoredWorkflowRun } from './state.ts';

/** What the operations on workflow runs take. */
export const actionsPermissions = {
  'actions/list-workflow-run-artifacts': ['actions', 'read'],
  'actions/download-artifact': ['actions', 'read'],
  'actions/get-workflow-run': ['actions', 'read'],
  'actions/list-workflow-runs': ['actions', 'read'],
  'actions/list-jobs-for-workflow-run': ['actions', 'read'],
  'actions/re-run-job-for-workflow-run': ['actions', 'write'],
  'pulls/list': ['pull-requests', 'read'],
} satisfies Record<string, [keyof State['permissions'], 'read' | 'write']>;

/** What GitHub does with workflow runs, and how it finds the pull requests of a branch. */
export const actionsHandlers = {
  'actions/list-workflow-run-artifacts': listArtifacts,
  'actions/download-artifact': downloadArtifact,
  'actions/get-workflow-run': getWorkflowRun,
  'actions/list-workflow-runs': listWorkflowRuns,
  'actions/list-jobs-for-workflow-run': listJobs,
  'actions/re-run-job-for-workflow-run': rerunJob,
  'pulls/list': listPullRequests,
};

function listArtifacts({ path, query }: Asked, state: State): Answer {
  const found = state.artifacts.filter(
    ({ run, name }) => run === Number(path.run_id) && (query.get('name') ?? name) === name,
  );
  return ok({ total_count: found.length, artifacts: page(found, query).map(artifactAnswer) });
}

function artifactAnswer({ id, name, archive, expired, digest }: StoredArtifact): object {
  return { id, name, size_in_bytes: archive.length, expired, digest };
}

function downloadArtifact({ path }: Asked, state: State): Answer {
  const found = state.artifacts.find(({ id }) => id === Number(path.artifact_id));
  if (found === undefined) return refuse(404, 'Not Found');
  if (found.expired) return refuse(410, 'Artifact has expired');
  return { status: 302, body: undefined, location: `${state.storage}/archives/${found.id}?sig=signed` };
}

function runOf({ path }: Asked, state: State): StoredWorkflowRun | undefined {
  return state.workflowRuns.find(({ id }) => id === Number(path.run_id));
}

function getWorkflowRun(asked: Asked, state: State): Answer {
  const run = runOf(asked, state);
  if (run === undefined) return refuse(404, 'Not Found');
  const { id, event, head_sha } = run;
  return ok({ id, event, head_sha });
}

/** Newest first. */
function listWorkflowRuns({ path, query }: Asked, state: State): Answer {
  const all = state.workflowRuns.map((run) => ({
    ...{ workflow: 'ci.yml', branch: 'main', conclusion: 'success', from: state.repository },
    ...run,
  }));
  if (all.length > 0 && !all.some(({ workflow }) => workflow === path.workflow_id)) return refuse(404, 'Not Found');
  const found = all
    .filter(({ workflow, branch }) => workflow === path.workflow_id && branch === (query.get('branch') ?? branch))
    .filter(({ conclusion }) => query.get('status') !== 'completed' || conclusion !== null)
    .toSorted((one, other) => other.id - one.id);
  return ok({
    total_count: found.length,
    workflow_runs: page(found, query).map(({ id, event, head_sha, branch, conclusion, from }) => ({
      ...{ id, event, head_sha, conclusion, head_branch: branch, head_repository: { full_name: from } },
      status: conclusion === null ? 'in_progress' : 'completed',
    })),
  });
}

function listJobs(asked: Asked, state: State): Answer {
  const run = runOf(asked, state);
  if (run === undefined) return refuse(404, 'Not Found');
  return ok({ total_count: run.jobs.length, jobs: page(run.jobs, asked.query) });
}

function rerunJob({ path }: Asked, state: State): Answer {
  const id = Number(path.job_id);
  const run = state.workflowRuns.find(({ jobs }) => jobs.some((job) => job.id === id));
  if (run === undefined) return refuse(404, 'Not Found');
  if (run.jobs.some(({ status }) => status !== 'completed') || run.rerun.length > 0) {
    return refuse(403, 'The workflow run containing this job is already running');
  }
  run.rerun.push(id);
  return ok({}, 201);
}

function listPullRequests({ query }: Asked, state: State): Answer {
  const found = state.pullRequests
    .map((pull) => ({ from: { repository: state.repository, branch: 'feature' }, closed: false, ...pull }))
    .filter(({ from, merged, closed }) => {
      const open = merged === null && !closed;
      const [owner = ''] = from.repository.split('/');
      const matches = (query.get('head') ?? `${owner}:${from.branch}`) === `${owner}:${from.branch}`;
      return matches && (query.get('state') === 'all' || (query.get('state') === 'closed') !== open);
    });
  return ok(
    page(found, query).map(({ number, head, from, merged, closed }) => ({
      number,
      state: merged === null && !closed ? 'open' : 'closed',
      head: { sha: head, ref: from.branch, repo: { full_name: from.repository } },
      base: { repo: { full_name: state.repository } },
    })),
  );
}
