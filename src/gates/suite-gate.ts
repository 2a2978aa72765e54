import { z } from 'zod';
import type { Finding, Location, Mapped, TestCase, TestLevel, TestOutcome } from '../model/index.ts';
import { known, nothingKnown, testCase } from './facts.ts';
import type { Example, Gate, Judgement } from './gate.ts';
import type { Known, SuiteResults } from './known-facts.ts';
import { finding, unproven } from './judgement.ts';
import { demandsTests } from './language/tests.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

const EXPECTED = { failed: 0, errors: 0 };
/** More failures than this say nothing new; the rest is counted. */
const SHOWN_FAILURES = 1000;

/** The part that differs between the gates of unit, integration and end-to-end tests. */
export interface SuiteWords {
  level: TestLevel;
  id: string;
  order: number;
  title: string;
  claim: string;
  rationale: string;
  remediation: string;
}

/** A gate that asks that the tests of one level ran and none failed. */
export function suiteGate({ level, ...meta }: SuiteWords): Gate<Params> {
  return {
    meta: { ...meta, kind: 'change', proof: 'evidence' },
    needs: ['tests'],
    params,
    recognise: ({ clauses }) => (demandsTests(clauses, level) ? {} : undefined),
    strictest: (one) => one,
    judge: (facts) => judge(facts.tests[level]),
    examples: examples(level),
  };
}

function judge(tests: Known<SuiteResults>): Judgement {
  if (tests.state !== 'known') return unproven(tests, EXPECTED);
  const { cases, unattributedFailures } = tests.value;
  const counted = [...cases, ...unattributedFailures];
  const count = (outcome: TestOutcome): number => counted.filter((test) => test.outcome === outcome).length;
  const flaky = cases.filter((test) => test.flaky === true);
  const actual = {
    passed: count('passed'),
    failed: count('failed'),
    errors: count('error'),
    skipped: count('skipped'),
    ...(flaky.length > 0 ? { flaky: flaky.length } : {}),
  };
  const status = statusOf(actual);
  const findings = [...tests.notes, ...failures(tests.value), ...retries(flaky)];
  if (status === 'missing') findings.unshift(finding('fail', `No test was executed (${actual.skipped} skipped).`));
  return { status, actual, expected: EXPECTED, findings, evidence: tests.evidence };
}

function statusOf(actual: { passed: number; failed: number; errors: number }): Judgement['status'] {
  if (actual.failed + actual.errors > 0) return 'fail';
  return actual.passed > 0 ? 'pass' : 'missing';
}

function failures({ cases, unattributedFailures }: SuiteResults): Finding[] {
  const broken = cases.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const found = [
    ...broken.map((test) => finding('fail', describe(test), placeOf(test))),
    ...unattributedFailures.map((test) =>
      finding('fail', `${describe(test)} (no file of the repository could be found for it)`),
    ),
  ];
  const rest = found.length - SHOWN_FAILURES;
  return rest > 0 ? [...found.slice(0, SHOWN_FAILURES), finding('fail', `and ${rest} more failures`)] : found;
}

/** Tests that passed, but not at once: counted among the passed and on their own, so that nobody overlooks them. */
function retries(flaky: readonly Mapped<TestCase>[]): Finding[] {
  const found = flaky.slice(0, SHOWN_FAILURES).map((test) => finding('warning', describe(test), placeOf(test)));
  const rest = flaky.length - found.length;
  return rest > 0 ? [...found, finding('warning', `and ${rest} more flaky tests`)] : found;
}

function placeOf({ file, line }: Mapped<TestCase>): Location | null {
  return file === null ? null : { path: file, ...(line === undefined ? {} : { line }) };
}

function describe(test: TestCase): string {
  const message = test.message?.split('\n')[0]?.slice(0, 300) ?? '';
  return `${test.name === '' ? '(unnamed test)' : test.name} ${ending(test)}${message === '' ? '' : `: ${message}`}`;
}

function ending({ outcome, flaky }: TestCase): string {
  if (flaky === true) return 'is flaky, it passed only when it was tried again';
  return outcome === 'error' ? 'did not run to its end' : 'failed';
}

function examples(level: TestLevel): Example<Params>[] {
  const suite = (...outcomes: TestOutcome[]): Example<Params>['facts'] => {
    const cases = outcomes.map((outcome, index) => testCase(`test_${index}`, outcome));
    return { tests: { ...nothingKnown.tests, [level]: known({ cases, unattributedFailures: [] }) } };
  };
  const flaky = { ...testCase('test_flaky', 'passed'), flaky: true as const };
  const retried = known({ cases: [flaky], unattributedFailures: [] });
  return [
    { name: 'every executed test passed', facts: suite('passed', 'passed', 'skipped'), params: {}, status: 'pass' },
    {
      name: 'a test that passed when it was tried again',
      facts: { tests: { ...nothingKnown.tests, [level]: retried } },
      params: {},
      status: 'pass',
    },
    { name: 'one test failed', facts: suite('passed', 'failed'), params: {}, status: 'fail' },
    {
      name: 'an error in a fixture counts like a failure',
      facts: suite('passed', 'error'),
      params: {},
      status: 'fail',
    },
    {
      name: 'a suite in which every test was skipped has proved nothing',
      facts: suite('skipped'),
      params: {},
      status: 'missing',
    },
    { name: 'a suite without tests has proved nothing', facts: suite(), params: {}, status: 'missing' },
    { name: 'no test report was found', facts: {}, params: {}, status: 'missing' },
  ];
}
