import { describe, expect, it } from '@jest/globals';
import { detect, formats } from '../../src/evidence/index.ts';
import { format } from '../../src/evidence/formats/prometheus-query.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, parse, problemsOf } from './reading.ts';

const read = async (file: string) =>
  (await evidenceOf(format, fixture(`prometheus-query/${file}`), `reports/${file}`)).metrics.map(
    ({ name, value, labels }) => [name, value, labels.get('quantile')],
  );

describe('The answer of Prometheus to a query', () => {
  it.each([
    'vector.json',
    'scalar.json',
    'matrix.json',
    'nan.json',
    'empty.json',
    'uptime_ratio.json',
    'histogram-quantile.json',
    'string.json',
    'error.json',
  ])('is claimed, by its content alone: %s', (file) => {
    expect(detect(headOf(fixture(`prometheus-query/${file}`), 'reports/x.json'), formats)?.id).toBe('prometheus-query');
  });

  it('gives the values of a vector, a scalar and a matrix', async () => {
    expect(await read('vector.json')).toEqual([['shop_request_duration_seconds', 0.187, '0.95']]);
    expect(await read('scalar.json')).toEqual([['scalar', 0.9973, undefined]]);
    expect(await read('matrix.json')).toEqual(Array(4).fill(['shop_uptime_ratio', 0.9973, undefined]));
    expect(await read('empty.json')).toEqual([]);
  });

  it('keeps NaN as NaN', async () => {
    expect((await read('nan.json')).at(-1)).toEqual(['shop_request_duration_seconds', NaN, '0.99']);
  });

  it('calls a result without a name after its file', async () => {
    expect(await read('uptime_ratio.json')).toEqual([['uptime_ratio', 1, undefined]]);
    const content = fixture('prometheus-query/histogram-quantile.json');
    const { metrics } = await evidenceOf(format, content, 'reports/live/query_seconds.p95.json');
    expect(metrics).toMatchObject([{ name: 'query_seconds', value: 0.6, unit: null }]);
  });

  it('keeps the labels without the name', async () => {
    const { metrics } = await evidenceOf(format, fixture('prometheus-query/vector.json'));
    expect([...(metrics[0]?.labels.keys() ?? [])]).toEqual(['instance', 'job', 'quantile']);
  });

  it('passes on what Prometheus warns of', async () => {
    const answer = { status: 'success', data: { resultType: 'vector', result: [] }, warnings: ['partial response'] };
    const result = await parse(format, bytes(JSON.stringify(answer)), 'q.json');
    expect(result).toMatchObject({ ok: true, warnings: [{ message: 'Prometheus warns: partial response' }] });
  });
});

describe('What is no answer to a query', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('prometheus-query').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it('is refused with the reason that Prometheus gives: a query that failed', async () => {
    const problems = await problemsOf(format, fixture('prometheus-query/error.json'), 'q.json');
    expect(problems).toMatchObject([{ code: 'query-failed', at: { path: 'q.json', line: 1 } }]);
    expect(problems[0]?.message).toContain('unclosed left parenthesis');
  });

  it('is refused: a text, and values that are no numbers', async () => {
    expect((await problemsOf(format, fixture('prometheus-query/string.json'), 'q.json'))[0]?.message).toContain(
      'resultType',
    );
    for (const value of ['one', '', '1.2.3e', '0x10', ' 1']) {
      const answer = { status: 'success', data: { resultType: 'scalar', result: [1, value] } };
      expect((await problemsOf(format, bytes(JSON.stringify(answer)), 'q.json'))[0]?.message).toContain(
        'number as text',
      );
    }
  });

  it('is refused at its line: an end cut off, and an empty file', async () => {
    const whole = new TextDecoder().decode(fixture('prometheus-query/vector.json'));
    expect(await problemsOf(format, bytes(whole.slice(0, 100)), 'q.json')).toMatchObject([
      { code: 'report-syntax', at: { path: 'q.json', line: 1 } },
    ]);
    expect(await problemsOf(format, bytes(''), 'q.json')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
  });
});
