import { clip } from './clip.ts';
import {
  addDefect,
  countOf,
  refuse,
  shared,
  type Attributes,
  type Declared,
  type OpenSuite,
  type Reading,
} from './junit-reading.ts';

/** A `<testsuites>` or `<testsuite>` begins. */
export function openSuite(reading: Reading, attributes: Attributes, line: number): void {
  if (/^org\.(?:ruff|ty)$/.test(attributes['package'] ?? '')) {
    refuse(reading, 'A linter wrote this JUnit report: its cases are findings, not tests.', line);
  }
  const parent = reading.suites.at(-1);
  if (parent !== undefined) parent.hasSuites = true;
  const { file, timestamp } = attributes;
  if (timestamp !== undefined && timestamp < (reading.started ?? '~')) reading.started = clip(timestamp);
  reading.suites.push({
    name: shared(reading, attributes['name'] ?? ''),
    file: file === undefined ? (parent?.file ?? null) : shared(reading, file),
    line,
    declared: declaredBy(attributes),
    cases: 0,
    failures: 0,
    instant: [],
    hasSuites: false,
  });
}

/**
 * A suite ends: what it states is compared with its cases. Totals of suites that hold suites are left out: their suites'
 * have been added already.
 */
export function closeSuite(reading: Reading): void {
  const suite = reading.suites.pop();
  if (suite === undefined) return;
  const parent = reading.suites.at(-1);
  if (parent !== undefined) parent.failures += suite.failures;
  const { declared, cases, line } = suite;
  if (declared === null) return;
  if (declared.failures + declared.errors > 0 && suite.failures === 0) {
    const message = `The suite states ${declared.failures} failures and ${declared.errors} errors, but no case failed.`;
    addDefect(reading, 'tests-contradiction', message, line);
  }
  if (suite.hasSuites) return;
  if (cases > declared.tests && !leaveOutTodos(suite, cases - declared.tests)) {
    const message = `The suite states ${declared.tests} tests but holds ${cases} cases: the run was interrupted.`;
    addDefect(reading, 'tests-interrupted', message, line);
  }
  const sum = (reading.declared ??= { tests: 0, failures: 0, errors: 0, skipped: 0 });
  for (const key of ['tests', 'failures', 'errors', 'skipped'] as const) sum[key] += declared[key];
}

/**
 * jest-junit writes a `test.todo` as if it had passed and leaves it out of the suite's number of tests. What passed in
 * no time at all may be one: none of these counts. False when that doesn't explain all surplus cases.
 */
function leaveOutTodos({ instant }: OpenSuite, surplus: number): boolean {
  if (instant.length < surplus) return false;
  for (const test of instant) test.outcome = 'skipped';
  return true;
}

function declaredBy(attributes: Attributes): Declared | null {
  const tests = countOf(attributes['tests']);
  if (tests === null) return null;
  return {
    tests,
    failures: countOf(attributes['failures']) ?? 0,
    errors: countOf(attributes['errors']) ?? 0,
    skipped: countOf(attributes['skipped']) ?? 0,
  };
}
