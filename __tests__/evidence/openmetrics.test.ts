import { describe, expect, it } from '@jest/globals';
import { detect, formats } from '../../src/evidence/index.ts';
import { format } from '../../src/evidence/formats/openmetrics.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, problemsOf, utf16 } from './reading.ts';
import { FACTOR, growth } from '../growth.ts';

const read = (file: string) => evidenceOf(format, fixture(`openmetrics/${file}`));
const lines = async (...written: string[]) => (await evidenceOf(format, bytes(`${written.join('\n')}\n`))).metrics;

describe('A scrape in the text format of Prometheus', () => {
  it.each(['exposition.txt', 'federate.txt', 'openmetrics.txt'])('is claimed, by its content alone: %s', (file) => {
    expect(detect(headOf(fixture(`openmetrics/${file}`), 'reports/scrape.txt'), formats)?.id).toBe('openmetrics');
  });

  it('gives every sample with its labels', async () => {
    const { metrics, defects } = await read('exposition.txt');
    expect(defects).toEqual([]);
    expect(metrics.map(({ name, value, labels }) => [name, value, ...labels.values()])).toEqual([
      ['shop_uptime_ratio', 0.9973],
      ['shop_http_requests_total', 12345, '200', '/a\\b "q"'],
      ['shop_http_requests_total', 3, '500', '/'],
      ['shop_request_duration_seconds', 0.042, '0.5'],
      ['shop_request_duration_seconds', 0.187, '0.95'],
      ['shop_request_duration_seconds', NaN, '0.99'],
      ['shop_request_duration_seconds_sum', 617.25],
      ['shop_request_duration_seconds_count', 12348],
      ['shop_query_duration_seconds_bucket', 90, '0.1'],
      ['shop_query_duration_seconds_bucket', 99, '1'],
      ['shop_query_duration_seconds_bucket', 100, '+Inf'],
      ['shop_query_duration_seconds_sum', 7.5],
      ['shop_query_duration_seconds_count', 100],
      ['shop_cache_bytes', 5242880],
      ['shop_backlog', -2],
      ['shop_build_info', 1, '1.2.3'],
    ]);
  });

  it('says the same when Prometheus federates it, with time stamps', async () => {
    const own = (await read('federate.txt')).metrics.find(({ name }) => name === 'shop_cache_bytes');
    expect([own?.value, own?.labels]).toEqual([
      5242880,
      new Map([
        ['instance', '127.0.0.1:19464'],
        ['job', 'shop'],
      ]),
    ]);
  });

  it('takes units from OpenMetrics’ own lines, and passes exemplars by', async () => {
    const { metrics } = await read('openmetrics.txt');
    const unit = (name: string) => metrics.find((metric) => metric.name === name)?.unit;
    expect([unit('shop_uptime_ratio'), unit('shop_answer_seconds')]).toEqual(['ratio', 'seconds']);
    expect([unit('shop_query_duration_seconds_sum'), unit('shop_query_duration_seconds_count')]).toEqual([
      'seconds',
      null,
    ]);
    expect(metrics.filter(({ name }) => name === 'shop_http_requests_total').map(({ value }) => value)).toEqual([
      12345, 3,
    ]);
  });

  it('reads numbers of every kind', async () => {
    const values = ['1', '-2.5', '+3', '1e3', '.5', '5.', 'NaN', '+Inf', '-Inf', 'Inf', '7 1795347898000', '8\t'];
    const metrics = await lines('# TYPE x gauge', ...values.map((value) => `x ${value}`));
    expect(metrics.map(({ value }) => value)).toEqual([
      1,
      -2.5,
      3,
      1000,
      0.5,
      5,
      NaN,
      Infinity,
      -Infinity,
      Infinity,
      7,
      8,
    ]);
  });

  it('reads labels that hold braces, commas, escapes and a last comma', async () => {
    const metrics = await lines('# TYPE x gauge', 'x{a="}, b=\\"c\\"",d="\\\\n\\n",} 1', 'x{} 2', 'x { a = "b" } 3');
    expect(metrics.map(({ labels }) => [...labels])).toEqual([
      [
        ['a', '}, b="c"'],
        ['d', '\\n\n'],
      ],
      [],
      [['a', 'b']],
    ]);
  });

  it('reads the same with CRLF, in UTF-16 and behind a byte order mark', async () => {
    const plain = fixture('openmetrics/exposition.txt');
    const returns = bytes(new TextDecoder().decode(plain).replaceAll('\n', '\r\n'));
    for (const content of [utf16(plain), marked(plain), returns]) {
      expect(format.sniff(headOf(content, 'scrape.txt'))).toBe(true);
      expect(await evidenceOf(format, content)).toEqual(await evidenceOf(format, plain));
    }
  });

  it('is claimed without a description where its name says what it is', () => {
    expect(format.sniff(headOf(bytes('up 1\n'), 'reports/node.prom'))).toBe(true);
    expect(format.sniff(headOf(bytes('up 1\n'), 'reports/node.txt'))).toBe(false);
    expect(format.sniff(headOf(bytes('# Notes\n\nup 1\n'), 'reports/notes.md'))).toBe(false);
  });
});

describe('What is no scrape', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('openmetrics').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it.each([
    ['a line that is no sample', '# TYPE x gauge\nx 1\nnot a sample\n', 'report-syntax', 3],
    ['a value that is no number', '# TYPE x gauge\nx one\n', 'report-syntax', 2],
    ['a label given twice', '# TYPE x gauge\nx{a="1",a="2"} 1\n', 'report-syntax', 2],
    ['labels that never end', '# TYPE x gauge\nx{a="1" 1\n', 'report-syntax', 2],
    ['a last line cut off within its number', '# TYPE x gauge\nx 0.18', 'report-truncated', 2],
    [
      'OpenMetrics without its end',
      '# TYPE x_seconds gauge\n# UNIT x_seconds seconds\nx_seconds 1\n',
      'report-truncated',
      3,
    ],
    ['something behind the end', '# TYPE x gauge\nx 1\n# EOF\nx 2\n', 'report-syntax', 4],
    ['nothing', '', 'report-empty', 1],
  ])('is refused at its line: %s', async (_name, content, code, line) => {
    expect(await problemsOf(format, bytes(content), 'm.txt')).toMatchObject([{ code, at: { path: 'm.txt', line } }]);
  });

  it('is refused wherever the file was cut off within a line', async () => {
    const whole = new TextDecoder().decode(fixture('openmetrics/exposition.txt'));
    for (let end = 1; end < whole.length; end += 1) {
      const cut = whole.slice(0, end);
      if (cut.endsWith('\n')) continue;
      const problems = await problemsOf(format, bytes(cut), 'm.txt');
      expect(problems.at(-1)?.at?.line).toBe(cut.split('\n').length);
    }
  });

  it.each(['a', 'a{', 'a{b="', '\\"', 'b="c",', ' ', '1 ', '# {'])(
    'is read in time that grows with its length, not with its square: many %s',
    async (part) => {
      const read = (times: number) => problemsOf(format, bytes(`# TYPE x gauge\nx{${part.repeat(times)}\n`), 'm.txt');
      expect(await growth(25_000, read)).toBeLessThan(FACTOR ** 2);
    },
  );
});
