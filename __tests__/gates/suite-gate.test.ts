import { describe, expect, it } from '@jest/globals';
import { known, nothingKnown, testCase, unnamedRow } from '../../src/gates/facts.ts';
import { suiteGate } from '../../src/gates/suite-gate.ts';
import type { Mapped, TestCase } from '../../src/model/index.ts';

const gate = suiteGate({
  level: 'unit',
  id: 'unit-tests-pass',
  order: 1,
  title: '',
  claim: '',
  rationale: '',
  remediation: '',
});

const judged = (...cases: Mapped<TestCase>[]) => {
  const facts = { ...nothingKnown, tests: { ...nothingKnown.tests, unit: known({ cases, unattributedFailures: [] }) } };
  return gate.judge(facts, {}, unnamedRow);
};

const flaky = { ...testCase('test_flaky', 'passed'), flaky: true as const, line: 7, message: '1 is not 2\nat once' };

describe('a gate of tests', () => {
  it('counts a test that passed when it was tried again as passed, and on its own', () => {
    const { status, actual, findings } = judged(testCase('test_a', 'passed'), flaky, testCase('test_b', 'skipped'));
    expect(status).toBe('pass');
    expect(actual).toEqual({ passed: 2, failed: 0, errors: 0, skipped: 1, flaky: 1 });
    expect(findings).toEqual([
      {
        outcome: 'warning',
        message: 'test_flaky is flaky, it passed only when it was tried again: 1 is not 2',
        path: 'tests/test_cache.py',
        line: 7,
      },
    ]);
  });

  it('speaks of flaky tests only where there are some', () => {
    expect(judged(testCase('test_a', 'passed')).actual).toEqual({ passed: 1, failed: 0, errors: 0, skipped: 0 });
  });

  it('fails for a failure, however many others passed when they were tried again', () => {
    expect(judged(flaky, testCase('test_a', 'failed')).status).toBe('fail');
  });

  it('shows a thousand flaky tests and counts the rest', () => {
    const { findings } = judged(...Array.from({ length: 1002 }, () => flaky));
    expect(findings).toHaveLength(1001);
    expect(findings.at(-1)?.message).toBe('and 2 more flaky tests');
  });
});
