import { suiteGate } from '../suite-gate.ts';

export const gate = suiteGate({
  level: 'e2e',
  id: 'e2e-tests-pass',
  order: 12,
  title: 'End-to-end tests pass',
  claim: 'At least one end-to-end test of the component was executed, and none failed or ended in an error.',
  rationale: 'A user meets the whole system; a stage that serves users shows that their workflows work.',
  remediation:
    'Put end-to-end tests where the specification locates them and run them with a JUnit report: pytest tests/e2e --junitxml=reports/junit-e2e.xml',
});
