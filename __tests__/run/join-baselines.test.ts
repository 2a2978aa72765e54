import { describe, expect, it } from '@jest/globals';
import { baselineRecordSchema, type BaselineRecord } from '../../src/model/index.ts';
import { joinBaselines, type PartBaseline } from '../../src/run/index.ts';

const tool = { name: 'maturity-gates', version: '0.1.0' };
const commit = 'c0'.repeat(20);
const once = 'a'.repeat(64);
const twice = 'b'.repeat(64);

function part(id: string, changes: Partial<BaselineRecord>): PartBaseline {
  const empty = { coverage: null, diagnostics: [], benchmarks: null };
  const record = { schemaVersion: 1, kind: 'maturity-baseline', tool, commit, ...empty, ...changes } as const;
  return { path: `parts/${id}/maturity-baseline.json`, components: [id], record };
}

function covered(path: string, lines: number): NonNullable<BaselineRecord['coverage']>[number] {
  return { path, lines: { covered: lines, total: 10 }, branches: null };
}

function found(tool: string, counts: Record<string, number>): BaselineRecord['diagnostics'][number] {
  const findings = Object.entries(counts).map(([fingerprint, count]) => ({ fingerprint, count }));
  return { concern: 'lint', tool, findings };
}

function ran(report: string, name: string, value: number): NonNullable<BaselineRecord['benchmarks']>[number] {
  const about = { unit: 's', better: 'lower', spread: null, samples: null, file: null } as const;
  return { report, benchmarks: [{ name, value, ...about }] };
}

/** `src/a/b/x.py` is a file of the components a and b. */
const ownersOf = (path: string): string[] => path.split('/').slice(1, -1);

const joined = (...parts: PartBaseline[]) => joinBaselines(parts, { tool, commit }, ownersOf);

describe('the joined coverage', () => {
  const coverageOf = (...parts: PartBaseline[]) =>
    joined(...parts).record?.coverage?.map(({ path, lines }) => [path, lines.covered]);

  it('has the files of all parts', () => {
    const parts = [
      part('a', { coverage: [covered('src/a/x.py', 8)] }),
      part('b', { coverage: [covered('src/b/y.py', 9)] }),
    ];
    expect(joined(...parts)).toEqual({
      record: {
        ...{ schemaVersion: 1, kind: 'maturity-baseline', tool, commit, diagnostics: [], benchmarks: null },
        coverage: [covered('src/a/x.py', 8), covered('src/b/y.py', 9)],
      },
      problems: [],
    });
  });

  it('counts a file once where all parts read the same report', () => {
    const shared = [
      covered('src/a/x.py', 8),
      covered('src/b/y.py', 9),
      covered('src/a/b/z.py', 7),
      covered('all.py', 1),
    ];
    const parts = [part('a', { coverage: shared }), part('b', { coverage: shared })];
    expect(coverageOf(...parts)).toEqual([
      ['all.py', 1],
      ['src/a/b/z.py', 7],
      ['src/a/x.py', 8],
      ['src/b/y.py', 9],
    ]);
    expect(joined(...parts).problems).toEqual([]);
  });

  it('believes the part that judges the component, not one that ran its code by the way', () => {
    const judging = part('a', { coverage: [covered('src/a/x.py', 8)] });
    const passing = part('b', { coverage: [covered('src/a/x.py', 1), covered('src/b/y.py', 9)] });
    const expected = [
      ['src/a/x.py', 8],
      ['src/b/y.py', 9],
    ];
    expect(coverageOf(judging, passing)).toEqual(expected);
    expect(coverageOf(passing, judging)).toEqual(expected);
  });

  it('has no file of a component whose own part could not rely on its coverage', () => {
    const passing = part('b', { coverage: [covered('src/a/x.py', 1), covered('src/b/y.py', 9)] });
    expect(coverageOf(part('a', {}), passing)).toEqual([['src/b/y.py', 9]]);
  });

  it('leaves out a component whole where two parts contradict each other on one of its files, and says so', () => {
    const parts = [
      part('a', { coverage: [covered('src/a/x.py', 9), covered('src/a/b/z.py', 9)] }),
      part('b', { coverage: [covered('src/b/y.py', 1), covered('src/a/b/z.py', 1), covered('src/b/c/w.py', 5)] }),
      part('c', { coverage: [covered('src/c/v.py', 5), covered('src/b/c/w.py', 5)] }),
      part('d', { coverage: [covered('src/d/u.py', 4)] }),
    ];
    expect(coverageOf(...parts)).toEqual([['src/d/u.py', 4]]);
    expect(joined(...parts).problems.map(({ code, message }) => [code, message])).toEqual([
      [
        'baseline-differs',
        'The parts don’t agree on the coverage of src/a/b/z.py; the baseline is without it and without all files of a, b, c.',
      ],
    ]);
  });

  it('leaves out a contradicted file of no component alone', () => {
    const parts = [
      part('a', { coverage: [covered('src/a/x.py', 9), covered('all.py', 1)] }),
      part('b', { coverage: [covered('all.py', 2)] }),
    ];
    expect(coverageOf(...parts)).toEqual([['src/a/x.py', 9]]);
    expect(joined(...parts).problems[0]?.message).toContain('all.py; the baseline is without it.');
  });

  it('is none where no part measured any', () => {
    expect(joined(part('a', {}), part('b', {})).record?.coverage).toBeNull();
  });
});

describe('the joined findings', () => {
  it('count as often as in the part that has most, and the reports of one part add up', () => {
    const parts = [
      part('a', { diagnostics: [found('ruff', { [once]: 1, [twice]: 1 }), found('pylint', { [twice]: 1 })] }),
      part('b', { diagnostics: [found('ruff', { [once]: 1 })] }),
    ];
    const expected = [{ concern: 'lint', tool: 'pylint, ruff', findings: [once, twice].map(counted) }];
    expect(joined(...parts).record?.diagnostics).toEqual(expected);
    expect(joined(...parts.toReversed()).record?.diagnostics).toEqual(expected);
  });

  it('tell a concern without findings from one that nobody looked for', () => {
    const { record } = joined(part('a', { diagnostics: [found('ruff', {})] }), part('b', {}));
    expect(record?.diagnostics).toEqual([{ concern: 'lint', tool: 'ruff', findings: [] }]);
  });

  function counted(fingerprint: string) {
    return { fingerprint, count: fingerprint === twice ? 2 : 1 };
  }
});

describe('the joined benchmarks', () => {
  it('are those of all parts; one of which two parts measured other values is left out, and that is said', () => {
    const parts = [
      part('a', { benchmarks: [ran('bench.json', 'encode', 1), ran('bench.json', 'decode', 2)] }),
      part('b', {
        benchmarks: [ran('bench.json', 'encode', 1), ran('bench.json', 'decode', 3), ran('b.json', 'b', 4)],
      }),
      part('c', {}),
    ];
    const { record, problems } = joined(...parts);
    expect(record?.benchmarks).toEqual([ran('bench.json', 'encode', 1), ran('b.json', 'b', 4)]);
    expect(problems.map(({ code }) => code)).toEqual(['baseline-differs']);
    expect(problems[0]?.message).toContain('of the benchmarks decode; the baseline is without them.');
  });
});

describe('no baseline is joined', () => {
  it.each<[string, Partial<BaselineRecord>]>([
    ['another commit', { commit: 'f'.repeat(40) }],
    ['no known commit', { commit: null }],
    ['another version', { tool: { ...tool, version: '99.0.0' } }],
  ])('where one is of %s, and the file is named', (_what, changes) => {
    const { record, problems } = joined(part('a', { coverage: [covered('src/a/x.py', 8)] }), part('b', changes));
    expect([record, problems.map(({ code }) => code)]).toEqual([null, ['baseline-unjoined']]);
    expect(problems[0]?.message).toContain('parts/b/maturity-baseline.json');
  });

  it('that a later run would refuse as too large', () => {
    const parts = ['x', 'y'].map((tool) => part(tool, { diagnostics: [found(tool.repeat(4_000), {})] }));
    expect(parts.every(({ record }) => baselineRecordSchema.safeParse(record).success)).toBe(true);
    expect(joined(...parts)).toMatchObject({ record: null, problems: [{ code: 'baseline-unjoined' }] });
  });
});

it('does not take names of prototypes for anything else', () => {
  const parts = [
    part('__proto__', { coverage: [covered('src/__proto__/constructor', 3)], benchmarks: [ran('r', '__proto__', 1)] }),
    part('toString', { coverage: [covered('__proto__', 2)] }),
  ];
  const { record, problems } = joined(...parts);
  expect(record?.coverage?.map(({ path }) => path)).toEqual(['__proto__', 'src/__proto__/constructor']);
  expect([record?.benchmarks, problems]).toEqual([[ran('r', '__proto__', 1)], []]);
});
