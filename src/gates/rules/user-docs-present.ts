import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'user-docs-present',
    order: 20,
    title: 'User documentation complete',
    claim: 'User documentation exists, is no stub and covers the headings that the specification lists.',
    rationale: 'Users can only use what they can find out about.',
    remediation: 'Write the user guide and name it in the configuration.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['files'],
  params,
  recognise: ({ words }) =>
    /\buser (documentation|docs|guide)\b.*\b(complete|completed|present|published)\b/.test(words) ? {} : undefined,
  strictest: (one) => one,
  example: {},
});
