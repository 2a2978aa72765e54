import { z } from 'zod';
import type { Finding } from '../../model/index.ts';
import { DAY } from '../days.ts';
import { deployment, history, noon } from '../deployment-examples.ts';
import {
  deploymentsOfCommit,
  environmentOf,
  readEnvironment,
  rollbacksOf,
  runningDeployment,
  short,
  type ReadDeployment,
} from '../deployments.ts';
import { known } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import type { DeploymentHistory } from '../known-facts.ts';
import { finding, findingOf, unproven } from '../judgement.ts';
import { demandedStability } from '../language/periods.ts';

const params = z.strictObject({
  days: z.number().positive().default(7).describe('Days without failure'),
  of: z
    .enum(['deployment', 'code'])
    .default('deployment')
    .describe('code: the component’s files must not have changed either'),
});
type Params = z.infer<typeof params>;

export const gate: Gate<Params> = {
  meta: {
    id: 'stability-period',
    order: 15,
    title: 'Stability period complete',
    claim: 'The component has run in the environment for the demanded days without failure or rollback.',
    rationale: 'Some defects need time to show.',
    remediation: 'Leave the deployment running; the period counts from its first success.',
    kind: 'operation',
    proof: 'evidence',
  },
  needs: ['deployment', 'now'],
  params,
  recognise: ({ clauses }) => {
    const days = demandedStability(clauses);
    if (days === null) return undefined;
    return days === 'unstated' ? {} : { days };
  },
  strictest: (one, other) => ({ days: Math.max(one.days, other.days), of: one.of === 'code' ? one.of : other.of }),
  judge: (facts, params, row) => {
    const expected = { days: params.days, failures: 0, rollbacks: 0 };
    if (facts.deployments.state !== 'known') return unproven(facts.deployments, expected);
    const { value, evidence, notes } = facts.deployments;
    const judged = { actual: null, expected, evidence };
    const environment = environmentOf(facts, row.stage);
    const { deployments, problems } = readEnvironment(value, environment, facts.now);
    if (problems.length > 0)
      return { ...judged, status: 'error', findings: problems.map((problem) => findingOf(problem)) };
    const running = runningDeployment(deployments);
    const absence = whyNothingRuns(running, deployments, environment, value);
    if (running === null || running.firstSuccess === null || absence.length > 0)
      return { ...judged, status: 'missing', findings: [...absence, ...notes] };
    const period = periodOf(running, running.firstSuccess, deployments, value, params.days, Date.parse(facts.now));
    const changes = params.of === 'code' ? changesSince(running, value) : { state: 'none' as const, findings: [] };
    const findings = [...period.findings, ...changes.findings, ...notes];
    const failed = period.findings.length > 0 || changes.state === 'changed';
    const status = failed ? 'fail' : changes.state === 'unknown' ? 'missing' : 'pass';
    return { ...judged, actual: period.actual, status, findings };
  },
  examples: examples(),
};

function whyNothingRuns(
  running: ReadDeployment | null,
  deployments: ReadDeployment[],
  environment: string,
  history: DeploymentHistory,
): Finding[] {
  if (deployments.length === 0) return [finding('fail', `No deployment to ${environment} is known.`)];
  if (running === null || running.outcome === 'pending')
    return [finding('fail', `No successful deployment runs in ${environment}.`)];
  const ours = deploymentsOfCommit([running], history);
  return ours.deployments.length > 0 ? [] : ours.findings;
}

/** How long it runs, and what went wrong within the demanded days. What happened exactly so many days ago is over. */
function periodOf(
  running: ReadDeployment,
  since: number,
  deployments: ReadDeployment[],
  { ancestry }: DeploymentHistory,
  days: number,
  now: number,
): { actual: object; findings: Finding[] } {
  const isRecent = (at: number): boolean => now - at < days * DAY;
  const counts = (one: ReadDeployment, at: number): boolean =>
    isRecent(at) || (one === running && one.outcome === 'failed');
  const failures = deployments.flatMap((one) =>
    one.failures.filter((at) => counts(one, at)).map((at) => ({ sha: one.sha, at })),
  );
  const rollbacks = rollbacksOf(deployments, ancestry).filter(({ at }) => isRecent(at));
  const age = Math.floor((now - since) / DAY);
  const young = isRecent(since)
    ? [
        finding(
          'fail',
          `It runs since ${moment(since)}: ${age} of ${days} days; the period ends ${moment(since + days * DAY)}.`,
        ),
      ]
    : [];
  return {
    actual: { days: age, failures: failures.length, rollbacks: rollbacks.length },
    findings: [
      ...young,
      ...failures.map(({ sha, at }) => finding('fail', `The deployment of ${short(sha)} failed ${moment(at)}.`)),
      ...rollbacks.map(({ from, to, at }) =>
        finding('fail', `${short(from.sha)} was rolled back to ${short(to.sha)} ${moment(at)}.`),
      ),
    ],
  };
}

function changesSince(
  { sha }: ReadDeployment,
  { commit, changedFiles }: DeploymentHistory,
): { state: 'none' | 'changed' | 'unknown'; findings: Finding[] } {
  if (sha === commit) return { state: 'none', findings: [] };
  const changed = changedFiles.get(sha);
  if (changed === undefined) {
    const why = `Whether the component's files have changed since ${short(sha)} can't be known here.`;
    return { state: 'unknown', findings: [finding('fail', why)] };
  }
  const findings = changed.map((path) => finding('fail', `Changed since ${short(sha)} was deployed.`, { path }));
  return { state: changed.length === 0 ? 'none' : 'changed', findings };
}

function moment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function examples(): Example<Params>[] {
  const week: Params = { days: 7, of: 'deployment' };
  const example = (
    name: string,
    deployments: DeploymentHistory['deployments'],
    status: Judgement['status'],
    more: Partial<Example<Params>> = {},
  ): Example<Params> => ({
    name,
    facts: { deployments: known(history(deployments)) },
    params: week,
    row: { stage: 'staging', criterion: null },
    status,
    ...more,
  });
  const old = deployment('c1', 10, ['success']);
  const over = deployment('c1', 10, ['success', 'inactive']);
  const compared = (files: string[]): Partial<Example<Params>> => ({
    params: { ...week, of: 'code' },
    facts: {
      deployments: known({
        ...history([old]),
        commit: 'c2',
        ancestry: { commits: ['c1'], mainline: ['c1'], complete: true },
        changedFiles: new Map([['c1', files]]),
      }),
    },
  });
  return [
    example('twelve quiet days', [old], 'pass'),
    example('seven days to the second are seven days', [deployment('c1', 15, ['success'])], 'pass'),
    example('a second less is not', [{ ...old, statuses: [{ state: 'success', createdAt: noon(15, 1) }] }], 'fail'),
    example('a failure within the period ends it', [old, deployment('c2', 20, ['failure'])], 'fail'),
    example('an error within the period ends it', [old, deployment('c2', 20, ['error'])], 'fail'),
    example('a failure exactly seven days ago is over', [old, deployment('c2', 15, ['failure'])], 'pass'),
    example(
      'a failure of the running deployment itself',
      [{ ...old, statuses: [...old.statuses, { state: 'failure', createdAt: noon(18) }] }],
      'fail',
    ),
    example('each deployment begins a period of its own', [over, deployment('c2', 20, ['success'])], 'fail'),
    example(
      'a deployment that was tried and never ended changes nothing',
      [old, deployment('c2', 20, ['queued'])],
      'pass',
    ),
    example('what was taken down does not run', [over], 'missing'),
    example('nothing succeeded yet', [deployment('c1', 10, ['in_progress'])], 'missing'),
    example('a date in the future proves nothing', [deployment('c1', 23, ['success'])], 'error'),
    example('a status older than its deployment proves nothing', [{ ...old, createdAt: noon(11) }], 'error'),
    example('unchanged files, where the code is asked for', [old], 'pass', compared([])),
    example('changed files, where the code is asked for', [old], 'fail', compared(['src/cache/core.py'])),
    example('unknown changes, where the code is asked for', [old], 'missing', { params: { ...week, of: 'code' } }),
    { name: 'no deployment is known', facts: {}, params: week, status: 'missing' },
  ];
}
