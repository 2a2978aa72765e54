import { describe, expect, it } from '@jest/globals';
import { detect, formats } from '../../src/evidence/index.ts';
import { format } from '../../src/evidence/formats/pytest-benchmark.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, problemsOf, utf16 } from './reading.ts';

const text = (file: string) => new TextDecoder().decode(fixture(`pytest-benchmark/${file}`));
const stats = { min: 1, max: 3, mean: 2, stddev: 0.5, median: 2, iqr: 0.25, rounds: 9, ops: 0.5 };
const report = (own: object, change: object = {}) =>
  bytes(JSON.stringify({ machine_info: {}, benchmarks: [{ name: 't', fullname: 'a.py::t', stats: own }], ...change }));

describe('The JSON of pytest-benchmark', () => {
  it.each(['stored.json', 'with-data.json', 'version-3.2.2.json', 'zero-clock.json'])('is claimed: %s', (file) => {
    expect(detect(headOf(fixture(`pytest-benchmark/${file}`), 'reports/x.json'), formats)?.id).toBe('pytest-benchmark');
  });

  it('compares medians, and takes the interquartile range for noise', async () => {
    const { benchmarks, defects } = await evidenceOf(format, fixture('pytest-benchmark/stored.json'));
    expect(defects).toEqual([]);
    expect(benchmarks).toHaveLength(3);
    expect(benchmarks[1]).toEqual({
      name: 'benchmarks/test_bench.py::test_ttl[10]',
      value: 0.00035295299949211767,
      unit: 's',
      better: 'lower',
      spread: 2.7125249971504672e-5,
      samples: 2441,
      reportedFile: 'benchmarks/test_bench.py',
    });
  });

  it('gives every statistic as a metric, in seconds and operations a second', async () => {
    const { metrics } = await evidenceOf(format, report(stats));
    expect(metrics.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['t_min', 1, 's'],
      ['t_max', 3, 's'],
      ['t_mean', 2, 's'],
      ['t_stddev', 0.5, 's'],
      ['t_median', 2, 's'],
      ['t_iqr', 0.25, 's'],
      ['t_ops', 0.5, 'operation/second'],
    ]);
    expect(metrics[0]?.labels).toEqual(new Map([['benchmark', 'a.py::t']]));
  });

  it('says the zeros of a standing clock as they are', async () => {
    const { benchmarks } = await evidenceOf(format, fixture('pytest-benchmark/zero-clock.json'));
    expect(benchmarks).toMatchObject([{ value: 0, samples: 3 }]);
  });

  it('reads the same in UTF-16 and behind a byte order mark', async () => {
    const plain = fixture('pytest-benchmark/with-data.json');
    for (const content of [utf16(plain), marked(plain)]) {
      expect(await evidenceOf(format, content)).toEqual(await evidenceOf(format, plain));
    }
  });
});

describe('What is no JSON of pytest-benchmark', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('pytest-benchmark').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it('is refused at its line: an end cut off, an empty file, NaN', async () => {
    const lines = text('stored.json').split('\n');
    const cut = bytes(lines.slice(0, 60).join('\n'));
    expect(await problemsOf(format, cut, 'b.json')).toMatchObject([
      { code: 'report-syntax', at: { path: 'b.json', line: 60 } },
    ]);
    expect(await problemsOf(format, bytes(''), 'b.json')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
    const median = lines.findIndex((line) => line.includes('"median"'));
    lines[median] = '                "median": NaN,';
    expect(await problemsOf(format, bytes(lines.join('\n')), 'b.json')).toMatchObject([
      { code: 'report-syntax', at: { path: 'b.json', line: median + 1 } },
    ]);
  });

  it('is refused by the name of the field: missing, negative and infinite statistics', async () => {
    for (const [median, reason] of [
      [undefined, 'expected number'],
      [-1, 'to be >=0'],
      ['2', 'expected number'],
    ] as const) {
      const [problem] = await problemsOf(format, report({ ...stats, median }), 'b.json');
      expect(problem?.message).toContain('At benchmarks.0.stats.median');
      expect(problem?.message).toContain(reason);
    }
    const infinite = bytes(new TextDecoder().decode(report(stats)).replace('"median":2', '"median":1e999'));
    expect((await problemsOf(format, infinite, 'b.json'))[0]?.message).toContain('stats.median');
  });
});
