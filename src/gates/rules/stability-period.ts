import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({
  days: z.number().positive().default(7).describe('Days without failure'),
  of: z
    .enum(['deployment', 'code'])
    .default('deployment')
    .describe('code: the component’s files must not have changed either'),
});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
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
  recognise: ({ words, thresholds }) => {
    if (!/\bstability period\b|\bstable for\b/.test(words)) return undefined;
    const days = thresholds.filter(({ unit }) => unit === 'day').map(({ value }) => value);
    return days.length === 0 ? {} : { days: Math.max(...days) };
  },
  strictest: (one, other) => ({ days: Math.max(one.days, other.days), of: one.of === 'code' ? one.of : other.of }),
  example: { days: 7, of: 'deployment' },
});
