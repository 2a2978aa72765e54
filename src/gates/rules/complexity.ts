import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({
  limit: z.number().positive().default(10).describe('Cyclomatic complexity must stay below this'),
});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'complexity',
    order: 23,
    title: 'Complexity limited',
    claim: 'No function of the component is more complex than the limit.',
    rationale: 'Complex functions hide defects and resist change.',
    remediation: 'Split what is reported: ruff check --select C901 --output-format json',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['diagnostics'],
  params,
  recognise: ({ words, thresholds }) => {
    if (!/\bcomplexity\b/.test(words)) return undefined;
    const limit = thresholds.find(({ comparator }) => comparator === '<' || comparator === '<=');
    if (limit === undefined) return undefined;
    return { limit: limit.comparator === '<=' ? limit.value + 1 : limit.value };
  },
  strictest: (one, other) => ({ limit: Math.min(one.limit, other.limit) }),
  example: { limit: 10 },
});
