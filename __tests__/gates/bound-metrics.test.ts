import { describe, expect, it } from '@jest/globals';
import { boundMetrics } from '../../src/gates/bound-metrics.ts';
import type { MeasuredMetric } from '../../src/gates/index.ts';

const report = { path: 'm.json', format: 'metrics-json', sha256: '', trust: 'self-reported' as const };
const metric = (name: string, value: number, labels: Record<string, string> = {}): MeasuredMetric => ({
  name,
  value,
  unit: null,
  labels: new Map(Object.entries(labels)),
  report,
});

const metrics = [
  metric('latency_p95', 1),
  metric('Latency-P95', 2),
  metric('answer_seconds', 3, { quantile: '0.5', path: '/a=b' }),
  metric('answer_seconds', 4, { quantile: '0.95', path: '/' }),
  metric('http_req_duration_p95', 5),
  metric('http_req_duration_p95', 6, { expected_response: 'true' }),
  metric('odd{name}', 7),
];
const bound = (wanted: string) => boundMetrics(metrics, wanted).map(({ value }) => value);

describe('A target is bound', () => {
  it('to the metric of that very name', () => {
    expect(bound('latency_p95')).toEqual([1]);
    expect(bound('odd{name}')).toEqual([7]);
  });

  it('else to the names that differ in capitals, dashes and spaces only', () => {
    expect(bound('LATENCY p95')).toEqual([1, 2]);
    expect(bound('latency p 95')).toEqual([]);
    expect(bound('latency')).toEqual([]);
  });

  it('to the values with the labels it names', () => {
    expect(bound('answer_seconds{quantile="0.95"}')).toEqual([4]);
    expect(bound('answer_seconds{path="/a=b", quantile=0.5,}')).toEqual([3]);
    expect(bound('http_req_duration_p95{expected_response:true}')).toEqual([6]);
    expect(bound('answer_seconds')).toEqual([3, 4]);
  });

  it('to the value without labels where there is one', () => {
    expect(bound('http_req_duration_p95')).toEqual([5]);
  });

  it('to nothing by labels that no value has, or that can’t be read', () => {
    for (const labels of [
      'quantile="0.99"',
      'quantile',
      'quantile!="0.5"',
      'quantile=~"0.*"',
      '="0.5"',
      'region="eu"',
    ]) {
      expect(bound(`answer_seconds{${labels}}`)).toEqual([]);
    }
  });
});
