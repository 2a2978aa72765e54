import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/junit.ts';
import type { TestEvidence, TestOutcome } from '../../src/model/index.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, problemsOf, utf16 } from './reading.ts';
import { FACTOR, growth } from '../growth.ts';

function figures({ cases }: TestEvidence): Record<TestOutcome, number> {
  const counts = { passed: 0, failed: 0, error: 0, skipped: 0 };
  for (const { outcome } of cases) counts[outcome] += 1;
  return counts;
}

const read = (text: string) => evidenceOf(format, bytes(text));
const sniff = (text: string) => format.sniff(headOf(bytes(text), 'reports/report.xml'));
const suite = (cases: string, attributes = '') =>
  `<testsuites><testsuite name="s" ${attributes}>${cases}</testsuite></testsuites>`;

describe('A JUnit report', () => {
  it.each([
    ['outcomes.xml', { passed: 7, failed: 3, error: 2, skipped: 2 }, { tests: 17, failures: 4, errors: 2, skipped: 2 }],
    [
      'outcomes-xunit1.xml',
      { passed: 7, failed: 3, error: 2, skipped: 2 },
      { tests: 17, failures: 4, errors: 2, skipped: 2 },
    ],
    ['none.xml', { passed: 0, failed: 0, error: 0, skipped: 0 }, { tests: 0, failures: 0, errors: 0, skipped: 0 }],
    ['node.xml', { passed: 3, failed: 1, error: 0, skipped: 1 }, { tests: 1, failures: 0, errors: 0, skipped: 0 }],
  ])('%s counts cases and keeps what the leaf suites declare', async (file, counts, declared) => {
    const evidence = await evidenceOf(format, fixture(`junit/${file}`));
    expect(figures(evidence)).toEqual(counts);
    expect(evidence.declared).toEqual(declared);
    expect(evidence.defects).toEqual([]);
  });

  it('reads the same whatever the encoding and wherever the file is cut into pieces', async () => {
    const plain = fixture('junit/outcomes.xml');
    const whole = await evidenceOf(format, plain, 'a.xml', plain.length);
    for (const content of [plain, utf16(plain), marked(plain)]) {
      expect(format.sniff(headOf(content, 'a.xml'))).toBe(true);
      expect(await evidenceOf(format, content, 'a.xml', 7)).toEqual(whole);
    }
  });

  it('keeps names, messages and hostile ids as they are', async () => {
    const { cases } = await evidenceOf(format, fixture('junit/outcomes.xml'));
    const names = cases.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['test_ids[::error::x]', 'test_ids[${{ x }}]', 'test_ids[__proto__]']),
    );
    expect(cases[1]).toEqual({
      name: 'test_wrong',
      classname: 'tests.test_price',
      reportedFile: null,
      suite: 'pytest',
      outcome: 'failed',
      message: 'AssertionError: <b> & "quotes" ]]>\nassert 1 == 2',
      requirements: [],
    });
  });

  it('takes file and 1-based line from the 0-based line of xunit1', async () => {
    const { cases } = await evidenceOf(format, fixture('junit/outcomes-xunit1.xml'));
    expect(cases[0]).toMatchObject({ name: 'test_total', reportedFile: 'tests/test_price.py', line: 4 });
  });

  it('collects the requirements that a case names, and only those', async () => {
    const { cases } = await evidenceOf(format, fixture('junit/outcomes.xml'));
    expect(cases.find(({ name }) => name === 'test_requirement')?.requirements).toEqual(['FR1', 'FR-2 <x>']);
    const ofSuite = '<properties><property name="requirement" value="FR7"/></properties>';
    expect((await read(suite(`${ofSuite}<testcase name="a"/>`))).cases[0]?.requirements).toEqual([]);
  });

  it('lets the gravest of several children decide, with its first message', async () => {
    const children =
      '<skipped message="s"/><failure message="f1"/><failure message="f2"/><error>\n e1 </error><error message="e2"/><failure message="f3"/>';
    const { cases } = await read(suite(`<testcase name="a">${children}</testcase>`));
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({ outcome: 'error', message: 'e1' });
  });

  it('keeps two cases of one id', async () => {
    const { cases } = await evidenceOf(format, fixture('junit/outcomes.xml'));
    const twice = cases.filter(({ name }) => name === 'test_fails_twice');
    expect(twice.map(({ outcome }) => outcome)).toEqual(['failed', 'error']);
  });

  it('reads a bare suite, nested suites and cases directly below the root', async () => {
    expect((await read('<testsuite name="b"><testcase name="a"/></testsuite>')).cases[0]?.suite).toBe('b');
    const { cases } = await evidenceOf(format, fixture('junit/node.xml'));
    expect(cases.map(({ name, suite }) => [name, suite])).toEqual([
      ['adds', 'shop'],
      ['fails', 'shop'],
      ['later', 'shop'],
      ['deep', 'inner'],
      ['alone', ''],
    ]);
  });

  it('counts no total of nested suites twice', async () => {
    const inner =
      '<testsuite name="i" tests="2" failures="1"><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>';
    const { declared, defects } = await read(
      `<testsuites tests="4" failures="2"><testsuite tests="4" failures="2">${inner}${inner}</testsuite></testsuites>`,
    );
    expect(declared).toEqual({ tests: 4, failures: 2, errors: 0, skipped: 0 });
    expect(defects).toEqual([]);
  });

  it('declares nothing where no suite states a number of tests', async () => {
    expect((await read(suite('<testcase name="a"/>'))).declared).toBeNull();
    expect((await read(suite('<testcase name="a"/>', 'tests="1e9"'))).declared).toBeNull();
  });

  it('cuts long messages and names, also those in the text', async () => {
    const long = 'x'.repeat(100_000);
    const { cases } = await read(
      suite(
        `<testcase name="${long}"><failure message="${long}"/></testcase><testcase name="b"><failure>${long}</failure></testcase>`,
      ),
    );
    expect(cases.map(({ name, message }) => [name.length, message?.length])).toEqual([
      [4096, 4096],
      [1, 4096],
    ]);
  });

  it('counts a disabled GoogleTest as skipped', async () => {
    expect(figures(await read(suite('<testcase name="a" status="notrun"/>')))).toMatchObject({ passed: 0, skipped: 1 });
  });
});

describe('The JUnit of', () => {
  const flakyOf = ({ cases }: TestEvidence): string[] => cases.flatMap((test) => (test.flaky ? [test.name] : []));

  /** As the runners print their own totals. */
  it.each<[file: string, counts: Record<TestOutcome, number>, flaky: number]>([
    ['jest-junit.xml', { passed: 4, failed: 1, error: 0, skipped: 2 }, 0],
    ['vitest.xml', { passed: 2, failed: 1, error: 0, skipped: 2 }, 0],
    ['mocha.xml', { passed: 2, failed: 2, error: 0, skipped: 0 }, 0],
    ['playwright.xml', { passed: 3, failed: 1, error: 0, skipped: 2 }, 0],
    ['playwright-retries.xml', { passed: 3, failed: 1, error: 0, skipped: 2 }, 1],
    ['surefire.xml', { passed: 2, failed: 1, error: 1, skipped: 1 }, 0],
    ['surefire-flaky.xml', { passed: 3, failed: 0, error: 0, skipped: 0 }, 2],
    ['gotestsum.xml', { passed: 5, failed: 4, error: 0, skipped: 1 }, 0],
  ])('%s has the outcomes that the runner printed', async (file, counts, flaky) => {
    const content = fixture(`junit/${file}`);
    expect(format.sniff(headOf(content, file))).toBe(true);
    const evidence = await evidenceOf(format, content);
    expect(figures(evidence)).toEqual(counts);
    expect(flakyOf(evidence)).toHaveLength(flaky);
    expect(evidence.defects).toEqual([]);
  });

  it('gotestsum says that nothing could be built', async () => {
    const { cases, defects } = await evidenceOf(format, fixture('junit/gotestsum-build-error.xml'));
    expect(cases).toEqual([]);
    expect(defects.map(({ code }) => code)).toEqual(['tests-contradiction']);
  });

  it('Surefire and Playwright tells which attempt failed of a test that passed in the end', async () => {
    const surefire = await evidenceOf(format, fixture('junit/surefire-flaky.xml'));
    expect(surefire.cases.find(({ name }) => name === 'isFlaky')).toMatchObject({
      outcome: 'passed',
      flaky: true,
      message: 'expected:<2> but was:<1>',
    });
    expect(flakyOf(await evidenceOf(format, fixture('junit/playwright-retries.xml')))).toEqual(['shop › is flaky']);
  });

  it('Surefire takes a test that never passed for failed, not flaky', async () => {
    for (const children of ['<rerunFailure/>', '<rerunError/>', '<failure/><flakyError/>', '<flakyFailure/><error/>']) {
      const { cases } = await read(suite(`<testcase name="a">${children}</testcase>`));
      expect(cases[0]?.outcome).not.toBe('passed');
      expect(cases[0]).not.toHaveProperty('flaky');
    }
    const skipped = await read(suite('<testcase name="a"><flakyFailure/><skipped/></testcase>'));
    expect(skipped.cases[0]).toMatchObject({ outcome: 'skipped' });
    expect(skipped.cases[0]).not.toHaveProperty('flaky');
  });

  it('Mocha and others names the file with the suite; a case may know better', async () => {
    const { cases } = await evidenceOf(format, fixture('junit/mocha.xml'));
    expect(new Set(cases.map(({ reportedFile }) => reportedFile))).toEqual(
      new Set(['/home/runner/work/demo/demo/mocha/cart.spec.js']),
    );
    const nested = '<testsuite><testcase name="a"/><testcase name="b" file="own.js"/></testsuite><testcase name="c"/>';
    const text = `<testsuites><testsuite file="outer.js">${nested}</testsuite><testsuite><testcase name="d"/></testsuite></testsuites>`;
    expect((await read(text)).cases.map(({ reportedFile }) => reportedFile)).toEqual([
      'outer.js',
      'own.js',
      'outer.js',
      null,
    ]);
  });

  it('Jest has todos that look passed: what took no time does not count where the suite states fewer tests', async () => {
    const { cases } = await evidenceOf(format, fixture('junit/jest-junit.xml'));
    expect(cases.find(({ name }) => name === 'the cart weighs parcels')?.outcome).toBe('skipped');
    const instant = '<testcase name="a" time="0"/>';
    expect(figures(await read(suite(`${instant}<testcase name="b" time="0.01"/>`, 'tests="2"')))).toMatchObject({
      passed: 2,
    });
    expect(figures(await read(suite(`${instant}${instant}`, 'tests="1"')))).toMatchObject({ passed: 0, skipped: 2 });
    const { defects } = await read(suite(`${instant}<testcase name="b" time="0.01"/>`, 'tests="0"'));
    expect(defects.map(({ code }) => code)).toEqual(['tests-interrupted']);
  });
});

describe('A JUnit report proves nothing', () => {
  it('when the run was interrupted: a case without a name, more cases than stated tests', async () => {
    const { defects } = await evidenceOf(format, fixture('junit/interrupted.xml'), 'reports/junit.xml');
    expect(defects.map(({ code, at }) => [code, at])).toEqual([
      ['tests-interrupted', { path: 'reports/junit.xml', line: 1 }],
      ['tests-interrupted', { path: 'reports/junit.xml', line: 1 }],
    ]);
    expect(defects.map(({ message }) => message).join()).toMatch(/no name.*states 1 tests but holds 2 cases/);
  });

  it('but an empty name is a name, and fewer cases than tests are subtests', async () => {
    expect((await read(suite('<testcase name=""/>', 'tests="5"'))).defects).toEqual([]);
  });

  it('when a suite states failures that no case shows', async () => {
    const { defects } = await read(suite('<testcase name="a"/>', 'tests="2" failures="1"'));
    expect(defects.map(({ code }) => code)).toEqual(['tests-contradiction']);
    const ofRoot = '<testsuites errors="1" tests="1"><testsuite><testcase name="a"/></testsuite></testsuites>';
    expect((await read(ofRoot)).defects.map(({ code }) => code)).toEqual(['tests-contradiction']);
  });

  it('when a failure belongs to no test case', async () => {
    const { defects } = await read(suite('<testcase name="a"/>\n<error message="import failed"/>'));
    expect(defects).toMatchObject([{ code: 'tests-failure-outside-case', at: { line: 2 } }]);
  });

  it('and says so at most twenty times', async () => {
    expect((await read(suite('<testcase/>'.repeat(1000)))).defects).toHaveLength(20);
  });
});

describe('What is no JUnit report of tests', () => {
  const ruff = new TextDecoder().decode(fixture('ruff-junit/findings.xml'));
  const mypy =
    '<?xml version="1.0" encoding="utf-8"?>\n<testsuite errors="0" failures="0" name="mypy" skips="0" tests="1" time="0.643">\n  <testcase classname="mypy" file="mypy" line="1" name="mypy-py3_11-linux" time="0.643">\n  </testcase>\n</testsuite>\n';

  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('junit').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it.each([
    ['ruff', ruff],
    ['mypy', mypy],
  ])('is refused even when it is named as one: the JUnit of %s', async (_tool, text) => {
    expect(sniff(text)).toBe(false);
    expect(await problemsOf(format, bytes(text), 'junit.xml')).toMatchObject([
      { code: 'report-foreign', at: { path: 'junit.xml' } },
    ]);
  });

  it('does not mistake a test that speaks of linters for a linter', () => {
    expect(sniff(suite('<testcase name="a"><failure>package="org.ruff" name="mypy"</failure></testcase>'))).toBe(true);
  });

  it('is refused with its line: truncated anywhere, or empty', async () => {
    const plain = fixture('junit/outcomes.xml');
    for (const end of [0, 20, 200, 1500, plain.length - 13]) {
      const [problem] = await problemsOf(format, plain.subarray(0, end), 'reports/junit.xml');
      expect(problem).toMatchObject({ code: 'report-syntax', at: { path: 'reports/junit.xml' } });
      expect(problem?.at?.line).toBeGreaterThan(0);
    }
  });

  it('is refused: another root, a case within a case, control characters, bytes that are no UTF-8', async () => {
    expect(await problemsOf(format, bytes('<coverage><testcase/></coverage>'))).toMatchObject([
      { code: 'report-foreign' },
    ]);
    const nested = suite('<testcase name="a">\n<testcase name="b"/><failure/></testcase>');
    expect(await problemsOf(format, bytes(nested))).toMatchObject([{ code: 'report-foreign', at: { line: 2 } }]);
    expect(await problemsOf(format, bytes(suite('\n<testcase name="\u001b"/>')))).toMatchObject([{ at: { line: 2 } }]);
    expect(await problemsOf(format, Uint8Array.from([...bytes('<testsuites a="'), 0xff, 0xfe]))).toHaveLength(1);
  });

  it('is refused: entities of its own', async () => {
    const text = `<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n${suite('<testcase name="b">&a;</testcase>')}`;
    expect(sniff(text)).toBe(false);
    expect(await problemsOf(format, bytes(text))).toMatchObject([{ code: 'report-syntax', at: { line: 2 } }]);
  });

  it('is recognised behind a declaration, comments and white space', () => {
    expect(sniff('\n<?xml version="1.0"?>\n<!-- a > b -->\n<testsuites/>')).toBe(true);
    expect(sniff('<testsuitesque/>')).toBe(false);
    expect(sniff('')).toBe(false);
  });

  it.each(['\n', '<!--', '<?', '<testsuites ', '<!-- -->'])('is told apart in linear time from %j', async (text) => {
    expect(await growth(16_384, (size) => sniff(text.repeat(size / text.length)))).toBeLessThan(FACTOR ** 2);
  });
});
