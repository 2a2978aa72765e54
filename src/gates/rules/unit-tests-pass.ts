import { suiteGate } from '../suite-gate.ts';

export const gate = suiteGate({
  level: 'unit',
  id: 'unit-tests-pass',
  order: 4,
  title: 'Unit tests pass',
  claim: 'At least one unit test of the component was executed, and none failed or ended in an error.',
  rationale: 'A suite that did not run, or only skipped, says nothing about the code.',
  remediation: 'Run the unit tests with a JUnit report and mend what fails: pytest --junitxml=reports/junit.xml',
});
