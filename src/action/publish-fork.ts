import {
  findOpenPullRequests,
  publishCheckRun,
  publishComment,
  referenceTo,
  RequestFailure,
  type Client,
} from '../github/index.ts';
import { UserError, type Problem } from '../model/index.ts';
import { renderMarkdown } from '../report/index.ts';
import { readFinishedRun, type FinishedRun } from './finished-run.ts';
import { readForkReport } from './fork-report.ts';
import { forkVerdict } from './fork-verdict.ts';
import type { Inputs } from './inputs.ts';
import { linkTo, repositoryLink, runLink } from './links.ts';
import { rerunGate } from './rerun.ts';
import { appendSummary, tellDone, tellProblems } from './summary.ts';
import type { Surroundings } from './surroundings.ts';

/** The lowest limit of the places, a comment's 65,536 characters, with room for what stands above the report. */
const REPORT_BYTES = 58_000;

/** What the publisher works with. */
export interface ForkPublisher {
  inputs: Inputs;
  /** Of the inputs: under another name than the wished one nothing is published. */
  problems: Problem[];
  surroundings: Surroundings;
  client: Client | null;
}

/**
 * On `workflow_run`: says in the base repository what the run of a fork's pull request, whose token can only read, has
 * found. Which commit and which pull request that is comes from GitHub alone; the report is the fork's own word, is shown
 * as such and under a name of its own, and succeeds only where the run itself did, too. After a fork's review the gate's
 * job is run again, which the review's own token can't.
 *
 * Answers whether the publisher could do its work, not how the report reads: its own job belongs to the default branch,
 * which is not to blame for a fork. So an unusable report is published as a failed check run (an older success must not
 * stay) and answers `true`; what GitHub refuses, or can't be told apart, answers `false`.
 */
export async function publishFork(publisher: ForkPublisher, payload: unknown): Promise<boolean> {
  const { inputs, problems } = publisher;
  try {
    const [problem, ...more] = problems;
    if (problem !== undefined) throw new UserError(problem, ...more);
    const read = readFinishedRun(payload);
    if (!read.ok) throw new UserError(...read.problems);
    await tellDone(inputs, await answerTo(read.value, publisher));
    return true;
  } catch (error) {
    if (error instanceof UserError) await tellProblems(inputs, 'error', error.problems);
    else if (error instanceof RequestFailure) await tellProblems(inputs, 'error', [error.problem]);
    else throw error;
    return false;
  }
}

/** Does what the run asks for, and says what was done. */
async function answerTo(run: FinishedRun, publisher: ForkPublisher): Promise<string> {
  const { owner, name } = publisher.surroundings.repository;
  if (run.repository === `${owner}/${name}`) return 'Nothing to do: a run of this repository publishes by itself.';
  if (run.event !== 'pull_request' && run.event !== 'pull_request_review') {
    return `Nothing to do: a fork’s run on ${run.event} judges no pull request.`;
  }
  const client = given(publisher.client);
  const [pullRequest, ...others] = await findOpenPullRequests(client, run);
  if (pullRequest === undefined) {
    return `Nothing was published: no open pull request has the head ${run.commit}. It has moved on, or is closed.`;
  }
  if (others.length > 0) throw new UserError(ambiguous(run, [pullRequest, ...others]));
  if (run.event === 'pull_request') return publishRun(run, pullRequest, client, publisher);
  return runAgain(run, client, publisher);
}

async function runAgain(run: FinishedRun, client: Client, { inputs }: ForkPublisher): Promise<string> {
  const rerun = await rerunGate(client, run.commit, forkName(inputs), null);
  if ('problem' in rerun) throw new UserError(rerun.problem);
  return rerun.message;
}

/** Nothing of the artifact becomes Markdown unescaped: the report is rendered here, and annotations are left out. */
async function publishRun(run: FinishedRun, pullRequest: number, client: Client, publisher: ForkPublisher) {
  const { inputs, surroundings } = publisher;
  const { report, conclusion, title } = forkVerdict(run, await readForkReport(client, run));
  const link = `${repositoryLink(surroundings)}/actions/runs/${run.id}`;
  const rendered = renderMarkdown(report, {
    ...{ width: 120, colour: false, byteLimit: REPORT_BYTES, fullReport: link, mermaid: false },
    linkTo: linkTo(surroundings, run.commit),
  });
  const body = `${selfReported(run, link)}\n${rendered}`;
  const checkRun = {
    ...{ name: forkName(inputs), commit: run.commit, conclusion, title },
    reference: referenceTo({ runId: String(run.id), runAttempt: String(run.attempt), job: null }, null),
    summary: body,
    text: `Commit ${run.commit}, judged in [the fork’s run](${link}), published by [this run](${runLink(surroundings)}).\n`,
    annotations: [],
  };
  const published = [await publishCheckRun(client, checkRun, null)];
  if (inputs.comment !== null) {
    const isReady = conclusion === 'success';
    const comment = { pullRequest, key: forkName(inputs), body, isReady, whenReady: inputs.comment };
    published.push(await publishComment(client, comment, null));
  }
  await appendSummary(inputs, body);
  const [problem, ...more] = published.flatMap((each) => each.problem ?? []);
  if (problem !== undefined) throw new UserError(problem, ...more);
  return `Published for pull request ${pullRequest}: ${title}`;
}

function forkName(inputs: Inputs): string {
  return `${inputs['check-name']} (fork)`;
}

/** Above the report: what this check is worth. */
function selfReported({ conclusion }: FinishedRun, link: string): string {
  return `> [!IMPORTANT]
> **Self-reported.** [A run of the fork’s own code](${link}) made this report; it ended with \`${conclusion}\`. Nobody has
> verified it, so this check must never be a required one: the gate’s own job is.
`;
}

function given(client: Client | null): Client {
  if (client !== null) return client;
  throw new UserError({
    code: 'no-token',
    message: 'There is no token: nothing can be published.',
    hint: 'Give `github-token: ${{ github.token }}`, and grant `actions: read`, `checks: write` and `pull-requests: write`.',
  });
}

function ambiguous({ commit }: FinishedRun, pullRequests: number[]): Problem {
  return {
    code: 'ambiguous-pull-request',
    message: `The pull requests ${pullRequests.join(', ')} have the same head ${commit}: it can’t be told which the run was for.`,
    hint: 'Close all but one, then run the fork’s workflow again.',
  };
}
