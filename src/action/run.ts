import { readFile } from 'node:fs/promises';
import * as core from '@actions/core';
import { check, merge, type CheckOptions, type CheckOutcome } from '../commands/index.ts';
import { connect, overviewOf } from '../github/index.ts';
import { describeProblem, type Change, type Problem } from '../model/index.ts';
import { changeOf, type Api } from './change.ts';
import { checkedOutCommit } from './checkout.ts';
import { comparedRuns } from './compared-runs.ts';
import { readEvent, type JudgedEvent } from './event.ts';
import { readInputs, type Inputs } from './inputs.ts';
import { publish } from './publish.ts';
import { publishFork } from './publish-fork.ts';
import { refusal } from './refusal.ts';
import { passReviewOn } from './review.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';
import { planShards } from './shards.ts';
import { conclusionOf } from './verdict.ts';

/** Reads the surroundings, judges, publishes. Answers whether the job may go on. */
export async function run(): Promise<boolean> {
  const found = readSurroundings(process.env);
  if (!found.ok) {
    for (const problem of found.problems) core.error(describeProblem(problem));
    return false;
  }
  const surroundings = found.value;
  const { inputs, problems } = readInputs((name) => core.getInput(name));
  const payload = await readPayload(surroundings);
  if (surroundings.event.name === 'workflow_run') {
    const api = problems.length > 0 ? null : await apiFor(null, inputs, surroundings);
    return publishFork({ inputs, problems, surroundings, client: api?.client ?? null }, payload);
  }
  return judgeAndPublish(inputs, problems, surroundings, payload);
}

async function judgeAndPublish(inputs: Inputs, problems: Problem[], surroundings: Surroundings, payload: unknown) {
  const event = readEvent(surroundings.event.name, payload, surroundings.sha);
  const api = await apiFor(event.ok ? event.value : null, inputs, surroundings);
  if (!event.ok) {
    const outcome = refusal([...problems, ...event.problems], null);
    await publish({ outcome, inputs, surroundings, event: null, api, changedPaths: null });
    return false;
  }
  const passedOn = await passReviewOn(event.value, api?.client ?? null, inputs, payload);
  if (passedOn !== null) return passedOn;

  const change = changeOf(event.value, api, surroundings.workspace, comparedRuns(payload, surroundings));
  const obstacles = [...problems, ...(await wrongCheckout(event.value, surroundings))];
  const options = optionsOf(inputs, surroundings);
  if (obstacles.length === 0 && inputs.shards !== null) return planShards(inputs.shards, options, change);
  const outcome =
    obstacles.length === 0 ? await judged(inputs.parts, options, change) : refusal(obstacles, change.commit);
  const changedPaths = await change.changedPaths();
  await publish({ outcome, inputs, surroundings, event: event.value, api, changedPaths });
  return conclusionOf(outcome) !== 'failure';
}

async function judged(parts: string[], options: CheckOptions, change: Change): Promise<CheckOutcome> {
  if (parts.length === 0) return check(options, change);
  const { report, exitCode, measured, unmeasured } = await merge(parts, options, change);
  return { report: { ...report, problems: [...report.problems, ...unmeasured] }, exitCode, measured };
}

/** The payload as the runner wrote it; what can't be read is `null`, which every event's schema refuses. */
async function readPayload({ event }: Surroundings): Promise<unknown> {
  try {
    return JSON.parse(await readFile(event.path, 'utf8'));
  } catch {
    return null;
  }
}

async function apiFor(
  event: JudgedEvent | null,
  inputs: Inputs,
  { apiUrl, graphqlUrl, repository }: Surroundings,
): Promise<Api | null> {
  const token = inputs['github-token'];
  if (token === null) return null;
  const client = await connect({ apiUrl, graphqlUrl, token, repository });
  if (event === null || event.base === null) return { client, askOverview: null };
  const { pullRequest, commit } = event;
  return { client, askOverview: overviewOf(client, { pullRequest, commit, checkName: inputs['check-name'] }) };
}

async function wrongCheckout({ checkouts }: JudgedEvent, { workspace }: Surroundings): Promise<Problem[]> {
  if (checkouts === null) return [];
  const commit = await checkedOutCommit(workspace);
  if (commit !== null && checkouts.includes(commit)) return [];
  const problem = {
    code: 'wrong-checkout',
    message: `The workspace holds ${commit ?? 'an unknown commit'}, not the pull request's head.`,
    hint: 'Judge on `pull_request`; `pull_request_target` checks out the default branch.',
  };
  return [problem];
}

function optionsOf(inputs: Inputs, { workspace }: Surroundings): CheckOptions {
  return {
    root: workspace,
    specs: inputs.specs,
    config: inputs.config,
    components: inputs.component,
    stage: inputs['target-stage'],
    promotion: inputs.promotion,
    evidence: inputs.evidence,
    baseline: inputs.baseline,
    enforce: inputs.enforce,
    now: new Date().toISOString(),
  };
}
