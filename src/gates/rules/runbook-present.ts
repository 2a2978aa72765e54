import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'runbook-present',
    order: 21,
    title: 'Runbook created',
    claim: 'A runbook exists, is no stub and covers the headings that the specification lists.',
    rationale: 'At three in the morning nobody invents a procedure.',
    remediation: 'Write the runbook and name it in the configuration.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['files'],
  params,
  recognise: ({ words }) =>
    /\brunbook\b.*\b(created|complete|completed|present|available|exists)\b/.test(words) ? {} : undefined,
  strictest: (one) => one,
  example: {},
});
