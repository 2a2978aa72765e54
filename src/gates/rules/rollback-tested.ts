import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({
  days: z.number().positive().default(180).describe('How old the proof may be'),
});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'rollback-tested',
    order: 19,
    title: 'Rollback procedure tested',
    claim: 'A rollback was tested within the last half year.',
    rationale: 'A way back that was never walked is no way back.',
    remediation: 'Tag a test `rollback`, roll a deployment back, or record a dated attestation.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['tests', 'deployment', 'attestation', 'now'],
  params,
  recognise: ({ words }) => (/\brollback\b.*\b(tested|validated|verified)\b/.test(words) ? {} : undefined),
  strictest: (one, other) => ({ days: Math.min(one.days, other.days) }),
  example: { days: 180 },
});
