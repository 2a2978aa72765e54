import { pinnedActions } from './pinned-actions.ts';
import { readWorkflow, type Job, type Step, type Workflow } from './workflow.ts';

/** What our own `action.yml` and `gate.yml` take. */
export interface OwnInputs {
  action: string[];
  gate: string[];
}

/** A rule says what is wrong with a workflow, one sentence each. */
type Rule = (workflow: Workflow, text: string) => string[];

const OWN_ACTION = /^(\.\/$|maturity-gates\/maturity-gates@)/;
const OWN_GATE = /^maturity-gates\/maturity-gates\/\.github\/workflows\/gate\.yml@/;
/** Their runs have a token that can write, whoever caused them. */
const TRUSTED_EVENTS = ['pull_request_target', 'workflow_run', 'pull_request_review'];
const DEFAULT_BRANCH = '${{ github.event.repository.default_branch }}';

/** Everything in which a workflow departs from the rules of docs/workflows/README.md. */
export function flawsOf(text: string, own: OwnInputs): string[] {
  const workflow = readWorkflow(text);
  const rules: Rule[] = [
    pinned,
    permissions,
    credentials,
    timeouts,
    scripts,
    foreignCode,
    cancelling,
    reviewing,
    gates,
  ];
  return [...rules.flatMap((rule) => rule(workflow, text)), ...inputFlaws(workflow, own)];
}

function jobsOf({ jobs }: Workflow): [string, Job][] {
  return Object.entries(jobs);
}

function stepsOf(workflow: Workflow): Step[] {
  return jobsOf(workflow).flatMap(([, { steps }]) => steps);
}

function stepsUsing(steps: Step[], action: string): Step[] {
  return steps.filter(({ uses }) => uses?.startsWith(`${action}@`) === true);
}

/** A tag can be moved; a commit can't, but says nothing to a reader: the version stands beside it. */
const pinned: Rule = (workflow, text) => {
  const called = jobsOf(workflow).map(([, { uses }]) => uses);
  const used = [...stepsOf(workflow).map(({ uses }) => uses), ...called];
  return [...new Set(used)].flatMap((uses) => {
    if (uses === undefined || OWN_ACTION.test(uses) || OWN_GATE.test(uses)) return [];
    const known = pinnedActions.get(uses);
    if (known === undefined) return [`${uses} is not pinned to a known commit`];
    const lines = text.split('\n').filter((line) => line.includes(uses));
    const named = lines.every((line) => line.includes(`# ${known.version}`));
    return named ? [] : [`${uses} is not said to be ${known.version}`];
  });
};

const permissions: Rule = (workflow) => {
  const top = JSON.stringify(workflow.permissions) === '{}' ? [] : ['the workflow has permissions of its own'];
  const silent = jobsOf(workflow).filter((entry) => entry[1].permissions === undefined);
  return [...top, ...silent.map(([id]) => `the job ${id} does not say its permissions`)];
};

const credentials: Rule = (workflow) =>
  stepsUsing(stepsOf(workflow), 'actions/checkout')
    .filter((step) => step.with['persist-credentials'] !== false)
    .map(() => 'a checkout leaves the token in the workspace');

const timeouts: Rule = (workflow) =>
  jobsOf(workflow)
    .filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined)
    .map(([id]) => `the job ${id} has no timeout`);

/** An expression is pasted into the script before the shell sees it: even a branch's name could be a command. */
const scripts: Rule = (workflow) =>
  stepsOf(workflow)
    .filter(({ run }) => run?.includes('${{') === true)
    .map(({ run }) => `a script contains an expression: ${run ?? ''}`);

/** The code has to be the default branch's, which only a review does not check out by itself. */
const foreignCode: Rule = (workflow) => {
  if (!TRUSTED_EVENTS.some((event) => event in workflow.on)) return [];
  const trusted: unknown[] = 'pull_request_review' in workflow.on ? [DEFAULT_BRANCH] : [DEFAULT_BRANCH, undefined];
  return stepsUsing(stepsOf(workflow), 'actions/checkout')
    .filter(({ with: { ref, repository } }) => repository !== undefined || !trusted.includes(ref))
    .map(() => 'foreign code is checked out beside a token that can write');
};

const cancelling: Rule = (workflow) => {
  const cancels = workflow.concurrency?.['cancel-in-progress'] ?? false;
  const precious = ['push', 'merge_group', 'schedule'].some((event) => event in workflow.on);
  if (!precious || cancels === false || cancels === "${{ github.event_name == 'pull_request' }}") return [];
  return ['a run of the main branch or of the queue can be cancelled'];
};

/** In a group that reviews share, a later one cancels even what waits. */
const reviewing: Rule = ({ on, concurrency }) => {
  const isOwn = concurrency === undefined || /github\.(event\.review\.id|run_id)/.test(concurrency.group ?? '');
  return isOwn || !('pull_request_review' in on) ? [] : ['the run of a review can be cancelled by another review'];
};

const gates: Rule = (workflow) => {
  const found = jobsOf(workflow).filter(([, { uses, steps }]) => isOwn(uses) || steps.some(isVerdict));
  const filtered = Object.values(workflow.on).some((filter) => /"paths(-ignore)?":/.test(JSON.stringify(filter)));
  const skippable = filtered && found.length > 0 ? ['a gate that `paths` skips stays pending for ever'] : [];
  return [...skippable, ...found.flatMap(([id, job]) => [...alwaysRuns(id, job), ...uploads(id, job, workflow)])];
};

/** A plan judges nothing, and what a part of a matrix says is joined by a later job, which misses a part that is not there. */
function isVerdict({ uses, with: inputs }: Step): boolean {
  const isPart = JSON.stringify(inputs.component ?? '').includes('${{ matrix.');
  return isOwn(uses) && inputs.shards === undefined && !isPart;
}

function isOwn(uses: string | undefined): boolean {
  return uses !== undefined && (OWN_ACTION.test(uses) || OWN_GATE.test(uses));
}

function alwaysRuns(id: string, job: Job): string[] {
  return /^\$\{\{ !cancelled\(\)( && .*)? \}\}$/.test(job.if ?? '') ? [] : [`the gate ${id} can be skipped`];
}

/** Only what judges has a report; on a review and for forks the action looks at another run. */
function uploads(id: string, { uses, steps }: Job, { on }: Workflow): string[] {
  if (uses !== undefined || 'pull_request_review' in on || 'workflow_run' in on) return [];
  const always = stepsUsing(steps, 'actions/upload-artifact').filter((step) => step.if === '${{ !cancelled() }}');
  const uploaded = always.some((step) => step.with.name === 'maturity-report');
  return uploaded ? [] : [`the gate ${id} does not upload its report when it is red`];
}

function inputFlaws(workflow: Workflow, own: OwnInputs): string[] {
  const given = [...stepsOf(workflow), ...Object.values(workflow.jobs)];
  return given.flatMap(({ uses, with: inputs }) => {
    const known = uses === undefined ? null : inputsOf(uses, own);
    const unknown = known === null ? [] : Object.keys(inputs).filter((name) => !known.includes(name));
    return unknown.map((name) => `${uses ?? ''} has no input ${name}`);
  });
}

function inputsOf(uses: string, { action, gate }: OwnInputs): string[] | null {
  if (OWN_ACTION.test(uses)) return action;
  if (OWN_GATE.test(uses)) return gate;
  return pinnedActions.get(uses)?.inputs ?? null;
}
