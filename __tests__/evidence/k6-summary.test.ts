import { describe, expect, it } from '@jest/globals';
import { detect, formats } from '../../src/evidence/index.ts';
import { format } from '../../src/evidence/formats/k6-summary.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, problemsOf, utf16 } from './reading.ts';

const shapes = ['summary-export.json', 'handle-summary.json', 'machine-readable.json'];
const read = (file: string) => evidenceOf(format, fixture(`k6-summary/${file}`));

describe('The summary of a k6 run', () => {
  it.each(shapes)('is claimed, by its content alone: %s', (file) => {
    expect(detect(headOf(fixture(`k6-summary/${file}`), 'reports/load.json'), formats)?.id).toBe('k6-summary');
  });

  it.each(shapes)('gives the same figures in each of its shapes: %s', async (file) => {
    const { metrics, defects } = await read(file);
    const figure = (name: string) => {
      const [found] = metrics.filter((metric) => metric.name === name && metric.labels.size === 0);
      return [found?.value, found?.unit];
    };
    expect(figure('http_req_duration_p95')).toEqual([187.25, 'ms']);
    expect(figure('http_req_duration_med')).toEqual([110.5, 'ms']);
    expect(figure('iteration_duration_avg')).toEqual([1122.1, 'ms']);
    expect(figure('queue_length_p90')).toEqual([6, null]);
    expect(figure('http_reqs_count')).toEqual([2400, 'request']);
    expect(figure('http_reqs_rate')).toEqual([expect.closeTo(79.96, 3), 'request/second']);
    expect(figure('data_received_rate')).toEqual([expect.closeTo(174675, 0), 'byte/second']);
    expect(figure('orders_rate')).toEqual([expect.closeTo(3.998, 3), null]);
    expect(figure('http_req_failed')).toEqual([0.0008333333333333334, 'ratio']);
    expect(figure('http_req_failed_rate')).toEqual([0.0008333333333333334, 'ratio']);
    expect(figure('http_req_failed_passes')).toEqual([2, '']);
    expect(figure('vus')).toEqual([100, null]);
    expect(defects).toEqual([]);
  });

  it('takes the tags of a sub-metric as labels', async () => {
    const { metrics } = await read('summary-export.json');
    const some = metrics.find(({ name, labels }) => name === 'http_req_duration_p95' && labels.size > 0);
    expect([some?.value, some?.labels]).toEqual([186.5, new Map([['expected_response', 'true']])]);
  });

  it.each(shapes)(
    'compares times, throughput, failures and checks, and nothing whose better is unknown: %s',
    async (file) => {
      const { benchmarks } = await read(file);
      expect(
        benchmarks
          .map(({ name, value, unit, better, samples }) => [name, Number(value.toPrecision(4)), unit, better, samples])
          .sort(),
      ).toEqual([
        ['checks_rate', 0.9992, 'ratio', 'higher', 2400],
        ['http_req_duration_med', 110.5, 'ms', 'lower', 2400],
        ['http_req_duration_p95', 187.3, 'ms', 'lower', 2400],
        ['http_req_duration{expected_response:true}_med', 110.4, 'ms', 'lower', null],
        ['http_req_duration{expected_response:true}_p95', 186.5, 'ms', 'lower', null],
        ['http_req_failed_rate', 0.0008333, 'ratio', 'lower', 2400],
        ['http_reqs_rate', 79.96, 'request/second', 'higher', null],
        ['iteration_duration_med', 1111, 'ms', 'lower', 2400],
        ['iteration_duration_p95', 1188, 'ms', 'lower', 2400],
        ['iterations_rate', 79.96, 'iteration/second', 'higher', null],
      ]);
    },
  );

  it('knows how far a share of few scatters, also where nothing failed', async () => {
    const failing = (passes: number, fails: number) =>
      bytes(
        JSON.stringify({
          root_group: {},
          metrics: { http_req_failed: { passes, fails, value: passes / (passes + fails) } },
        }),
      );
    const { benchmarks } = await evidenceOf(format, failing(0, 96));
    // (0 + 2) of (96 + 4) is 0.02; twice the square root of 0.02 · 0.98 / 100.
    expect(benchmarks[0]?.spread).toBeCloseTo(0.028, 6);
  });

  it('reads the same in UTF-16 and behind a byte order mark', async () => {
    const plain = fixture('k6-summary/handle-summary.json');
    for (const content of [utf16(plain), marked(plain)]) {
      expect(await evidenceOf(format, content)).toEqual(await evidenceOf(format, plain));
    }
  });

  it('is not confused by a metric that is called like a property of every object', async () => {
    const content = bytes('{"root_group": {}, "metrics": {"__proto__": {"value": 1}, "constructor": {"value": 2}}}');
    const { metrics } = await evidenceOf(format, content);
    expect(metrics.map(({ name, value }) => [name, value])).toContainEqual(['constructor', 2]);
  });
});

describe('What is no summary of k6', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('k6-summary').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it('is not claimed: the points of `--out json`', () => {
    const points = '{"type":"Metric","data":{"type":"gauge","contains":"default"},"metric":"vus"}\n';
    expect(format.sniff(headOf(bytes(points), 'k6.json'))).toBe(false);
  });

  it('is refused at its line: an end cut off, and an empty file', async () => {
    const lines = new TextDecoder().decode(fixture('k6-summary/summary-export.json')).split('\n');
    expect(await problemsOf(format, bytes(lines.slice(0, 30).join('\n')), 'k6.json')).toMatchObject([
      { code: 'report-syntax', at: { path: 'k6.json', line: 30 } },
    ]);
    expect(await problemsOf(format, bytes(''), 'k6.json')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
  });

  it('is refused: a summary without metrics', async () => {
    for (const content of ['{"root_group": {}}', '{"root_group": {}, "metrics": []}', '{"metrics": {"x": 3}}']) {
      expect((await problemsOf(format, bytes(content), 'k6.json'))[0]?.code).toBe('report-shape');
    }
  });
});
