import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({
  tolerance: z.number().min(0).default(10).describe('How much worse a metric may be, in percent'),
});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'no-performance-regression',
    order: 14,
    title: 'No performance regression',
    claim: 'No benchmark of the component is worse than its baseline beyond the tolerance.',
    rationale: 'A regression that nobody measures is found by the users.',
    remediation: 'Run the benchmarks and keep a baseline: pytest --benchmark-json=reports/benchmark.json',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['benchmark', 'baseline'],
  params,
  recognise: ({ words }) =>
    /\bperformance\b.*\b(acceptable|validated)\b|\bno (performance )?regressions?\b/.test(words) ? {} : undefined,
  strictest: (one, other) => ({ tolerance: Math.min(one.tolerance, other.tolerance) }),
  example: { tolerance: 10 },
});
