import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'approved',
    order: 25,
    title: 'Approvals given',
    claim: 'Every approval that the stage requires is ticked, named and dated.',
    rationale: 'Somebody answers for the step.',
    remediation: 'Tick, name and date the line below **Approval:** in the specification.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['spec'],
  params,
  recognise: ({ words }) =>
    /\b(all )?approvals? (given|granted|obtained|complete)\b|\bsign(ed)?[- ]off\b/.test(words) ? {} : undefined,
  strictest: (one) => one,
  example: {},
});
