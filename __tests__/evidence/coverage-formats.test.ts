import { describe, expect, it } from '@jest/globals';
import { detect } from '../../src/evidence/detect.ts';
import { mapPaths } from '../../src/evidence/paths.ts';
import { indexFiles } from '../../src/evidence/repository-files.ts';
import { coverageFormats, evidenceOf, figures, fileNamed, formatNamed, problemsOf } from './coverage-reading.ts';
import { fixture, fixturesOfOthers, headOf } from './reading.ts';

/**
 * Files, then covered and total of lines and of branches: counted by a separate Python program, for the later formats as the
 * tools themselves print them (text table, CSV, awk over the profile).
 */
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
  ['lcov/jest.lcov', 3, 14, 16, 6, 15],
  ['istanbul/jest.json', 3, 14, 16, 6, 15],
  ['istanbul/shard-1.json', 3, 9, 16, 5, 15],
  ['istanbul/shard-2.json', 3, 5, 16, 1, 15],
  ['istanbul/c8.json', 3, 13, 38, 2, 6],
  ['istanbul-summary/jest.json', 3, 14, 16, 6, 15],
  ['istanbul-summary/shard-1.json', 3, 9, 16, 5, 15],
  ['istanbul-summary/shard-2.json', 3, 5, 16, 1, 15],
  ['istanbul-summary/c8.json', 3, 13, 38, 2, 6],
  ['go-cover/set.out', 2, 12, 18, null, null],
  ['go-cover/count.out', 2, 12, 18, null, null],
  ['go-cover/atomic.out', 2, 12, 18, null, null],
  ['go-cover/coverpkg.out', 2, 12, 18, null, null],
  ['go-cover/shard-1.out', 1, 7, 14, null, null],
  ['go-cover/shard-2.out', 2, 5, 18, null, null],
  ['jacoco/all.xml', 3, 15, 19, 8, 13],
  ['jacoco/shard-1.xml', 3, 6, 19, 1, 13],
  ['jacoco/shard-2.xml', 3, 9, 19, 7, 13],
];

const CART = '/home/runner/work/demo/demo/src/cart.js';

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
    ['<line number="1" hits="1" condition-coverage="0% (0/999999999)"/>'],
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

describe('the Istanbul formats', () => {
  const at = (line: number): object => ({ start: { line, column: 0 }, end: { line, column: null } });
  const report = (entry: object): string => JSON.stringify({ '/w/a.js': { path: '/w/a.js', ...entry } });
  const empty = { statementMap: {}, s: {}, branchMap: {}, b: {} };

  it('count a line as hit when one of the statements that begin on it was', async () => {
    const statements = { statementMap: { 0: at(1), 1: at(1), 2: at(2) }, s: { 0: 0, 1: 3, 2: 0 } };
    const { files } = await evidenceOf('istanbul', report({ ...empty, ...statements }));
    expect(files[0]).toMatchObject({ lines: { covered: 1, total: 2 }, branches: { covered: 0, total: 0 } });
    expect([...(files[0]?.detail?.lines ?? [])]).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('name branches as the lcov report of the same run does', async () => {
    const named = async (name: string): Promise<unknown> =>
      fileNamed(await evidenceOf(formatOf(name), fixture(name)), name.startsWith('lcov') ? 'src/cart.js' : CART).detail
        ?.branches;
    expect(await named('istanbul/jest.json')).toEqual(await named('lcov/jest.lcov'));
  });

  it.each([
    ['a statement without a count', { ...empty, statementMap: { 0: at(1) } }],
    ['a count without a statement', { ...empty, s: { 0: 1 } }],
    ['a count of another statement', { ...empty, statementMap: { 0: at(1) }, s: { 1: 1 } }],
    ['a negative count', { ...empty, statementMap: { 0: at(1) }, s: { 0: -1 } }],
    ['a statement without a line', { ...empty, statementMap: { 0: {} }, s: { 0: 1 } }],
    ['no statements', { ...empty, statementMap: null }],
    ['a branch without counts', { ...empty, branchMap: { 0: { loc: at(1) } }, b: { 0: 1 } }],
    ['a branch without a line', { ...empty, branchMap: { 0: {} }, b: { 0: [1, 0] } }],
  ])('refuse %s and name the file', async (_, entry) => {
    const problems = await problemsOf('istanbul', report(entry));
    expect(problems).toMatchObject([{ code: 'report-shape', at: { path: 'report' } }]);
    expect(problems[0]?.message).toContain('/w/a.js');
  });

  it('read a branch of more ways than a function can have arguments', async () => {
    const entry = { ...empty, branchMap: { 0: { loc: at(1) } }, b: { 0: Array<number>(400_000).fill(0) } };
    const { files } = await evidenceOf('istanbul', report(entry));
    expect(files[0]?.branches).toEqual({ covered: 0, total: 400_000 });
  });

  it('refuse a report of no file', async () => {
    expect(await problemsOf('istanbul', '{}')).toMatchObject([{ code: 'report-empty' }]);
  });

  it('see a file with a prototype key', async () => {
    const entry = JSON.stringify({ ...empty, statementMap: { 0: at(1) }, s: { 0: 0 } });
    expect(figures((await evidenceOf('istanbul', `{"__proto__": ${entry}}`)).files)).toEqual([0, 1, 0, 0]);
    const own = { lines: { total: 2, covered: 0 }, branches: { total: 0, covered: 0 } };
    const summary = `{"total": ${JSON.stringify(own)}, "__proto__": ${JSON.stringify(own)}}`;
    expect(figures((await evidenceOf('istanbul-summary', summary)).files)).toEqual([0, 2, 0, 0]);
  });

  it.each([
    ['no total', { 'a.js': { lines: { total: 1, covered: 1 }, branches: { total: 0, covered: 0 } } }],
    ['a total above its files', { total: { lines: { total: 1, covered: 1 }, branches: { total: 0, covered: 0 } } }],
  ])('find a summary with %s defective', async (_, summary) => {
    const { defects } = await evidenceOf('istanbul-summary', JSON.stringify(summary));
    expect(defects.map(({ code }) => code)).toEqual(['coverage-totals-disagree']);
  });

  it('refuse a summary with more covered than there is', async () => {
    const counts = { lines: { total: 1, covered: 2 }, branches: { total: 0, covered: 0 } };
    expect(await problemsOf('istanbul-summary', JSON.stringify({ total: counts }))).toMatchObject([
      { code: 'report-shape', message: expect.stringContaining('total.lines') },
    ]);
  });

  it('say what Istanbul’s Cobertura report leaves out', async () => {
    const { defects } = await evidenceOf('cobertura', fixture('cobertura/jest.xml'));
    expect(defects.map(({ message }) => message)).toEqual([
      'The report says branches-valid="15", its lines add up to 14.',
    ]);
    expect(defects[0]?.hint).toContain('Istanbul');
  });
});

describe('the Go cover profile', () => {
  const block = 'example.com/demo/a.go:3.20,5.2 2 1';

  it('counts statements, and says by the lines where blocks begin', async () => {
    const cart = fileNamed(await evidenceOf('go-cover', fixture('go-cover/set.out')), 'example.com/demo/cart/cart.go');
    expect(cart.lines).toEqual({ covered: 9, total: 14 });
    const missing = [...(cart.detail?.lines ?? [])].filter(([, hit]) => !hit).map(([line]) => line);
    expect(missing.sort((one, other) => one - other)).toEqual([19, 22, 25, 26]);
  });

  it('leaves blocks without a statement out', async () => {
    const { files } = await evidenceOf('go-cover', 'mode: set\na.go:1.1,1.2 0 0\n');
    expect(figures(files)).toEqual([0, 0, null, null]);
  });

  it('reads CRLF, names with spaces and colons, counts beyond all integers', async () => {
    const { files } = await evidenceOf('go-cover', 'mode: count\r\nC:\\a b.go:1.1,1.2 3 99999999999999999999\r\n');
    expect(files.map(({ reportedPath, lines }) => [reportedPath, lines])).toEqual([
      ['C:\\a b.go', { covered: 3, total: 3 }],
    ]);
  });

  it.each([
    ['mode: fuzzy\n', 1],
    [`${block}\n`, 1],
    [`mode: set\n${block}\nmode: set\n`, 3],
    [`mode: set\n${block}\n\n`, 3],
    [`mode: set\n${block}\nexample.com/demo/a.go:3.20,5.2 3 1\n`, 3],
    ['mode: set\na.go:1.1,1.2 1 -1\n', 2],
    ['mode: set\na.go:1.1,1.2 1\n', 2],
    [`mode: set\n${block}`, 2],
    ['mode: set\n', 1],
  ])('refuses %j at line %d', async (text, line) => {
    expect((await problemsOf('go-cover', text)).map(({ at }) => at)).toEqual([{ path: 'report', line }]);
  });
});

describe('the JaCoCo format', () => {
  const report = (file: string, counters = ''): string =>
    `<?xml version="1.0"?>\n<report name="x"><sessioninfo id="a" start="1" dump="2"/>\n<package name="com/shop">\n` +
    `<sourcefile name="A.java">\n${file}\n</sourcefile></package>${counters}</report>`;
  const counter = (type: string, missed: number, covered: number): string =>
    `<counter type="${type}" missed="${missed}" covered="${covered}"/>`;

  it('takes the path from package and file, and knows where Maven keeps them', async () => {
    const evidence = await evidenceOf('jacoco', fixture('jacoco/all.xml'));
    expect(evidence.files.map(({ reportedPath }) => reportedPath)).toEqual([
      'com/example/shop/Cart.java',
      'com/example/shop/Named.java',
      'com/example/shop/Stock.java',
    ]);
    expect(evidence.roots).toContain('src/main/java');
    const repository = ['old/com/example/shop/Cart.java', 'app/src/main/java/com/example/shop/Cart.java'];
    const place = { roots: evidence.roots, path: 'reports/jacoco.xml' };
    expect(mapPaths(['com/example/shop/Cart.java'], place, indexFiles(repository))).toEqual(
      new Map([['com/example/shop/Cart.java', { path: repository[1] }]]),
    );
  });

  it('counts lines and branches as the CSV of the same run does', async () => {
    const { files } = await evidenceOf('jacoco', fixture('jacoco/all.xml'));
    const [cart, named, stock] = files;
    expect(cart).toMatchObject({ lines: { covered: 9, total: 13 }, branches: { covered: 7, total: 11 } });
    expect(named).toMatchObject({ lines: { covered: 0, total: 0 }, branches: { covered: 0, total: 0 } });
    expect(stock).toMatchObject({ lines: { covered: 6, total: 6 }, branches: { covered: 1, total: 2 } });
    expect(cart?.detail?.branches.get(28)).toEqual({ total: 2, missing: ['unknown 1', 'unknown 2'] });
  });

  it('knows groups, and files of no package', async () => {
    const text =
      '<report name="x"><sessioninfo id="a" start="1" dump="2"/><group name="m"><group name="n"><package name="">' +
      `<sourcefile name="A.kt"><line nr="1" mi="0" ci="2"/>${counter('LINE', 0, 1)}</sourcefile></package></group></group>` +
      `${counter('LINE', 0, 1)}</report>`;
    const evidence = await evidenceOf('jacoco', text);
    expect(evidence.files.map(({ reportedPath, lines }) => [reportedPath, lines])).toEqual([
      ['A.kt', { covered: 1, total: 1 }],
    ]);
    expect(evidence.defects).toEqual([]);
  });

  it('trusts the counters, and offers no hits that add up to something else', async () => {
    const line = '<line nr="1" mi="0" ci="2" mb="1" cb="1"/>';
    const [file] = (await evidenceOf('jacoco', report(`${line}${counter('LINE', 0, 1)}${counter('BRANCH', 2, 1)}`)))
      .files;
    expect(file).toMatchObject({ branches: { covered: 1, total: 3 }, detail: null, consistent: true });
    const [other] = (await evidenceOf('jacoco', report(`${line}${counter('LINE', 0, 2)}`))).files;
    expect(other).toMatchObject({ lines: { covered: 2, total: 2 }, detail: null, consistent: false });
  });

  it('finds totals that are not those of the files', async () => {
    const { defects } = await evidenceOf('jacoco', report(counter('LINE', 1, 1), counter('LINE', 0, 3)));
    expect(defects.map(({ code }) => code)).toEqual(['coverage-totals-disagree']);
  });

  it.each([
    ['as many', [2, 3], 0],
    ['more: a class of no file has them', [4, 4], 0],
    ['fewer taken', [2, 2], 1],
    ['fewer left out', [1, 3], 1],
  ])('lets the report have more branches than its files, not %s', async (_, [missed = 0, covered = 0], count) => {
    const own = `${counter('LINE', 0, 1)}${counter('BRANCH', 2, 3)}`;
    const line = '<line nr="1" mi="0" ci="2" mb="2" cb="3"/>';
    const whole = `${counter('LINE', 0, 1)}${counter('BRANCH', missed, covered)}`;
    expect((await evidenceOf('jacoco', report(`${line}${own}`, whole))).defects).toHaveLength(count);
  });

  it('finds branches of lines that the counter does not have', async () => {
    const line = '<line nr="1" mi="0" ci="2" mb="3" cb="1"/>';
    const { files } = await evidenceOf('jacoco', report(`${line}${counter('LINE', 0, 1)}${counter('BRANCH', 0, 4)}`));
    expect(files[0]).toMatchObject({ detail: null, consistent: false });
  });

  it.each([
    ['<line ci="1"/>'],
    ['<line nr="1"/>'],
    ['<line nr="1" ci="-1"/>'],
    ['<line nr="1" ci="1" mb="x"/>'],
    ['<line nr="1" ci="1" mb="999999999"/>'],
    ['<counter type="LINE" missed="1"/>'],
  ])('refuses %s and says in which line', async (element) => {
    const problems = await problemsOf('jacoco', report(`<line nr="7" mi="0" ci="1"/>\n${element}`));
    expect(problems.map(({ code, at }) => [code, at])).toEqual([['report-shape', { path: 'report', line: 6 }]]);
  });

  it('refuses another root and a file without a name, and claims no other report', async () => {
    expect(await problemsOf('jacoco', '<coverage/>')).toHaveLength(1);
    expect(await problemsOf('jacoco', report('').replace(' name="A.java"', ''))).toHaveLength(1);
    const claimed = (text: string): boolean => formatNamed('jacoco').sniff({ path: 'x.xml', text, complete: true });
    expect(claimed('<report name="x"><tests/></report>')).toBe(false);
    expect(claimed('<!-- <!DOCTYPE report PUBLIC "-//JACOCO//"> --><other/>')).toBe(false);
    expect(claimed(report(''))).toBe(true);
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

  it('unites what sections of one file miss, line by line', async () => {
    const first = section('DA:1,0', 'DA:2,1', 'BRDA:2,0,0,1', 'BRDA:2,0,1,0', 'BRDA:3,0,0,0', 'BRDA:3,0,1,0');
    const second = section('DA:1,1', 'DA:4,0', 'BRDA:2,0,0,0', 'BRDA:2,0,1,4', 'BRDA:3,0,0,-', 'BRDA:3,0,1,1');
    const { files } = await evidenceOf('lcov', `${first}${second}${first}`);
    expect(files[0]).toMatchObject({ lines: { covered: 2, total: 3 }, branches: { covered: 3, total: 4 } });
    expect(files[0]?.detail?.branches.get(3)?.missing).toEqual(['branch 0,0']);
    expect(files[0]?.consistent).toBe(true);
  });

  it('marks a file whose sections give a line different numbers of branches', async () => {
    const { files } = await evidenceOf('lcov', section('BRDA:2,0,0,1') + section('BRDA:2,0,0,1', 'BRDA:2,0,1,1'));
    expect(files[0]?.consistent).toBe(false);
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
    [`DA:${'9'.repeat(400)},1`, 'DA is not'],
    ['DA:4000001,1', 'DA is not'],
    ['BRDA:4000001,0,0,1', 'BRDA is not'],
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
