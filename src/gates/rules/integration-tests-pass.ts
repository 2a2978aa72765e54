import { suiteGate } from '../suite-gate.ts';

export const gate = suiteGate({
  level: 'integration',
  id: 'integration-tests-pass',
  order: 11,
  title: 'Integration tests pass',
  claim: 'At least one integration test of the component was executed, and none failed or ended in an error.',
  rationale: 'Parts that work alone may not work together; only tests of the whole show it.',
  remediation:
    'Put integration tests where the specification locates them and run them with a JUnit report: pytest tests/integration --junitxml=reports/junit-integration.xml',
});
