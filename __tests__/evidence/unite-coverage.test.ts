import { describe, expect, it } from '@jest/globals';
import { coverageOfBlocks } from '../../src/evidence/hits.ts';
import { uniteFileCoverage } from '../../src/evidence/unite-coverage.ts';
import type { CoverageEvidence, FileCoverage, LineBranches } from '../../src/model/index.ts';
import { evidenceOf, figures, fileNamed } from './coverage-reading.ts';
import { fixture } from './reading.ts';
import { FACTOR, growth } from '../growth.ts';

/** A file whose lines are `+` (hit) or `-`, with the branches given by line. */
function file(hits: string, branches: Record<number, LineBranches> | null = null): FileCoverage {
  const lines = new Map(Array.from(hits, (hit, index) => [index + 1, hit === '+']));
  const byLine = new Map(Object.entries(branches ?? {}).map(([line, own]) => [Number(line), own]));
  const total = [...byLine.values()].reduce((sum, own) => sum + own.total, 0);
  const missing = [...byLine.values()].reduce((sum, own) => sum + own.missing.length, 0);
  return {
    reportedPath: 'as/reported.py',
    lines: { covered: hits.split('+').length - 1, total: hits.length },
    branches: branches === null ? null : { covered: total - missing, total },
    detail: { lines, branches: byLine },
    consistent: true,
  };
}

const withoutHits = (part: FileCoverage): FileCoverage => ({ ...part, detail: null });
const contradicting = (part: FileCoverage): FileCoverage => ({ ...part, consistent: false });

function unite(...parts: FileCoverage[]): FileCoverage {
  const united = uniteFileCoverage('src/a.py', parts);
  if (!united.ok) throw new Error(united.problems[0].message);
  return united.value;
}

describe('reports about one file', () => {
  it('cover a line that one of them covers', () => {
    expect(unite(file('+--'), file('--+'), file('+--')).lines).toEqual({ covered: 2, total: 3 });
  });

  it('know the lines of both', () => {
    expect(unite(file('+'), file('-+-')).lines).toEqual({ covered: 2, total: 3 });
  });

  it('miss only the branches that all of them miss', () => {
    const one = file('+', { 1: { total: 3, missing: ['2', 'exit'] } });
    const other = file('+', { 1: { total: 3, missing: ['3', 'exit'] } });
    expect(unite(one, other)).toMatchObject({ reportedPath: 'src/a.py', branches: { covered: 2, total: 3 } });
    expect(unite(one, other).detail?.branches.get(1)).toEqual({ total: 3, missing: ['exit'] });
  });

  it('count two exits as two', () => {
    const one = file('+', { 1: { total: 4, missing: ['exit', 'exit'] } });
    const other = file('+', { 1: { total: 4, missing: ['exit', 'exit', '2'] } });
    expect(unite(one, other).branches).toEqual({ covered: 2, total: 4 });
  });

  it('prove no more than the better one where branches are named in different ways', () => {
    const named = file('+', { 1: { total: 3, missing: ['2'] } });
    const numbered = file('+', { 1: { total: 3, missing: ['branch 0,0', 'branch 0,1'] } });
    const unnamed = file('+', { 1: { total: 3, missing: ['unknown 1', 'unknown 2'] } });
    expect(unite(named, numbered).branches).toEqual({ covered: 2, total: 3 });
    expect(unite(numbered, unnamed).branches).toEqual({ covered: 1, total: 3 });
    expect(unite(unnamed, unnamed).branches).toEqual({ covered: 1, total: 3 });
  });

  it('keep the branches of those that measure them', () => {
    const measured = file('+-', { 1: { total: 2, missing: ['2'] } });
    expect(unite(measured, file('-+'))).toMatchObject({
      lines: { covered: 2, total: 2 },
      branches: { covered: 1, total: 2 },
    });
    expect(unite(file('+'), file('+')).branches).toBeNull();
  });

  it('yield to those that do not contradict themselves', () => {
    expect(unite(contradicting(file('++')), file('+-')).lines).toEqual({ covered: 1, total: 2 });
    expect(unite(contradicting(file('+-')), contradicting(file('-+'))).lines).toEqual({ covered: 2, total: 2 });
  });

  it('may have equal counts without hits', () => {
    expect(unite(withoutHits(file('+-')), file('-+'))).toMatchObject({ lines: { covered: 1, total: 2 }, detail: null });
  });

  it.each([
    ['unequal lines without hits', withoutHits(file('+-')), file('++')],
    [
      'unequal branches without hits',
      withoutHits(file('+', { 1: { total: 2, missing: ['2'] } })),
      file('+', { 1: { total: 2, missing: [] } }),
    ],
    [
      'different numbers of branches',
      file('+', { 1: { total: 2, missing: [] } }),
      file('+', { 1: { total: 3, missing: ['2'] } }),
    ],
    [
      'branches on different lines',
      file('++', { 1: { total: 2, missing: ['2'] } }),
      file('++', { 2: { total: 2, missing: [] } }),
    ],
  ])('are a problem with %s', (_, one, other) => {
    const united = uniteFileCoverage('src/a.py', [one, other]);
    expect(united.ok).toBe(false);
    if (!united.ok) expect(united.problems[0]).toMatchObject({ code: 'coverage-disagrees', at: { path: 'src/a.py' } });
  });

  it('add up statements by their blocks, where all count the same blocks', () => {
    const go = (...hits: boolean[]): FileCoverage =>
      coverageOfBlocks('a.go', new Map(hits.map((hit, index) => [`${index}.1,${index}.9`, { statements: 2, hit }])));
    expect(unite(go(true, false, false), go(false, false, true)).lines).toEqual({ covered: 4, total: 6 });
    expect(uniteFileCoverage('a.go', [go(true), go(true, false)]).ok).toBe(false);
    expect(uniteFileCoverage('a.go', [go(true), file('+')]).ok).toBe(false);
    const parts = [go(true, false), go(false, true)];
    unite(...parts);
    expect(parts.map(({ lines }) => lines.covered)).toEqual([2, 2]);
    expect(unite(...parts).lines).toEqual({ covered: 4, total: 4 });
  });

  it('are a problem when there are none', () => {
    expect(uniteFileCoverage('src/a.py', []).ok).toBe(false);
  });

  it('are united in linear time', async () => {
    const reports = (size: number) => Array.from({ length: 8 }, () => file('+-'.repeat(size / 2)));
    const [small, large] = [reports(10_000), reports(10_000 * FACTOR)];
    expect(await growth(10_000, (size) => unite(...(size === 10_000 ? small : large)))).toBeLessThan(FACTOR ** 2);
    expect(unite(...large).lines.total).toBe(10_000 * FACTOR);
  });
});

/** Istanbul's own reports name files by their whole paths. */
const ROOT = '/home/runner/work/demo/demo/';

describe('real reports', () => {
  const together = (reports: CoverageEvidence[]): (number | null)[] => {
    const named = reports.flatMap(({ files }) =>
      files.map((one) => ({ one, path: one.reportedPath.replace(ROOT, '') })),
    );
    const paths = new Set(named.map(({ path }) => path));
    return figures([...paths].map((path) => unite(...named.flatMap((own) => (own.path === path ? [own.one] : [])))));
  };
  const read = (...names: string[]): Promise<CoverageEvidence[]> =>
    Promise.all(names.map((name) => evidenceOf(name.split('/')[0] ?? '', fixture(name))));

  it.each([
    ['branches', [24, 33, 14, 22]],
    ['shard-1', [17, 33, 10, 22]],
    ['lines-only', [24, 33, null, null]],
    ['no-statements', [0, 0, 0, 0]],
    ['version-6.5', [38, 49, 27, 32]],
  ])('of one run in three formats give one figure (%s)', async (run, expected) => {
    const reports = await read(`coverage-py/${run}.json`, `cobertura/${run}.xml`, `lcov/${run}.lcov`);
    expect(together(reports)).toEqual(expected);
    expect(together(reports.reverse())).toEqual(expected);
  });

  it.each([
    [['coverage-py/shard-1.json', 'coverage-py/shard-2.json']],
    [['cobertura/shard-1.xml', 'cobertura/shard-2.xml']],
    [['lcov/shard-1.lcov', 'lcov/shard-2.lcov']],
    [['coverage-py/shard-1.json', 'lcov/shard-2.lcov', 'cobertura/shard-1.xml', 'cobertura/shard-2.xml']],
    [['coverage-py/shard-2.json', 'cobertura/shard-1.xml']],
  ])('of two shards give what `coverage combine` gives (%j)', async (names) => {
    expect(together(await read(...names))).toEqual([24, 33, 14, 22]);
  });

  it.each([
    [
      ['istanbul/shard-1.json', 'istanbul/shard-2.json'],
      [14, 16, 6, 15],
    ],
    [
      ['istanbul/jest.json', 'lcov/jest.lcov', 'istanbul-summary/jest.json'],
      [14, 16, 6, 15],
    ],
    [
      ['istanbul/shard-2.json', 'lcov/jest.lcov'],
      [14, 16, 6, 15],
    ],
    [
      ['go-cover/shard-1.out', 'go-cover/shard-2.out'],
      [12, 18, null, null],
    ],
    [
      ['go-cover/set.out', 'go-cover/count.out', 'go-cover/coverpkg.out'],
      [12, 18, null, null],
    ],
    [
      ['jacoco/shard-1.xml', 'jacoco/shard-2.xml'],
      [15, 19, 8, 13],
    ],
  ])('of parts of one run give what the whole run gives (%j)', async (names, expected) => {
    const reports = await read(...names);
    expect(together(reports)).toEqual(expected);
    expect(together(reports.reverse())).toEqual(expected);
  });

  it('without lines are a problem where two shards differ', async () => {
    const reports = await read('istanbul-summary/shard-1.json', 'istanbul-summary/shard-2.json');
    expect(() => together(reports)).toThrow('do not agree');
  });

  it('of two shards miss exactly what the combined data misses', async () => {
    const [combined, ...shards] = await read(
      'coverage-py/shards-combined.json',
      'lcov/shard-1.lcov',
      'cobertura/shard-2.xml',
    );
    for (const expected of combined?.files ?? []) {
      const united = unite(...shards.map((shard) => fileNamed(shard, expected.reportedPath)));
      expect(united.detail?.lines).toEqual(expected.detail?.lines);
      const missing = ({ detail }: FileCoverage): unknown[] =>
        [...(detail?.branches ?? [])].flatMap(([line, own]) => own.missing.map((to) => `${line} to ${to}`)).sort();
      expect(missing(united)).toEqual(missing(expected));
    }
  });
});
