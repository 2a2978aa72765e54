import { readFile } from 'node:fs/promises';
import * as core from '@actions/core';
import { check, type CheckOptions, type CheckOutcome } from '../commands/index.ts';
import { connect, type Client } from '../github/index.ts';
import { describeProblem, type Problem } from '../model/index.ts';
import { changeOf } from './change.ts';
import { checkedOutCommit } from './checkout.ts';
import { readEvent, type JudgedEvent } from './event.ts';
import { readInputs, type Inputs } from './inputs.ts';
import { publish } from './publish.ts';
import { refusal } from './refusal.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';
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
  const event = readEvent(surroundings.event.name, await readPayload(surroundings), surroundings.sha);
  const client = await clientFor(inputs, surroundings);

  const obstacles = event.ok
    ? [...problems, ...(await wrongCheckout(event.value, surroundings))]
    : [...problems, ...event.problems];
  const outcome =
    event.ok && obstacles.length === 0
      ? await judge(event.value, inputs, surroundings, client)
      : refusal(obstacles, event.ok ? event.value.commit : null);

  await publish({ outcome, inputs, surroundings, event: event.ok ? event.value : null, client });
  return conclusionOf(outcome) !== 'failure';
}

/** The payload as the runner wrote it; what can't be read is `null`, which every event's schema refuses. */
async function readPayload({ event }: Surroundings): Promise<unknown> {
  try {
    return JSON.parse(await readFile(event.path, 'utf8'));
  } catch {
    return null;
  }
}

async function clientFor(inputs: Inputs, { apiUrl, repository }: Surroundings): Promise<Client | null> {
  const token = inputs['github-token'];
  return token === null ? null : connect({ apiUrl, token, repository });
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

function judge(
  event: JudgedEvent,
  inputs: Inputs,
  surroundings: Surroundings,
  client: Client | null,
): Promise<CheckOutcome> {
  return check(optionsOf(inputs, surroundings), changeOf(event, client, surroundings.workspace));
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
