import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agree, compareValues, convert, unitOf, unitOfName, type Unit } from '../../src/gates/units.ts';

function unit(written: string): Unit {
  const known = unitOf(written);
  if (known === null) throw new Error(`no unit: ${written}`);
  return known;
}

const converted = (value: number, from: string, to: string) => convert(value, unit(from), unit(to));

describe('A value', () => {
  it.each([
    [0.187, 's', 'ms', 187],
    [0.07, 's', 'ms', 70],
    [250, 'µs', 'ms', 0.25],
    [250, 'μs', 'ms', 0.25],
    [1, 'us', 'ns', 1000],
    [4.5, 'minutes', 's', 270],
    [2, 'h', 'min', 120],
    [1, 'week', 'days', 7],
    [0.9973, 'ratio', '%', 99.73],
    [0.1, 'percent', 'ratio', 0.001],
    [500, 'ppm', '%', 0.05],
    [60_000, 'requests/minute', 'requests/second', 1000],
    [1000, 'rps', 'request/second', 1000],
    [1, 'req/s', 'requests per minute', 60],
    [36, 'rpm', 'requests/hour', 2160],
    [1, 'KiB', 'bytes', 1024],
    [1, 'KB', 'bytes', 1000],
    [5_242_880, 'bytes', 'MiB', 5],
    [8, 'Mbps', 'MB/s', 1],
    [3, 'gigabytes', 'MB', 3000],
    [2, 'mebibytes', 'KiB', 2048],
    [5, 'Hz', 'operations/second', 5],
    [-2.5, 's', 'ms', -2500],
    [0, 's', 'ms', 0],
  ])('of %p %s is %4$p %3$s', (value, from, to, expected) => {
    expect(agree(unit(from), unit(to))).toBe(true);
    expect(converted(value, from, to)).toBe(expected);
  });

  it.each([
    ['s', 'bytes'],
    ['%', 's'],
    ['request/second', 'request'],
    ['requests/second', 'queries/second'],
    ['errors', 'requests'],
    ['s', ''],
    ['time', 's'],
    ['data', 'bytes'],
    ['ratio', ''],
  ])('in %p is never compared with one in %p', (one, other) => {
    expect([agree(unit(one), unit(other)), agree(unit(other), unit(one))]).toEqual([false, false]);
  });

  it('that is a plain number may count anything', () => {
    expect([agree(unit(''), unit('errors')), agree(unit('requests'), unit('count'))]).toEqual([true, true]);
    expect(agree(unit('Hz'), unit('requests/second'))).toBe(true);
  });

  it.each(['month', 'years', 'requests/month', 'requests/week', 'a/b/s'])('in %p has no exact meaning', (written) => {
    expect(unitOf(written)).toBeNull();
  });
});

describe('A comparison', () => {
  it('is exact where binary fractions are not', () => {
    expect(0.29 * 100).not.toBe(29);
    expect(compareValues(0.29, unit('ratio'), 29, unit('%'))).toBe(0);
    expect(compareValues(0.995, unit('ratio'), 99.5, unit('%'))).toBe(0);
    expect(compareValues(0.99499999999999, unit('ratio'), 99.5, unit('%'))).toBe(-1);
    expect(compareValues(0.2000000001, unit('s'), 200, unit('ms'))).toBe(1);
    expect(compareValues(1 / 3, unit(''), 1 / 3, unit(''))).toBe(0);
  });

  it('of one unit is that of the numbers, and turns round with them', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (one, other) => {
        const order = compareValues(one, unit('ms'), other, unit('ms'));
        expect(order).toBe(one === other ? 0 : one < other ? -1 : 1);
        expect(compareValues(other, unit('ms'), one, unit('ms')) + order).toBe(0);
      }),
    );
  });

  it('agrees with the conversion', () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('ns', 'ms', 's', 'h'),
        fc.constantFrom('ns', 'ms', 's', 'h'),
        (value, from, to) => {
          expect(converted(converted(value, from, to), to, from)).toBeCloseTo(value, 6);
        },
      ),
    );
  });
});

describe('The name of a metric', () => {
  it.each([
    ['http_request_duration_seconds', 'seconds'],
    ['cpu_seconds_total', 'seconds'],
    ['latency_ms', 'ms'],
    ['latency_ms_p95', 'ms'],
    ['cache_bytes', 'bytes'],
    ['uptime_ratio', 'ratio'],
    ['error_percent', 'percent'],
    ['requests_per_second', 'request/second'],
    ['http_requests_total', ''],
    ['request_duration_seconds_count', ''],
    ['request_duration_seconds_bucket', ''],
    ['uptime', null],
    ['error_rate', null],
    ['recovery_time', null],
    ['latency_p95', null],
    ['plan_b', null],
    ['size_m', null],
  ])('%s says the unit %p', (name, expected) => {
    expect(unitOfName(name)).toBe(expected);
  });
});
