import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'api-documented',
    order: 24,
    title: 'Public API documented',
    claim: 'Every public function, class and module of the component is documented.',
    rationale: 'An interface without words is guessed at.',
    remediation: 'Write the missing docstrings: ruff check --select D1 --output-format json',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['diagnostics'],
  params,
  recognise: ({ words }) =>
    /\bpublic (api|apis|interfaces?|functions?)\b.*\bdocumented\b|\bapi documented\b/.test(words) ? {} : undefined,
  strictest: (one) => one,
  example: {},
});
