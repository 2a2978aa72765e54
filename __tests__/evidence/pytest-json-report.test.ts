import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/pytest-json-report.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, problemsOf } from './reading.ts';

const report = (content: object): Uint8Array => bytes(JSON.stringify({ exitcode: 0, root: '/w', ...content }));
const test = { nodeid: 'tests/test_a.py::test_b', outcome: 'passed', call: { outcome: 'passed' } };

describe('A report of pytest-json-report', () => {
  it('has an outcome for each test, as in the JUnit of the same run', async () => {
    const { cases, declared, defects } = await evidenceOf(format, fixture('pytest-json-report/outcomes.json'));
    expect(cases.map(({ name, outcome, flaky }) => [name, outcome, flaky])).toEqual([
      ['test_total', 'passed', undefined],
      ['test_germany[de-5]', 'failed', undefined],
      ['test_setup', 'error', undefined],
      ['test_teardown', 'error', undefined],
      ['test_mars', 'skipped', undefined],
      ['test_expected', 'skipped', undefined],
      ['test_unexpected', 'passed', undefined],
      ['test_flaky', 'passed', true],
    ]);
    expect(declared).toEqual({ tests: 8, failures: 1, errors: 2, skipped: 2 });
    expect(defects).toEqual([]);
  });

  it('says where a test stands and what broke', async () => {
    const { cases } = await evidenceOf(format, fixture('pytest-json-report/outcomes.json'));
    expect(cases[1]).toEqual({
      name: 'test_germany[de-5]',
      classname: 'TestShipping',
      reportedFile: 'tests/test_cart.py',
      line: 12,
      suite: '',
      outcome: 'failed',
      message: 'assert 9 == 5',
      requirements: [],
    });
    expect(cases.map(({ message }) => message).slice(2, 4)).toEqual([
      'RuntimeError: no database',
      'RuntimeError: not closed',
    ]);
  });

  it('has the requirements and tags that tests recorded, and only texts', async () => {
    const { cases } = await evidenceOf(format, fixture('pytest-json-report/outcomes.json'));
    expect(cases[0]).toMatchObject({ requirements: ['FR1'], tags: ['rollback'] });
    expect(cases[1]).not.toHaveProperty('tags');
  });

  it('shows a module that could not be imported as an error', async () => {
    const { cases, defects } = await evidenceOf(format, fixture('pytest-json-report/collection-error.json'));
    expect(cases).toMatchObject([
      { name: 'tests/test_broken.py', reportedFile: 'tests/test_broken.py', outcome: 'error' },
    ]);
    expect(defects).toEqual([]);
  });

  it.each([
    ['a test that was tried again and failed in the teardown', { teardown: { outcome: 'failed' } }],
    ['a test that was tried again and did not run', { call: undefined, setup: { outcome: 'skipped' } }],
  ])('never takes %s for passed', async (_, stages) => {
    const { cases } = await evidenceOf(
      format,
      report({ summary: { total: 1 }, tests: [{ ...test, outcome: 'rerun', ...stages }] }),
    );
    expect(cases[0]?.outcome).toBe('error');
  });

  it('never takes an outcome of a plug-in for a pass', async () => {
    const { cases } = await evidenceOf(
      format,
      report({ summary: { total: 1 }, tests: [{ ...test, outcome: '__proto__' }] }),
    );
    expect(cases[0]?.outcome).toBe('error');
  });
});

describe('A report of pytest-json-report proves nothing', () => {
  it.each([2, 3, 4, 7, -1])('when pytest exited with %d', async (exitcode) => {
    const { defects } = await evidenceOf(
      format,
      report({ exitcode, summary: { total: 1, passed: 1 }, tests: [test] }),
      'reports/p.json',
    );
    expect(defects).toMatchObject([{ code: 'tests-interrupted', at: { path: 'reports/p.json' } }]);
  });

  it('when the run was interrupted', async () => {
    const { defects } = await evidenceOf(format, fixture('pytest-json-report/interrupted.json'));
    expect(defects.map(({ code }) => code)).toEqual(['tests-interrupted']);
  });

  it.each([
    ['states failures that no test shows', { passed: 1, failed: 1, total: 1 }],
    ['states more tests than it lists', { passed: 1, total: 2 }],
    ['states no tests', { passed: 1 }],
    ['states that the test that passed was skipped', { skipped: 1, total: 1 }],
  ])('when its summary %s', async (_, summary) => {
    const { defects } = await evidenceOf(format, report({ summary, tests: [test] }));
    expect(defects.map(({ code }) => code)).toEqual(['tests-contradiction']);
  });

  it('but may exit with 1 for another reason than tests, such as too little coverage', async () => {
    const summary = { total: 1, passed: 1 };
    expect((await evidenceOf(format, report({ exitcode: 1, summary, tests: [test] }))).defects).toEqual([]);
  });
});

describe('What is no such report', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('pytest-json-report').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
    expect(format.sniff(headOf(fixture('pytest-json-report/outcomes.json'), 'x.json'))).toBe(true);
  });

  it('is refused: a summary alone, which says nothing of any test', async () => {
    expect(await problemsOf(format, fixture('pytest-json-report/summary-only.json'))).toMatchObject([
      { code: 'report-shape', message: expect.stringContaining('--json-report-summary') },
    ]);
  });

  it('is refused with its line: empty, truncated', async () => {
    const whole = fixture('pytest-json-report/outcomes.json');
    for (const end of [0, 100, 1500, whole.length - 3]) {
      const [problem] = await problemsOf(format, whole.subarray(0, end), 'reports/p.json');
      expect(problem?.at).toEqual({ path: 'reports/p.json', line: 1 });
    }
  });
});
