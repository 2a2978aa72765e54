import { findJudgingRun, gateJobAmong, listJobs, RequestFailure, rerunJob, type Client } from '../github/index.ts';
import type { Problem } from '../model/index.ts';

/** What became of a review's wish to have its commit judged again. */
export type Rerun =
  /** The verdict will be, or is already, that of the gate's own job. */
  | { kind: 'rerun' | 'needless'; message: string }
  /** No job of the gate can be told, or the permission to find or run it lacks. */
  | { kind: 'unavailable'; problem: Problem }
  /** There is such a job, but it was not run again: its verdict may be out of date. */
  | { kind: 'refused'; problem: Problem };

/** What a review says: `approved`, `changes_requested`, `dismissed`; `comment` decides nothing; `null` is not known. */
export type Opinion = 'approved' | 'changes_requested' | 'dismissed' | 'comment' | null;

/**
 * Runs the gate's job of the commit's `pull_request` run again, since a run of another event does not replace its check.
 * A job that failed is run again for any opinion; one that passed, too, unless the review only adds an approval: a verdict
 * that rests on an approval must not outlive it. One that is still to begin reads the review by itself.
 *
 * Fail closed: the answer is no verdict, so whoever asks must judge in no check of the gate's name; and whenever the job
 * may have read older reviews and could not be run again, it is `refused`, which must fail.
 */
export async function rerunGate(client: Client, commit: string, checkName: string, opinion: Opinion): Promise<Rerun> {
  if (opinion === 'comment') return needless('A comment without an opinion changes no verdict: nothing was run again.');
  try {
    const run = await findJudgingRun(client, commit, checkName);
    if (run === null) return { kind: 'unavailable', problem: noRun(commit, checkName) };
    const job = gateJobAmong(await listJobs(client, run.id), run.job);
    if (job === null) return { kind: 'unavailable', problem: unknownJob(run.id) };
    if (job.status === 'in_progress') return { kind: 'refused', problem: stillRunning(job.name) };
    if (job.status !== 'completed')
      return needless(`The job “${job.name}” is still to begin: it will read the review.`);
    if (job.conclusion === 'success' && opinion === 'approved') {
      return needless(`The job “${job.name}” has passed already: an approval more changes nothing.`);
    }
    await rerunJob(client, job.id);
    return {
      kind: 'rerun',
      message: `Nothing was judged here: the job “${job.name}” of run ${run.id} was asked to run again and will read the reviews.`,
    };
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    const lacking = error.problem.code === 'missing-permission' || error.status === 404;
    return { kind: lacking ? 'unavailable' : 'refused', problem: error.problem };
  }
}

function needless(message: string): Rerun {
  return { kind: 'needless', message };
}

function noRun(commit: string, checkName: string): Problem {
  return {
    code: 'no-judging-run',
    message: `No run on \`pull_request\` is known that judged ${commit} and published “${checkName}”.`,
    hint: 'Give that job `checks: write`, and both workflows the same `check-name`; a fork’s job can’t publish.',
  };
}

function unknownJob(run: number): Problem {
  return {
    code: 'unknown-gate-job',
    message: `It can’t be told which job of run ${run} is the gate’s.`,
    hint: 'Leave the gate’s job without a `name:` and without a matrix.',
  };
}

function stillRunning(job: string): Problem {
  return {
    code: 'gate-still-running',
    message: `The job “${job}” is running and may have read the reviews before this one.`,
    hint: 'Run this job again once that one has ended.',
  };
}
