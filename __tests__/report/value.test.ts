import { describe, expect, it } from '@jest/globals';
import { describeValue } from '../../src/report/index.ts';

describe('a value in words', () => {
  it.each<[unknown, string]>([
    [{ covered: 40, total: 60, percent: 66.66 }, '66.66 % (40/60)'],
    [{ covered: 69_996, total: 100_000, percent: 69.99 }, '69.99 % (69996/100000)'],
    [{ covered: 0, total: 0, percent: null }, 'nothing to measure'],
    [{ covered: 812, total: 1_000, baseline: { covered: 82, total: 100 } }, '81.20 % (812/1000), ▼ 0.80 points lower'],
    [{ covered: 9, total: 10, baseline: { covered: 89, total: 100 } }, '90.00 % (9/10), ▲ 1.00 points higher'],
    [{ covered: 1, total: 3, baseline: { covered: 2, total: 6 } }, '33.33 % (1/3), as the baseline'],
    [{ covered: 1, total: 2, baseline: null, patch: { covered: 0, total: 4 } }, '50.00 % (1/2), patch 0.00 % (0/4)'],
    [{ covered: 1, total: 2, baseline: { covered: 0, total: 0 } }, '50.00 % (1/2)'],
    [{ covered: 1, total: 2, baseline: { covered: 1, total: 1, measure: 'lines' } }, '50.00 % (1/2)'],
    [{ percent: 70 }, '≥ 70 %'],
    [{ percent: 0, patch: 80, drop: 0.5 }, '≥ 0 %, patch ≥ 80 %, at most 0.5 points below the baseline'],
    [{ passed: 12, failed: 1, errors: 0, skipped: 0 }, '12 passed, 1 failed'],
    [{ passed: 0, failed: 0, errors: 0, skipped: 0 }, 'no test executed'],
    [{ passed: 3, failed: 0, errors: 2, skipped: 1, flaky: 4 }, '3 passed, 2 in error, 1 skipped, 4 flaky'],
    [{ failed: 0, errors: 0 }, '0 failed, 0 in error'],
    [{ errors: 2, warnings: 1, notes: 0 }, '2 errors, 1 warning'],
    [{ errors: 0, warnings: 0, notes: 0 }, 'no findings'],
    [{ errors: 0 }, '0 errors'],
    [{ unaudited: 1, confirmed: 0, dismissed: 3 }, '1 unaudited, 3 dismissed'],
    [{ unaudited: 0, confirmed: 0, dismissed: 0 }, 'no secrets'],
    [{ value: 187, unit: 'ms' }, '187 ms'],
    [{ comparator: '>=', value: 99.5, unit: '%' }, '≥ 99.5 %'],
    [{ approvals: 1 }, '1 approval'],
    [{ days: 7 }, '7 days'],
    [{ ticked: false }, 'not ticked'],
    [{ path: 'README.md', words: 120 }, 'path: README.md, words: 120'],
    [null, 'nothing'],
    [undefined, 'nothing'],
    ['', 'nothing'],
    [[], 'none'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
    [0, '0'],
    [true, 'yes'],
  ])('%j is “%s”', (value, words) => {
    expect(describeValue(value)).toBe(words);
  });

  it.each([
    [{ covered: 1.5, total: 3 }],
    [{ covered: -1, total: 3 }],
    [{ covered: '1', total: 3 }],
    [{ covered: 1e300, total: 1e308 }],
  ])('makes no percentage of %j', (value) => {
    expect(describeValue(value)).not.toContain('%');
  });

  it('is not misled by prototype keys', () => {
    const value: unknown = JSON.parse('{"__proto__": {"covered": 1, "total": 1}, "constructor": "x"}');
    expect(describeValue(value)).toBe('proto: 100.00 % (1/1), constructor: x');
  });

  it('stays short, however deep and long the value', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 10_000; depth += 1) deep = { deep };
    expect(describeValue(deep).length).toBeLessThanOrEqual(200);
    expect(describeValue('y'.repeat(1_000_000)).length).toBeLessThanOrEqual(200);
  });
});
