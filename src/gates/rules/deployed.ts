import { z } from 'zod';
import type { Finding } from '../../model/index.ts';
import { deployment, history } from '../deployment-examples.ts';
import {
  deploymentsOfCommit,
  environmentOf,
  readEnvironment,
  type Outcome,
  type ReadDeployment,
} from '../deployments.ts';
import { known } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import type { DeploymentHistory } from '../known-facts.ts';
import { finding, findingOf, unproven } from '../judgement.ts';
import { demandedDeployment } from '../language/deployment.ts';

const params = z.strictObject({
  environment: z.string().default('').describe('The deployment environment; empty: the stage’s name'),
});
type Params = z.infer<typeof params>;

const statusOf: Record<Outcome, Judgement['status']> = { succeeded: 'pass', failed: 'fail', pending: 'missing' };

export const gate: Gate<Params> = {
  meta: {
    id: 'deployed',
    order: 16,
    title: 'Deployment successful',
    claim: 'The newest deployment of the component to the environment succeeded.',
    rationale: 'Code that was never deployed has not met its surroundings.',
    remediation: 'Deploy through GitHub deployments (a job with `environment:`) and wait for its success.',
    kind: 'operation',
    proof: 'evidence',
  },
  needs: ['deployment'],
  params,
  recognise: ({ clauses }) => {
    const environment = demandedDeployment(clauses);
    if (environment === null) return undefined;
    return environment === '' ? {} : { environment };
  },
  identity: ({ environment }) => environment,
  strictest: (one, other) => (one.environment === '' ? other : one),
  judge: (facts, params, row) => {
    const environment = environmentOf(facts, params.environment === '' ? row.stage : params.environment);
    const expected = { environment, state: 'success' };
    if (facts.deployments.state !== 'known') return unproven(facts.deployments, expected);
    const { value, evidence, notes } = facts.deployments;
    const judged = { actual: null, expected, evidence };
    const here = readEnvironment(value, environment, facts.now);
    if (here.problems.length > 0)
      return { ...judged, status: 'error', findings: here.problems.map((problem) => findingOf(problem)) };
    if (here.deployments.length === 0) {
      const none = finding('fail', `No deployment to ${environment} is known.`);
      return { ...judged, status: 'missing', findings: [none, ...notes] };
    }
    const { deployments, findings } = deploymentsOfCommit(here.deployments, value);
    const latest = deployments.at(-1);
    if (latest === undefined) return { ...judged, status: 'missing', findings: [...findings, ...notes] };
    const actual = { state: latest.state ?? 'no status', commit: latest.sha };
    const status = statusOf[latest.outcome];
    return { ...judged, actual, status, findings: [...wordsOf(latest, environment), ...findings, ...notes] };
  },
  examples: examples(),
};

function wordsOf({ outcome, state }: ReadDeployment, environment: string): Finding[] {
  if (outcome === 'failed')
    return [finding('fail', `The latest deployment to ${environment} failed (${state ?? ''}).`)];
  if (outcome === 'pending') {
    const words = state === null ? 'has no status yet' : `has not come to an end (${state})`;
    return [finding('fail', `The latest deployment to ${environment} ${words}.`)];
  }
  return state === 'inactive' ? [finding('note', 'The deployment succeeded; another has taken its place since.')] : [];
}

function examples(): Example<Params>[] {
  const example = (
    name: string,
    states: string[],
    status: Judgement['status'],
    more: Partial<DeploymentHistory> = {},
  ): Example<Params> => ({
    name,
    facts: { deployments: known({ ...history([deployment('c2', 20, states)]), ...more }) },
    params: { environment: 'staging' },
    status,
  });
  const ancestry = { commits: ['c3', 'c2'], mainline: ['c3', 'c2'], complete: true };
  return [
    example('the newest status says success', ['pending', 'in_progress', 'success'], 'pass'),
    example('a deployment that another took the place of has succeeded', ['success', 'inactive'], 'pass'),
    example('the newest status wins: success after a failure', ['failure', 'success'], 'pass'),
    example('the newest status wins: failure after a success', ['success', 'failure'], 'fail'),
    example('an error is a failure', ['error'], 'fail'),
    example('a failure stays one when the deployment is over', ['failure', 'inactive'], 'fail'),
    example('a deployment under way has not succeeded yet', ['success', 'in_progress'], 'missing'),
    example('a deployment without a status has not succeeded yet', [], 'missing'),
    example('what was over before it succeeded proves nothing', ['inactive'], 'missing'),
    example('an unknown state proves nothing', ['succeeded'], 'error'),
    example('a deployment of the commit itself counts', ['success'], 'pass', { commit: 'c2' }),
    example('without ancestry another commit’s deployment does not count', ['success'], 'missing', { commit: 'c3' }),
    example('the newest deployed commit before it counts', ['success'], 'pass', { commit: 'c3', ancestry }),
    example('a commit that came later does not count', ['success'], 'missing', {
      commit: 'c1',
      ancestry: { commits: ['c1'], mainline: ['c1'], complete: true },
    }),
    {
      name: 'a deployment to another environment does not count',
      facts: { deployments: known(history([deployment('c2', 20, ['success'])])) },
      params: { environment: 'production' },
      status: 'missing',
    },
    {
      name: 'the stage’s environment may have a name of its own',
      facts: {
        environments: new Map([['staging', 'staging-eu']]),
        deployments: known(history([{ ...deployment('c2', 20, ['success']), environment: 'staging-eu' }])),
      },
      params: { environment: '' },
      row: { stage: 'staging', criterion: null },
      status: 'pass',
    },
    { name: 'no deployment is known', facts: {}, params: { environment: 'staging' }, status: 'missing' },
  ];
}
