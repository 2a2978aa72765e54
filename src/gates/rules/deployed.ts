import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({
  environment: z.string().default('').describe('The deployment environment; empty: the stage’s name'),
});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
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
  recognise: ({ words }) => {
    const environment =
      /\b([\w-]+) deployment (successful|succeeded|complete|completed)\b|\bdeployed to ([\w-]+)\b/.exec(words);
    if (environment === null) return undefined;
    const name = environment[1] ?? environment[3] ?? '';
    return name === '' ? {} : { environment: name };
  },
  identity: ({ environment }) => environment,
  strictest: (one, other) => (one.environment === '' ? other : one),
  example: { environment: 'staging' },
});
