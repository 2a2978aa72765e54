import { describe, expect, it } from '@jest/globals';
import { detect, formats } from '../../src/evidence/index.ts';
import { format } from '../../src/evidence/formats/metrics-json.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, problemsOf } from './reading.ts';

const of = (...metrics: unknown[]) => bytes(JSON.stringify({ kind: 'metrics', metrics }));

describe('Metrics in our own shape', () => {
  it('are claimed, by their content alone', () => {
    expect(detect(headOf(fixture('metrics-json/production.json'), 'reports/x.json'), formats)?.id).toBe('metrics-json');
  });

  it('are read as they stand, with unit and labels', async () => {
    const { metrics, defects } = await evidenceOf(format, fixture('metrics-json/production.json'));
    expect(defects).toEqual([]);
    expect(metrics).toHaveLength(7);
    expect(metrics[0]).toEqual({ name: 'uptime', value: 99.73, unit: '%', labels: new Map() });
    expect(metrics[3]).toEqual({ name: 'latency_p95', value: 0.151, unit: 's', labels: new Map([['region', 'us']]) });
  });

  it('may be none, and may leave unit, labels and time out', async () => {
    expect((await evidenceOf(format, of())).metrics).toEqual([]);
    expect((await evidenceOf(format, of({ name: 'x', value: 0 }))).metrics).toEqual([
      { name: 'x', value: 0, unit: null, labels: new Map() },
    ]);
  });

  it('lose no label, whatever it is called', async () => {
    const content = bytes('{"kind": "metrics", "metrics": [{"name": "x", "value": 1, "labels": {"__proto__": "y"}}]}');
    expect((await evidenceOf(format, content)).metrics[0]?.labels).toEqual(new Map([['__proto__', 'y']]));
  });
});

describe('What is no such file', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('metrics-json').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it.each([
    ['a value that is no number', { name: 'x', value: '1' }, 'metrics.0.value'],
    ['no value', { name: 'x' }, 'metrics.0.value'],
    ['null', { name: 'x', value: null }, 'metrics.0.value'],
    ['an empty name', { name: '', value: 1 }, 'metrics.0.name'],
    ['a label that is no text', { name: 'x', value: 1, labels: { a: 1 } }, 'metrics.0.labels'],
    ['labels as a list', { name: 'x', value: 1, labels: ['a'] }, 'metrics.0.labels'],
    ['a time without a zone', { name: 'x', value: 1, at: '2026-11-22T09:00:00' }, 'metrics.0.at'],
    ['an unknown key', { name: 'x', value: 1, units: 's' }, 'metrics.0'],
  ])('is refused by the name of the field: %s', async (_name, metric, field) => {
    expect((await problemsOf(format, of(metric), 'm.json'))[0]?.message).toContain(`At ${field}`);
  });

  it('is refused: a value beyond every number', async () => {
    const content = bytes('{"kind": "metrics", "metrics": [{"name": "x", "value": 1e999}]}');
    expect((await problemsOf(format, content, 'm.json'))[0]?.message).toContain('metrics.0.value');
  });

  it('is refused at its line: an end cut off, and an empty file', async () => {
    const lines = new TextDecoder().decode(fixture('metrics-json/production.json')).split('\n');
    expect(await problemsOf(format, bytes(lines.slice(0, 9).join('\n')), 'm.json')).toMatchObject([
      { code: 'report-syntax', at: { path: 'm.json', line: 9 } },
    ]);
    expect(await problemsOf(format, bytes(''), 'm.json')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
  });
});
