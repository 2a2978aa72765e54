import { describe, expect, it } from '@jest/globals';
import { detect } from '../../src/evidence/detect.ts';
import { coverageFormats, evidenceOf, figures, fileNamed, formatNamed, problemsOf } from './coverage-reading.ts';
import { fixture, fixturesOfOthers, headOf } from './reading.ts';

/** Counted from the same files by a separate Python program: files, then covered and total of lines and of branches. */
const goldens: [fixture: string, files: number, ...figures: (number | null)[]][] = [
  ['coverage-py/branches.json', 4, 24, 33, 14, 22],
  ['coverage-py/lines-only.json', 4, 24, 33, null, null],
  ['coverage-py/no-statements.json', 1, 0, 0, 0, 0],
  ['coverage-py/shard-1.json', 4, 17, 33, 10, 22],
  ['coverage-py/shard-2.json', 4, 20, 33, 10, 22],
  ['coverage-py/shards-combined.json', 4, 24, 33, 14, 22],
  ['coverage-py/version-6.5.json', 9, 38, 49, 27, 32],
  ['coverage-py/windows-pretty.json', 4, 24, 33, null, null],
  ['cobertura/branches.xml', 4, 24, 33, 14, 22],
  ['cobertura/lines-only.xml', 4, 24, 33, null, null],
  ['cobertura/no-statements.xml', 1, 0, 0, null, null],
  ['cobertura/several-classes.xml', 2, 6, 8, 3, 6],
  ['cobertura/shard-1.xml', 4, 17, 33, 10, 22],
  ['cobertura/shard-2.xml', 4, 20, 33, 10, 22],
  ['cobertura/version-6.5.xml', 9, 38, 49, 27, 32],
  ['lcov/branches.lcov', 4, 24, 33, 14, 22],
  ['lcov/lines-only.lcov', 4, 24, 33, null, null],
  ['lcov/no-statements.lcov', 1, 0, 0, null, null],
  ['lcov/shard-1.lcov', 4, 17, 33, 10, 22],
  ['lcov/shard-2.lcov', 4, 20, 33, 10, 22],
  ['lcov/two-tests.lcov', 1, 4, 4, 3, 4],
  ['lcov/version-6.5.lcov', 9, 40, 51, 28, 33],
  ['lcov/windows.lcov', 4, 24, 33, 14, 22],
];

const formatOf = (name: string): string => name.split('/')[0] ?? '';

describe('the coverage formats', () => {
  it.each(goldens)('read %s: %d files with their exact counts', async (name, files, ...expected) => {
    const evidence = await evidenceOf(formatOf(name), fixture(name));
    expect(evidence.files).toHaveLength(files);
    expect(figures(evidence.files)).toEqual(expected);
    expect(evidence.defects).toEqual([]);
  });

  it.each(goldens)('refuse %s unless it is theirs', (name) => {
    expect(detect(headOf(fixture(name), name), coverageFormats)?.id).toBe(formatOf(name));
  });

  it.each(coverageFormats)('refuse the fixtures of every other format ($id)', (format) => {
    const claimed = fixturesOfOthers(format.id).filter((name) => format.sniff(headOf(fixture(name), name)));
    expect(claimed).toEqual([]);
  });

  it.each(goldens)('find %s truncated at any of several places, and say where', async (name) => {
    const bytes = Buffer.from(fixture(name));
    for (const share of [0.1, 0.5, 0.9, 0.97]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      const problems = await problemsOf(formatOf(name), cut);
      expect(problems[0]?.at).toEqual({ path: 'report', line: expect.any(Number) });
      expect(problems[0]?.at?.line).toBeLessThanOrEqual(cut.toString().split('\n').length);
    }
  });

  it.each(coverageFormats.map(({ id }) => id))('find an empty %s report empty, at line 1', async (id) => {
    const [problem, ...more] = await problemsOf(id, '');
    expect(problem?.at).toEqual({ path: 'report', line: 1 });
    expect(more).toEqual([]);
  });

  it.each(coverageFormats.map(({ id }) => id))('refuse bytes in no known encoding as %s', async (id) => {
    const problems = await problemsOf(id, Buffer.from([0x7b, 0xff, 0xfe, 0x80, 0x0a]));
    expect(problems).toHaveLength(1);
  });

  it('name the same branches in the three formats of one run', async () => {
    const reports = await Promise.all(
      ['coverage-py/branches.json', 'cobertura/branches.xml', 'lcov/branches.lcov'].map((name) =>
        evidenceOf(formatOf(name), fixture(name)),
      ),
    );
    for (const evidence of reports) {
      const { branches } = fileNamed(evidence, 'src/shop/cart.py').detail ?? { branches: new Map() };
      expect(branches.get(18)).toEqual({ total: 2, missing: ['21'] });
      expect(branches.get(25)).toEqual({ total: 2, missing: [] });
      // Both ways on from the lambda-like line 30 are exits.
      expect(branches.get(30)).toEqual({ total: 2, missing: ['exit'] });
      const report = fileNamed(evidence, 'src/shop/report.py').detail;
      expect(report?.branches.get(2)).toEqual({ total: 2, missing: ['3', 'exit'] });
      expect([...(report?.lines ?? [])]).toEqual([
        [1, false],
        [2, false],
        [3, false],
        [6, false],
        [7, false],
      ]);
    }
  });
});

describe('the coverage.py JSON format', () => {
  const report = (files: unknown, totals: unknown): string =>
    JSON.stringify({ meta: { show_contexts: false }, files, totals });
  const summary = (covered: number, statements: number): object => ({
    covered_lines: covered,
    num_statements: statements,
  });

  it('trusts the summary where 6.5 lists lines that are no statements, and offers no hits then', async () => {
    const file = fileNamed(
      await evidenceOf('coverage-py', fixture('coverage-py/version-6.5.json')),
      'src/edge/branches.py',
    );
    expect(file).toMatchObject({
      lines: { covered: 16, total: 19 },
      branches: { covered: 13, total: 16 },
      consistent: true,
    });
    const excluded = fileNamed(
      await evidenceOf('coverage-py', fixture('coverage-py/version-6.5.json')),
      'src/edge/all_excluded.py',
    );
    expect(excluded.detail).toBeNull();
    expect(excluded.consistent).toBe(true);
  });

  it('reads neither percentages nor functions, and ignores what it does not know', async () => {
    const file = { summary: { ...summary(1, 2), percent_covered: 100 }, functions: 'anything', contexts: [[['x']]] };
    const evidence = await evidenceOf(
      'coverage-py',
      report({ 'a.py': file }, { ...summary(1, 2), percent_covered: 100 }),
    );
    expect(figures(evidence.files)).toEqual([1, 2, null, null]);
    expect(evidence.defects).toEqual([]);
  });

  it.each([
    ['no totals', undefined, 'coverage-totals-missing'],
    ['totals above the files', summary(2, 2), 'coverage-totals-disagree'],
    [
      'totals with branches that no file has',
      { ...summary(1, 2), num_branches: 2, covered_branches: 2 },
      'coverage-totals-disagree',
    ],
  ])('finds a report with %s defective', async (_, totals, code) => {
    const evidence = await evidenceOf('coverage-py', report({ 'a.py': { summary: summary(1, 2) } }, totals));
    expect(evidence.defects.map((defect) => defect.code)).toEqual([code]);
  });

  it('finds a summary that contradicts its own list of missing lines', async () => {
    const file = { summary: summary(2, 2), executed_lines: [1], missing_lines: [2] };
    const evidence = await evidenceOf('coverage-py', report({ 'a.py': file }, summary(2, 2)));
    expect(evidence.defects.map((defect) => defect.code)).toEqual(['coverage-summary-disagrees']);
    expect(evidence.files[0]?.consistent).toBe(false);
  });

  it.each([
    ['more covered than there is', summary(3, 2)],
    ['a negative count', summary(-1, 2)],
    ['a fraction', summary(0.5, 2)],
    ['a text for a count', { covered_lines: '1', num_statements: 2 }],
    ['half of the branch counts', { ...summary(1, 2), num_branches: 4 }],
    ['no counts', {}],
  ])('refuses a summary with %s', async (_, own) => {
    const problems = await problemsOf('coverage-py', report({ 'a.py': { summary: own } }, summary(1, 2)));
    expect(problems[0]?.code).toBe('report-shape');
    expect(problems[0]?.message).toContain('files.a.py.summary');
  });

  it('never lets a file with a prototype key change the figures unseen', async () => {
    const text = report({ 'a.py': { summary: summary(1, 1) } }, summary(1, 3)).replace(
      '"files":{',
      '"files":{"__proto__":{"summary":{"covered_lines":0,"num_statements":2}},',
    );
    const evidence = await evidenceOf('coverage-py', text);
    expect(figures(evidence.files)[1] === 3 || evidence.defects.length > 0).toBe(true);
  });

  it('is recognised with its keys in any order, and not for a word in a text', () => {
    const head = (text: string): boolean => formatNamed('coverage-py').sniff({ path: 'x.json', text, complete: true });
    expect(head('{"files": {"a.py": {"contexts": {}, "executed_lines": [1')).toBe(true);
    expect(head('\n{ "meta" : {"branch_coverage": true}')).toBe(true);
    expect(head('{"message": "say \\"executed_lines\\": []"}')).toBe(false);
    expect(head('[{"executed_lines": []}]')).toBe(false);
  });
});

describe('the Cobertura format', () => {
  const report = (root: string, lines: string): string =>
    `<?xml version="1.0"?>\n<coverage ${root}>\n<packages><package><classes>\n<class filename="a.py"><lines>\n${lines}\n` +
    '</lines></class>\n</classes></package></packages></coverage>';

  it('counts a line once where methods repeat it and classes share it', async () => {
    const evidence = await evidenceOf('cobertura', fixture('cobertura/several-classes.xml'));
    const { lines, branches, detail } = fileNamed(evidence, 'shop/Queue.java');
    expect({ lines, branches }).toEqual({ lines: { covered: 4, total: 5 }, branches: { covered: 3, total: 4 } });
    expect(detail?.lines.get(9)).toBe(true);
    expect(detail?.branches.get(4)).toEqual({ total: 2, missing: ['unknown 1'] });
    expect(fileNamed(evidence, 'shop/Stack.java').detail?.branches.get(2)?.missing).toEqual(['unknown 1', 'unknown 2']);
  });

  it('takes no line from a method', async () => {
    const lines =
      '<line number="1" hits="1"/></lines><methods><method><lines><line number="9" hits="0"/></lines></method></methods><lines>';
    const { files } = await evidenceOf('cobertura', report('line-rate="1"', lines));
    expect(figures(files)).toEqual([1, 1, null, null]);
  });

  it('gives the sources as roots, empty ones included', async () => {
    const { roots } = await evidenceOf('cobertura', fixture('cobertura/several-classes.xml'));
    expect(roots).toEqual(['', 'src/main', '/home/runner/work/shop/shop/lib']);
  });

  it.each([
    ['lines-valid="9" lines-covered="1"', 'lines-valid'],
    ['lines-valid="2" lines-covered="2"', 'lines-covered'],
    ['line-rate="0.5" branches-valid="4" branches-covered="1"', 'branches-valid'],
    ['line-rate="0.5" branches-valid="2" branches-covered="2"', 'branches-covered'],
  ])('finds a root that says %s defective', async (root, attribute) => {
    const lines = '<line number="1" hits="1"/><line number="2" hits="0" condition-coverage="50% (1/2)"/>';
    const { defects } = await evidenceOf('cobertura', report(root, lines));
    expect(defects.map((defect) => defect.message)).toEqual([expect.stringContaining(`${attribute}=`)]);
  });

  it.each([
    ['<line hits="1"/>'],
    ['<line number="1"/>'],
    ['<line number="1" hits="-1"/>'],
    ['<line number="1" hits="1" condition-coverage="50%"/>'],
    ['<line number="1" hits="1" condition-coverage="150% (3/2)"/>'],
  ])('refuses %s and says in which line', async (line) => {
    const problems = await problemsOf('cobertura', report('line-rate="1"', `<line number="7" hits="1"/>\n${line}`));
    expect(problems.map(({ at }) => at)).toEqual([{ path: 'report', line: 6 }]);
  });

  it('names all bad lines, up to five', async () => {
    const problems = await problemsOf('cobertura', report('line-rate="1"', '<line/>\n'.repeat(9)));
    expect(problems.map(({ at }) => at?.line)).toEqual([5, 6, 7, 8, 9]);
  });

  it.each([
    [
      'JaCoCo',
      '<?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="x">',
    ],
    ['Clover', '<?xml version="1.0"?>\n<coverage generated="1795345100" clover="4.5.2"><project/></coverage>'],
    ['JUnit', '<testsuites><testsuite tests="1"/></testsuites>'],
    ['a bare root', '<coverage><packages/></coverage>'],
    ['a comment that speaks of it', '<!-- <coverage line-rate="1"> --><other/>'],
  ])('does not claim %s', (_, text) => {
    expect(formatNamed('cobertura').sniff({ path: 'coverage.xml', text, complete: true })).toBe(false);
  });

  it('claims a document behind a doctype and comments', () => {
    const text = Buffer.from(fixture('cobertura/several-classes.xml')).toString();
    expect(formatNamed('cobertura').sniff({ path: 'x.xml', text, complete: true })).toBe(true);
  });

  it('refuses another root and a class without a file', async () => {
    expect(await problemsOf('cobertura', '<report/>')).toHaveLength(1);
    expect(await problemsOf('cobertura', report('line-rate="1"', '').replace(' filename="a.py"', ''))).toHaveLength(1);
  });

  it('expands no entity', async () => {
    const text =
      '<!DOCTYPE coverage [<!ENTITY f SYSTEM "file:///etc/passwd">]><coverage line-rate="1"><sources><source>&f;</source></sources></coverage>';
    expect(await problemsOf('cobertura', text)).toHaveLength(1);
  });
});

describe('the lcov format', () => {
  const section = (...records: string[]): string => ['SF:a.py', ...records, 'end_of_record', ''].join('\n');

  it('keeps Windows paths as written and reads CRLF', async () => {
    const { files } = await evidenceOf('lcov', fixture('lcov/windows.lcov'));
    expect(files[1]?.reportedPath).toBe('D:\\a\\shop\\shop\\src\\shop\\cart.py');
  });

  it('unites the sections of a file that several tests have', async () => {
    const { files } = await evidenceOf('lcov', fixture('lcov/two-tests.lcov'));
    expect(files[0]).toMatchObject({
      lines: { covered: 4, total: 4 },
      branches: { covered: 3, total: 4 },
      consistent: true,
    });
    expect(files[0]?.detail?.branches.get(7)).toEqual({ total: 2, missing: ['branch 0,0'] });
  });

  it('takes a checksum for no figure', async () => {
    const { files } = await evidenceOf('lcov', section('DA:1,0,9YLEgJ7v+R79UpDlh6sg9g', 'DA:2,1,x'));
    expect(figures(files)).toEqual([1, 2, null, null]);
  });

  it('reads a branch text with commas', async () => {
    const { files } = await evidenceOf(
      'lcov',
      section('DA:1,1', "BRDA:1,0,return from function 'a, b',-", 'BRDA:1,0,jump to line 3,2'),
    );
    expect(files[0]?.detail?.branches.get(1)).toEqual({ total: 2, missing: ['exit'] });
  });

  it.each([
    [['DA:1,1', 'LF:2', 'LH:1']],
    [['DA:1,1', 'LF:1', 'LH:0']],
    [['DA:1,1', 'BRDA:1,0,0,1', 'BRF:1', 'BRH:0']],
    [['DA:1,1', 'BRDA:1,0,0,0', 'BRDA:1,0,1,0', 'BRF:1', 'BRH:0']],
  ])('counts the records and marks the file where the summary contradicts %j', async (records) => {
    const { files } = await evidenceOf('lcov', section(...records));
    expect(files[0]?.lines).toEqual({ covered: 1, total: 1 });
    expect(files[0]?.consistent).toBe(false);
  });

  it('counts taken branches that only BRF and BRH know, as coverage.py does for `pragma: no branch`', async () => {
    const { files } = await evidenceOf('lcov', section('DA:1,1', 'BRDA:1,0,0,0', 'BRDA:1,0,1,1', 'BRF:4', 'BRH:3'));
    expect(files[0]).toMatchObject({ branches: { covered: 3, total: 4 }, consistent: true });
  });

  it.each([
    ['DA:x,1', 'DA is not'],
    ['DA:1', 'DA is not'],
    ['DA:1,', 'DA is not'],
    ['DA:1,-2', 'DA is not'],
    ['BRDA:1,0,1', 'BRDA is not'],
    ['BRDA:1,0,0,x', 'BRDA is not'],
    ['LF:many', 'LF is no number'],
    ['Traceback (most recent call last):', 'no record'],
    ['SF:b.py', 'end_of_record'],
  ])('refuses the record %s and says in which line', async (record, message) => {
    const [problem] = await problemsOf('lcov', section('DA:1,1', record));
    expect(problem?.at).toEqual({ path: 'report', line: 3 });
    expect(problem?.message).toContain(message);
  });

  it('refuses figures outside of a section and a section without a path', async () => {
    expect((await problemsOf('lcov', 'DA:1,1\n' + section('DA:1,1')))[0]?.at?.line).toBe(1);
    expect((await problemsOf('lcov', 'SF:\nend_of_record\n'))[0]?.at?.line).toBe(1);
  });

  it('refuses a line without an end in sight', async () => {
    expect((await problemsOf('lcov', Buffer.alloc(1_100_000, 'A'))).map(({ at }) => at?.line)).toEqual([1]);
  });

  it.each([
    ['TN:\nSF:a.py\n', true],
    ['# comment\n\nTN:x\nSF:a.py', true],
    ['\nSF:a.py\r\n', true],
    ['DA:1,1\n', false],
    ['some text with SF:a.py\n', false],
    ['', false],
  ])('recognises %j: %s', (text, claimed) => {
    expect(formatNamed('lcov').sniff({ path: 'x', text, complete: true })).toBe(claimed);
  });
});
