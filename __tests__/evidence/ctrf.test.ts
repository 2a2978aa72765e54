import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/ctrf.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, problemsOf } from './reading.ts';

const none = { tests: 0, passed: 0, failed: 0, skipped: 0, pending: 0, other: 0 };

/** A report of such tests, with the summary of these figures. */
function report(tests: object[], summary: object): Uint8Array {
  const results = { tool: { name: 'any' }, summary: { ...none, tests: tests.length, ...summary }, tests };
  return bytes(JSON.stringify({ reportFormat: 'CTRF', specVersion: '1.0.0', results }));
}

const passing = { name: 'a', status: 'passed', duration: 1 };

describe('A CTRF report', () => {
  it('of Jest has the outcomes that Jest printed: 4 passed, 1 failed, 1 skipped, 1 todo', async () => {
    const { cases, declared, defects } = await evidenceOf(format, fixture('ctrf/jest.json'));
    expect(cases.map(({ outcome }) => outcome)).toEqual([
      'passed',
      'passed',
      'skipped',
      'skipped',
      'failed',
      'passed',
      'passed',
    ]);
    expect(cases.filter(({ flaky }) => flaky).map(({ name }) => name)).toEqual(['is flaky']);
    expect(declared).toEqual({ tests: 7, failures: 1, errors: 1, skipped: 1 });
    expect(defects).toEqual([]);
  });

  it('of Playwright has files, suites, tags, and what was retried', async () => {
    const { cases, defects } = await evidenceOf(format, fixture('ctrf/playwright.json'));
    expect(cases.map(({ name, outcome, flaky }) => [name, outcome, flaky])).toEqual([
      ['opens', 'passed', undefined],
      ['is flaky', 'passed', true],
      ['never works', 'failed', undefined],
      ['is skipped', 'skipped', undefined],
      ['is to be fixed', 'skipped', undefined],
      ['is expected to fail', 'passed', undefined],
    ]);
    expect(cases[2]).toMatchObject({
      reportedFile: '/home/runner/work/demo/demo/e2e/shop.spec.js',
      suite: 'shop.spec.js > shop',
      tags: ['@rollback'],
    });
    expect(defects).toEqual([]);
  });

  it('reads what the specification adds: lists of suites, lines, requirements, attempts', async () => {
    const test = {
      ...passing,
      suite: ['cart', 'labels'],
      filePath: 'tests/a.js',
      line: 7,
      labels: { requirement: ['FR1', 'FR2'], priority: 3 },
      retryAttempts: [{ attempt: 1, status: 'failed' }],
      extra: { any: 'thing' },
    };
    expect((await evidenceOf(format, report([test], { passed: 1 }))).cases).toEqual([
      {
        name: 'a',
        classname: '',
        reportedFile: 'tests/a.js',
        line: 7,
        suite: 'cart > labels',
        outcome: 'passed',
        flaky: true,
        message: null,
        requirements: ['FR1', 'FR2'],
      },
    ]);
  });

  it('takes the file from the id that pytest gives a test', async () => {
    const { cases } = await evidenceOf(
      format,
      report([{ ...passing, name: 'tests/test_a.py::test_b[1]' }], { passed: 1 }),
    );
    expect(cases[0]?.reportedFile).toBe('tests/test_a.py');
  });

  it('never takes an unknown end for a pass', async () => {
    const tests = ['interrupted', 'todo', undefined].map((rawStatus) => ({ ...passing, status: 'other', rawStatus }));
    const { cases } = await evidenceOf(format, report(tests, { other: 3 }));
    expect(cases.map(({ outcome }) => outcome)).toEqual(['error', 'skipped', 'error']);
  });

  it('is no flaky pass when the test failed in the end', async () => {
    const { cases } = await evidenceOf(format, report([{ ...passing, status: 'failed', flaky: true }], { failed: 1 }));
    expect(cases[0]).not.toHaveProperty('flaky');
  });

  it.each([
    ['fewer tests than the summary', [passing], { tests: 2, passed: 2 }],
    ['a failure only in the summary', [passing], { tests: 1, passed: 0, failed: 1 }],
    ['a pass only in the list', [passing], { tests: 1, passed: 0, other: 1 }],
  ])('proves nothing with %s', async (_, tests, summary) => {
    const { defects } = await evidenceOf(format, report(tests, summary), 'reports/ctrf.json');
    expect(defects).toMatchObject([{ code: 'tests-contradiction', at: { path: 'reports/ctrf.json' } }]);
  });

  it('cuts long messages', async () => {
    const test = { ...passing, status: 'failed', message: 'x'.repeat(100_000) };
    expect((await evidenceOf(format, report([test], { failed: 1 }))).cases[0]?.message).toHaveLength(4096);
  });
});

describe('What is no CTRF report', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    expect(fixturesOfOthers('ctrf').filter((path) => format.sniff(headOf(fixture(path), path)))).toEqual([]);
  });

  it('is told from one by its beginning', () => {
    const sniff = (text: string): boolean => format.sniff(headOf(bytes(text), 'reports/x.json'));
    expect(sniff('{"results": {"tool": {"name": "jest"}, "summary": {')).toBe(true);
    expect(sniff('{ "reportFormat" : "CTRF"')).toBe(true);
    expect(sniff('{"message": "\\"reportFormat\\": \\"CTRF\\""}')).toBe(false);
    expect(sniff('[{"reportFormat": "CTRF"}]')).toBe(false);
  });

  it('is refused: empty, truncated, with an unknown status', async () => {
    const whole = fixture('ctrf/jest.json');
    for (const end of [0, 100, 1500, whole.length - 5]) {
      const [problem] = await problemsOf(format, whole.subarray(0, end), 'reports/ctrf.json');
      expect(problem?.at).toEqual({ path: 'reports/ctrf.json', line: expect.any(Number) });
    }
    expect(await problemsOf(format, report([{ ...passing, status: 'great' }], {}))).toMatchObject([
      { code: 'report-shape', message: expect.stringContaining('results.tests.0.status') },
    ]);
  });
});
