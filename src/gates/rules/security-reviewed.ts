import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({
  level: z.enum(['note', 'warning', 'error']).default('error').describe('The mildest open finding that fails the gate'),
});
type Params = z.infer<typeof params>;

const levels = ['note', 'warning', 'error'];

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'security-reviewed',
    order: 17,
    title: 'Security review complete',
    claim: 'A security review is recorded by name and date, and no open finding stands at or above the level.',
    rationale: 'Somebody has to look with an attacker’s eyes.',
    remediation: 'Record the review in the approval line of the specification and bring a SARIF report of a scanner.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['spec', 'review', 'diagnostics'],
  params,
  recognise: ({ words }) =>
    /\bsecurity (review|audit)\b.*\b(complete|completed|done|passed|approved)\b/.test(words) ? {} : undefined,
  strictest: (one, other) => (levels.indexOf(one.level) <= levels.indexOf(other.level) ? one : other),
  example: { level: 'error' },
});
