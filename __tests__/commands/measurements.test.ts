import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { CheckOutcome } from '../../src/commands/index.ts';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const fixture = (path: string) => readFileSync(join(import.meta.dirname, '../fixtures/formats', path), 'utf8');
const metrics = (...list: object[]) => JSON.stringify({ kind: 'metrics', metrics: list });

interface Times {
  median?: number;
  iqr?: number;
  rounds?: number;
}

function benchmarks(tests: Record<string, Times>): string {
  const list = Object.entries(tests).map(([name, { median = 0.01, iqr = 0.0001, rounds = 100 }]) => ({
    name,
    fullname: `benchmarks/test_bench.py::${name}`,
    stats: {
      min: median,
      max: median,
      mean: median,
      stddev: 0,
      median,
      iqr,
      rounds,
      ops: median === 0 ? 0 : 1 / median,
    },
  }));
  return JSON.stringify({ machine_info: {}, commit_info: {}, benchmarks: list });
}

/** The example without the benchmarks and metrics of its own. */
function repository(): Repository {
  const made = exampleRepository();
  made.write('.github/maturity.yml', 'version: 1\n');
  return made;
}

describe('no-performance-regression', () => {
  const regression = async (made: Repository, baseline = ['baseline/**']) => {
    const outcome = await made.check({ baseline });
    return { outcome, row: rowsOf(outcome, 'no-performance-regression')[0] };
  };

  function compared(current: Record<string, Times>, before: Record<string, Times>): Repository {
    const made = repository();
    made.write('reports/benchmark.json', benchmarks(current));
    made.write('baseline/benchmark.json', benchmarks(before));
    return made;
  }

  it('passes within the tolerance, and shows both runs as its evidence', async () => {
    const { row } = await regression(compared({ test_get: { median: 0.011 } }, { test_get: { median: 0.01 } }));
    expect(row?.status).toBe('pass');
    expect(row?.actual).toEqual({ compared: 1, worse: 0, new: 0, vanished: 0 });
    expect(row?.evidence.map(({ path, format }) => [path, format])).toEqual([
      ['reports/benchmark.json', 'pytest-benchmark'],
      ['baseline/benchmark.json', 'pytest-benchmark'],
    ]);
  });

  it('fails beyond it, and says by how much', async () => {
    const { row } = await regression(compared({ test_get: { median: 0.0125 } }, { test_get: { median: 0.01 } }));
    expect(row?.status).toBe('fail');
    expect(row?.findings).toContainEqual({
      outcome: 'fail',
      message: 'benchmarks/test_bench.py::test_get is 25.0 % (0.0125 instead of 0.01 s) worse than its baseline.',
      path: 'reports/benchmark.json',
      line: null,
    });
  });

  it('does not fail on noise', async () => {
    const { row } = await regression(
      compared({ test_get: { median: 0.0125, iqr: 0.004 } }, { test_get: { median: 0.01 } }),
    );
    expect(row?.status).toBe('pass');
    expect(row?.findings.map(({ outcome }) => outcome)).toContain('warning');
  });

  it('takes its tolerance from the configuration', async () => {
    const made = compared({ test_get: { median: 0.0125 } }, { test_get: { median: 0.01 } });
    const stages = 'stages: { staging: { gates: { no-performance-regression: { tolerance: 30 } } } }';
    made.write('.github/maturity.yml', `version: 1\n${stages}\n`);
    expect((await regression(made)).row?.status).toBe('pass');
    made.write('.github/maturity.yml', `version: 1\n${stages.replace('tolerance: 30', 'absolute: 3 ms')}\n`);
    expect((await regression(made)).row?.status).toBe('pass');
    made.write('.github/maturity.yml', `version: 1\n${stages.replace('tolerance: 30', 'absolute: 3 bytes')}\n`);
    expect((await regression(made)).row?.status).toBe('fail');
  });

  it('lists what is new, and is missing what vanished', async () => {
    const more = await regression(compared({ test_get: {}, test_put: {} }, { test_get: {} }));
    expect([more.row?.status, more.row?.actual]).toEqual(['pass', { compared: 1, worse: 0, new: 1, vanished: 0 }]);
    expect(JSON.stringify(more.row?.findings)).toContain('test_put is new');
    const less = await regression(compared({ test_get: {} }, { test_get: {}, test_put: {} }));
    expect([less.row?.status, less.row?.actual]).toEqual(['missing', { compared: 1, worse: 0, new: 0, vanished: 1 }]);
    expect(JSON.stringify(less.row?.findings)).toContain('test_put is in the baseline');
  });

  it('is missing without a baseline, and says so', async () => {
    const made = compared({ test_get: {} }, { test_get: {} });
    const none = await regression(made, []);
    expect([none.row?.status, none.row?.actual]).toEqual(['missing', null]);
    expect(JSON.stringify(none.row?.findings)).toContain('There is no baseline');
    const lost = await regression(made, ['old/*.json']);
    expect(lost.row?.status).toBe('missing');
    expect(lost.outcome.report.problems.map(({ code }) => code)).toContain('no-baseline');
  });

  it('never takes the baseline for the present, also where the evidence globs match it', async () => {
    const made = repository();
    made.write('reports/baseline/benchmark.json', benchmarks({ test_get: {} }));
    const { row } = await regression(made, ['reports/baseline/**']);
    expect([row?.status, row?.findings[0]?.message]).toEqual(['missing', 'No benchmark report was found.']);
  });

  it('is an error with a clock that stands still, here or in the baseline', async () => {
    const made = compared({ test_get: { median: 0 } }, { test_get: {} });
    expect((await regression(made)).row).toMatchObject({ status: 'error', actual: null });
    expect((await regression(compared({ test_get: {} }, { test_get: { median: 0 } }))).row?.status).toBe('error');
    made.write('reports/benchmark.json', fixture('pytest-benchmark/zero-clock.json'));
    expect((await regression(made)).row?.status).toBe('error');
  });

  it('is an error with a report or a baseline that is broken', async () => {
    const made = compared({ test_get: {} }, { test_get: {} });
    made.write('baseline/benchmark.json', benchmarks({ test_get: {} }).slice(0, -20));
    const { row, outcome } = await regression(made);
    expect(row?.status).toBe('error');
    expect(outcome.report.problems).toMatchObject([
      { code: 'report-syntax', path: 'baseline/benchmark.json', line: 1 },
    ]);
    made.write('reports/benchmark.json', benchmarks({ test_get: {} }).replace('"median":0.01', '"median":NaN'));
    made.write('baseline/benchmark.json', benchmarks({ test_get: {} }));
    expect((await regression(made)).row?.status).toBe('error');
  });

  it('is missing where the baseline has other reports only, and an error where it has what nobody can read', async () => {
    const made = compared({ test_get: {} }, { test_get: {} });
    made.write('baseline/benchmark.json', fixture('ruff/ruff.json'));
    const { row, outcome } = await regression(made);
    expect([row?.status, outcome.report.problems]).toEqual(['missing', []]);
    made.write('baseline/benchmark.json', '{"other": true}');
    const foreign = await regression(made);
    expect(foreign.row?.status).toBe('error');
    expect(foreign.outcome.report.problems).toMatchObject([
      { code: 'baseline-foreign', path: 'baseline/benchmark.json', line: 1 },
    ]);
  });

  it('compares two k6 runs, in whatever shape', async () => {
    const made = repository();
    made.write('baseline/load.json', fixture('k6-summary/summary-export.json'));
    made.write('reports/load.json', fixture('k6-summary/handle-summary.json'));
    expect((await regression(made)).row).toMatchObject({ status: 'pass', actual: { compared: 10, worse: 0 } });
    made.write('reports/load.json', fixture('k6-summary/machine-readable.json').replaceAll('187.25', '230'));
    const { row } = await regression(made);
    expect(row).toMatchObject({ status: 'fail', actual: { compared: 10, worse: 1 } });
    expect(row?.findings[0]?.message).toContain('http_req_duration_p95 is 22.8 % (230 instead of 187.3 ms) worse');
  });

  it('pairs load tests by the names of their files', async () => {
    const made = repository();
    const slow = fixture('k6-summary/summary-export.json');
    const fast = slow.replaceAll('110.5', '11.05').replaceAll('187.25', '18.725');
    for (const folder of ['baseline', 'reports']) {
      made.write(`${folder}/k6-search.json`, slow);
      made.write(`${folder}/k6-login.json`, fast);
    }
    expect((await regression(made)).row?.status).toBe('pass');
    made.remove('reports/k6-login.json');
    expect((await regression(made)).row?.status).toBe('missing');
  });

  it('leaves another component’s benchmarks out', async () => {
    const made = compared({ test_get: { median: 0.02 } }, { test_get: { median: 0.01 } });
    made.write('specs/other.md', made.read('specs/ratelimit.md').replaceAll('ratelimit', 'other'));
    made.write('src/other/core.py', 'x = 1\n');
    made.write('benchmarks/test_bench.py', '');
    const of = ({ report }: CheckOutcome) =>
      report.components.map(({ id, results }) => [
        id,
        results.find(({ gate }) => gate === 'no-performance-regression')?.status,
      ]);
    expect(of((await regression(made)).outcome)).toEqual([
      ['other', 'fail'],
      ['ratelimit', 'fail'],
    ]);
    made.write('.github/maturity.yml', 'components: { other: { paths: ["src/other/**", "benchmarks/**"] } }\n');
    expect(of((await regression(made)).outcome)).toEqual([
      ['other', 'fail'],
      ['ratelimit', 'missing'],
    ]);
  });
});

describe('slo-met', () => {
  /** The row of a line among the production criteria. */
  async function judged(line: string, files: Record<string, string>, configuration = 'version: 1\n') {
    const made = repository();
    made.write('.github/maturity.yml', configuration);
    made.edit('specs/ratelimit.md', /(### Production Stage\n)/, `$1- [ ] ${line}\n`);
    for (const [path, text] of Object.entries(files)) made.write(`reports/${path}`, text);
    const outcome = await made.check();
    const rows = rowsOf(outcome, 'slo-met', 'production');
    return { row: rows.find(({ criterion }) => criterion !== null && line.startsWith(criterion.text)), rows, outcome };
  }

  const production = { 'metrics.json': fixture('metrics-json/production.json') };

  it('holds a target to the metric of the name that its words mean', async () => {
    const { row } = await judged('Uptime ≥99.5%', production);
    expect(row).toMatchObject({
      status: 'pass',
      kind: 'operation',
      actual: { value: 99.73, unit: '%' },
      expected: { value: 99.5, unit: '%', comparator: '>=' },
    });
    expect(row?.evidence.map(({ path, format, trust }) => [path, format, trust])).toEqual([
      ['reports/metrics.json', 'metrics-json', 'self-reported'],
    ]);
  });

  it('takes a target from the configuration, by the metric’s name', async () => {
    const target = 'metrics: { throughput: ">= 1000 requests/second" }';
    const configuration = `stages: { production: { gates: { slo-met: { ${target} } } } }\n`;
    const { rows } = await judged('Something else', production, configuration);
    const row = rows.find(({ criterion }) => criterion === null);
    expect(row).toMatchObject({ status: 'pass', kind: 'change' });
    expect(row?.actual).toEqual({ value: 1033.3333333333333, unit: 'request/second' });
  });

  it('is bound by a comment to a metric of any name', async () => {
    const line = 'Cost savings validated (≥40%) <!-- gate: slo-met metric=cache_cost_savings -->';
    const { row } = await judged(line, production);
    expect(row).toMatchObject({ status: 'pass', kind: 'change', actual: { value: 43, unit: '%' } });
    expect(row?.criterion?.text).toBe('Cost savings validated (≥40%)');
  });

  it('stays a promise about operation whatever the metric is called', async () => {
    const line = 'Uptime ≥99.9% <!-- gate: slo-met metric=shop_uptime_ratio -->';
    const { row } = await judged(line, { 'scrape.txt': fixture('openmetrics/exposition.txt') });
    expect(row).toMatchObject({ status: 'fail', kind: 'operation', actual: { value: 99.73, unit: '%' } });
    expect(row?.findings[0]?.message).toBe('shop_uptime_ratio is 99.73 %, the target is >= 99.9 %.');
  });

  it.each([
    ['k6', 'http_req_duration_p95', 'load.json', 'k6-summary/handle-summary.json', 187.25],
    ['a scrape', `'shop_request_duration_seconds{quantile="0.95"}'`, 'scrape.txt', 'openmetrics/exposition.txt', 187],
    ['a query', 'shop_request_duration_seconds', 'p95.json', 'prometheus-query/vector.json', 187],
    [
      'a query without a name',
      'answer_seconds',
      'answer_seconds.json',
      'prometheus-query/histogram-quantile.json',
      600,
    ],
    ['pytest-benchmark', 'test_lru_median', 'bench.json', 'pytest-benchmark/with-data.json', 0.5051249995631224],
  ])('reads what %s measured', async (_name, metric, path, source, value) => {
    const line = `Answers: p95 < 200ms <!-- gate: slo-met metric=${metric} -->`;
    const { row } = await judged(line, { [path]: fixture(source) });
    expect(row?.actual).toEqual({ value, unit: 'ms' });
    expect(row?.status).toBe(value < 200 ? 'pass' : 'fail');
  });

  it('is missing where no metric has the name; it lists those that exist, and how to bind', async () => {
    const { row } = await judged('Answers: p99 < 200ms <!-- gate: slo-met metric=latency_p99 -->', production);
    expect([row?.status, row?.actual]).toEqual(['missing', null]);
    expect(row?.findings[0]?.message).toContain(
      'There are: cache_cost_savings, error_rate, latency_p95, recovery_time',
    );
    expect(row?.findings[0]?.message).toContain('<!-- gate: slo-met metric=NAME -->');
  });

  it('computes no quantile of a histogram', async () => {
    const line = 'Queries: p95 < 1s <!-- gate: slo-met metric=shop_query_duration_seconds -->';
    const { row } = await judged(line, { 'scrape.txt': fixture('openmetrics/exposition.txt') });
    expect(row?.status).toBe('missing');
    expect(JSON.stringify(row?.findings)).toContain('is a histogram');
  });

  it('judges the worst of several values, and says so', async () => {
    const { row } = await judged('Answers: p95 < 180ms <!-- gate: slo-met metric=latency_p95 -->', production);
    expect(row).toMatchObject({ status: 'fail', actual: { value: 187.25, unit: 'ms' } });
    expect(JSON.stringify(row?.findings)).toContain('2 values');
    const one = await judged(
      `Answers: p95 < 180ms <!-- gate: slo-met metric='latency_p95{region="us"}' -->`,
      production,
    );
    expect(one.row).toMatchObject({ status: 'pass', actual: { value: 151, unit: 'ms' } });
  });

  it.each([
    ['NaN', 'nan.json', fixture('prometheus-query/nan.json'), 'shop_request_duration_seconds'],
    ['an incompatible unit', 'm.json', metrics({ name: 'x', value: 5, unit: 'bytes' }), 'x'],
    ['an unknown unit', 'm.json', metrics({ name: 'x', value: 5 }), 'x'],
    ['a unit without an exact length', 'm.json', metrics({ name: 'x', value: 5, unit: 'months' }), 'x'],
    ['a broken report', 'metrics.json', metrics({ name: 'x', value: 5, unit: 'ms' }).slice(0, -9), 'x'],
    ['a failed query', 'x.json', fixture('prometheus-query/error.json'), 'x'],
  ])('is an error with %s', async (_name, path, text, metric) => {
    const { row } = await judged(`Answers: p95 < 200ms <!-- gate: slo-met metric=${metric} -->`, { [path]: text });
    expect([row?.status, row?.actual]).toEqual(['error', null]);
  });

  it('compares exactly, without binary fractions', async () => {
    const line = 'Hits: ≥ 29 % <!-- gate: slo-met metric=x -->';
    expect((await judged(line, { 'm.json': metrics({ name: 'x', value: 0.29, unit: 'ratio' }) })).row?.status).toBe(
      'pass',
    );
    expect(
      (await judged(line, { 'm.json': metrics({ name: 'x', value: 0.2899999999, unit: 'ratio' }) })).row?.status,
    ).toBe('fail');
  });

  it('survives targets that are very small or large', async () => {
    const { outcome } = await judged('Answers: p95 < 0.0000001s and ≥ 999999999999999k requests/second', production);
    expect(outcome.exitCode).toBeLessThan(3);
  });

  it('leaves the values of another component out', async () => {
    const made = repository();
    made.write('specs/other.md', made.read('specs/ratelimit.md').replaceAll('ratelimit', 'other'));
    made.write('src/other/core.py', 'x = 1\n');
    const uptime = (component: string, value: number) => ({ name: 'uptime', value, unit: '%', labels: { component } });
    made.write('reports/metrics.json', metrics(uptime('other', 90), uptime('ratelimit', 99.9)));
    const { report } = await made.check();
    expect(
      report.components.map(({ id, results }) => [
        id,
        results.find(({ gate, actual }) => gate === 'slo-met' && actual !== null)?.actual,
      ]),
    ).toEqual([
      ['other', { value: 90, unit: '%' }],
      ['ratelimit', { value: 99.9, unit: '%' }],
    ]);
  });
});
