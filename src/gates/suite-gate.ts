import { z } from 'zod';
import type { Finding, TestCase, TestLevel, TestOutcome } from '../model/index.ts';
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
  const actual = {
    passed: count('passed'),
    failed: count('failed'),
    errors: count('error'),
    skipped: count('skipped'),
  };
  const status = statusOf(actual);
  const findings = [...tests.notes, ...failures(tests.value)];
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
    ...broken.map((test) =>
      finding(
        'fail',
        describe(test),
        test.file === null ? null : { path: test.file, ...(test.line === undefined ? {} : { line: test.line }) },
      ),
    ),
    ...unattributedFailures.map((test) =>
      finding('fail', `${describe(test)} (no file of the repository could be found for it)`),
    ),
  ];
  const rest = found.length - SHOWN_FAILURES;
  return rest > 0 ? [...found.slice(0, SHOWN_FAILURES), finding('fail', `and ${rest} more failures`)] : found;
}

function describe(test: TestCase): string {
  const message = test.message?.split('\n')[0]?.slice(0, 300) ?? '';
  const what = test.outcome === 'error' ? 'did not run to its end' : 'failed';
  return `${test.name === '' ? '(unnamed test)' : test.name} ${what}${message === '' ? '' : `: ${message}`}`;
}

function examples(level: TestLevel): Example<Params>[] {
  const suite = (...outcomes: TestOutcome[]): Example<Params>['facts'] => {
    const cases = outcomes.map((outcome, index) => testCase(`test_${index}`, outcome));
    return { tests: { ...nothingKnown.tests, [level]: known({ cases, unattributedFailures: [] }) } };
  };
  return [
    { name: 'every executed test passed', facts: suite('passed', 'passed', 'skipped'), params: {}, status: 'pass' },
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
