import { z } from 'zod';
import type { Client } from './client.ts';
import { externalIdOf } from './own-check-run.ts';

const PAGE = 100;

/** A workflow run that judged a commit. */
export interface JudgingRun {
  id: number;
  /** Key of the job below `jobs:`, where it is known. */
  job: string | null;
}

/** A job of a workflow run's latest attempt. */
export interface Job {
  id: number;
  /** As the page shows it. */
  name: string;
  /** `queued`, `in_progress`, `completed` and others. */
  status: string;
  /** `null` until it has completed. */
  conclusion: string | null;
}

/** What made a check run. */
export interface Maker {
  runId: string;
  runAttempt: string;
  job: string | null;
}

/** What a check run says of its maker, for {@link findJudgingRun}: run, attempt, begin of the configuration's hash, job. */
export function referenceTo({ runId, runAttempt, job }: Maker, configurationHash: string | null): string {
  const parts = [runId, runAttempt, configurationHash?.slice(0, 12)];
  return [...parts, ...(job === null ? [] : [job])].join('/');
}

const REFERENCE = /^(\d{1,15})\/\d+\/[0-9a-f]*(?:\/([\w-]+))?$/;

const checkRuns = z.object({ check_runs: z.array(z.object({ id: z.int(), external_id: z.string().nullable() })) });
const workflowRun = z.object({ id: z.int(), event: z.string(), head_sha: z.string() });
const reading = { doing: 'find the workflow run that judged the commit', permission: 'actions: read' } as const;

/**
 * The `pull_request` run that judged the commit last, by the check run that it published under `checkName`; `null` when
 * there is none. The check run's word is not taken for it: the run must be of that event and commit.
 * @throws {RequestFailure}
 */
export async function findJudgingRun(client: Client, commit: string, checkName: string): Promise<JudgingRun | null> {
  const { check_runs: published } = await client.rest(
    { ...reading, permission: 'checks: read' },
    checkRuns,
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    { ref: commit, check_name: checkName, filter: 'latest', per_page: PAGE },
  );
  const ours = externalIdOf('');
  const [, run, job = null] = published
    .toSorted((one, other) => other.id - one.id)
    .map(({ external_id: id }) => (id?.startsWith(ours) === true ? REFERENCE.exec(id.slice(ours.length)) : null))
    .find((match) => match !== null) ?? [null];
  if (run === undefined) return null;
  const found = await client.rest(reading, workflowRun, 'GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
    run_id: Number(run),
  });
  return found.event === 'pull_request' && found.head_sha === commit ? { id: found.id, job } : null;
}

const listedJobs = z.object({
  jobs: z.array(z.object({ id: z.int(), name: z.string(), status: z.string(), conclusion: z.string().nullable() })),
});

/**
 * The jobs of a workflow run's latest attempt.
 * @throws {RequestFailure}
 */
export async function listJobs(client: Client, runId: number): Promise<Job[]> {
  const found: Job[] = [];
  for (let page = 1; ; page += 1) {
    const { jobs } = await client.rest(reading, listedJobs, 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', {
      run_id: runId,
      filter: 'latest',
      per_page: PAGE,
      page,
    });
    found.push(...jobs);
    if (jobs.length < PAGE) return found;
  }
}

/**
 * The job of a run that judged: by its key, which its name is or contains unless the workflow names it otherwise, else
 * the only one that failed. `null` when neither tells one from the others.
 */
export function gateJobAmong(jobs: Job[], key: string | null): Job | null {
  // `gate`, called by a reusable workflow `caller / gate`, of a matrix `gate (3.13)`.
  const named = jobs.filter(({ name }) => {
    const own = name.split(' / ').at(-1) ?? name;
    return key !== null && (own === key || own.startsWith(`${key} (`));
  });
  const candidates = named.length > 0 ? named : jobs.filter(({ conclusion }) => conclusion === 'failure');
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

const rerunning = { doing: 'run the gate’s job again', permission: 'actions: write' } as const;

/**
 * Runs a job, and those that need it, again.
 * https://docs.github.com/rest/actions/workflow-runs#re-run-a-job-from-a-workflow-run
 * @throws {RequestFailure}
 */
export async function rerunJob(client: Client, job: number): Promise<void> {
  await client.rest(rerunning, z.unknown(), 'POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun', { job_id: job });
}
