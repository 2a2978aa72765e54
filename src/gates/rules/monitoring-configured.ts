import { z } from 'zod';
import { unjudgedGate } from '../unjudged-gate.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'monitoring-configured',
    order: 18,
    title: 'Monitoring configured',
    claim: 'Every metric and alert that the specification declares is found in the alert and dashboard files.',
    rationale: 'What nobody watches fails unnoticed.',
    remediation: 'Keep Prometheus rules and Grafana dashboards in the repository.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['spec', 'files'],
  params,
  recognise: ({ words }) => (/\bmonitoring\b.*\b(configured|active|enabled|in place)\b/.test(words) ? {} : undefined),
  strictest: (one) => one,
  example: {},
});
