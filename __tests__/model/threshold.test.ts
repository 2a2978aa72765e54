import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatThreshold, malformedThreshold, parseThresholds } from '../../src/model/index.ts';
import { FACTOR, growth } from '../growth.ts';

/** `>= 70 %`, with `?` behind it where nobody wrote a comparator. */
function read(text: string): string[] {
  return parseThresholds(text).map((threshold) => formatThreshold(threshold) + (threshold.implied === true ? '?' : ''));
}

describe('the thresholds of a text', () => {
  it.each([
    ['≥70%', '>= 70 %'],
    ['>= 70 %', '>= 70 %'],
    ['&ge; **70** %', '>= 70 %'],
    ['at least 80%', '>= 80 %'],
    ['no less than 80 percent', '>= 80 %'],
    ['80% or more', '>= 80 %'],
    ['80% minimum', '>= 80 %'],
    ['70%+', '>= 70 %'],
    ['p95 < 200ms', '< 200 ms'],
    ['under 200 ms', '< 200 ms'],
    ['Sub-100ms response times', '< 100 ms'],
    ['<0.1%', '< 0.1 %'],
    ['≤ 5 minutes', '<= 5 minute'],
    ['within 5 mins', '<= 5 min'],
    ['no more than 5 errors', '<= 5 error'],
    ['does not exceed 5 s', '<= 5 s'],
    ['exceeds 70% threshold', '> 70 %'],
    ['≥1000 requests/second', '>= 1000 request/second'],
    ['≥ 1,000 requests per second', '>= 1000 request/second'],
    ['≥ 1 000 req/s', '>= 1000 req/s'],
    ['≥10k requests/second', '>= 10000 request/second'],
    ['≥ 99,5 %', '>= 99.5 %'],
    ['Cyclomatic complexity <10', '< 10'],
    ['≤ -5 %', '<= -5 %'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    ['70%', '>= 70 %?'],
    ['7-day stability period', '>= 7 day?'],
    ['Monitor for 24 hours', '>= 24 hour?'],
    ['validated over 7 days', '>= 7 day?'],
    ['1,000 requests/second', '>= 1000 request/second?'],
    ['63% => 86%', ['>= 63 %?', '>= 86 %?']],
  ])('%s has a telling unit, so that "at least" is implied: %s', (text, expected) => {
    expect(read(text)).toEqual([expected].flat());
  });

  it('are all there, in order', () => {
    expect(read('Test coverage: ≥70% (staging), ≥80% (production)')).toEqual(['>= 70 %', '>= 80 %']);
    expect(read('7-day uptime in staging ≥99.5%')).toEqual(['>= 7 day?', '>= 99.5 %']);
  });

  it.each([
    'p95',
    'Python 3.11',
    'FR1',
    'port 9464',
    '19/19 tests',
    'Week 1-2',
    'tier 2+',
    '~3-5s saved',
    'gap: -58.69%',
    '24/7',
    '≥3.11.2',
    'a -> b',
    'PR #73',
  ])('are none in %s', (text) => {
    expect(read(text)).toEqual([]);
    expect(malformedThreshold(text)).toBeNull();
  });
});

describe('what looks like a threshold and is none', () => {
  it.each([
    ['coverage ≥ N %', '≥ N %'],
    ['coverage ≥70O% (staging)', '≥70O%'],
    ['coverage >= seventy %', '>= seventy %'],
    ['coverage ≥ %', '≥ %'],
    ['coverage ≥60-70%', '≥60-70%'],
    ['≥99.9.9%', '≥99.9.9%'],
    ['latency < 2O0ms', '< 2O0ms'],
    ['≥l00%', '≥l00%'],
    ['≥1e6 requests', '≥1e6'],
    ['at least seventy percent', 'at least seventy percent'],
  ])('%s: %s', (text, expected) => {
    expect(malformedThreshold(text)).toBe(expected);
    expect(read(text)).toEqual([]);
  });

  it.each([
    'List<T>',
    'coverage < threshold',
    'a <br> b',
    '<details>',
    'x -> y',
    'at least one review',
    '≥70% and <5 s',
  ])('is not in %s', (text) => {
    expect(malformedThreshold(text)).toBeNull();
  });
});

describe('any text', () => {
  it('is searched for thresholds without an exception; all numbers are finite', () => {
    const parts = fc.constantFrom(
      '≥',
      '<',
      '>=',
      ' ',
      '%',
      '1',
      '99',
      ',',
      '.',
      '-',
      'O',
      'ms',
      ' per ',
      'second',
      'at least ',
      'k',
      '+',
      '\u202f',
      '9'.repeat(400),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 3 })), { maxLength: 40 }), (chosen) => {
        const text = chosen.join('');
        expect(parseThresholds(text).every(({ value }) => Number.isFinite(value))).toBe(true);
        expect(malformedThreshold(text)).not.toBe('');
      }),
    );
  });

  it.each(['≥ ', '1 ', '1,', 'at least ', ' ', '9', '<', 'a per ', '≥70% '])(
    'is searched in time that grows with its length, not with its square: many "%s"',
    async (part) => {
      const search = (times: number): void => {
        parseThresholds(part.repeat(times));
        malformedThreshold(part.repeat(times));
      };
      expect(await growth(25_000, search)).toBeLessThan(FACTOR ** 2);
    },
  );

  it.each(['< 0.0000001 s', '>= 999999999999999k requests/second', '<= 0.000000000000001 %'])(
    'that is very small or large reads back as it was: %s',
    (text) => {
      const [threshold] = parseThresholds(text);
      if (threshold === undefined) throw new Error('no threshold');
      expect(parseThresholds(formatThreshold(threshold))).toEqual([threshold]);
    },
  );

  it('that is a printed threshold reads back as it was', () => {
    const printed = fc.record({
      comparator: fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const),
      value: fc.integer({ min: 0, max: 99_999 }).map((hundredths) => hundredths / 100),
      unit: fc.constantFrom('%', 'ms', 'day', 'request/second', ''),
    });
    fc.assert(
      fc.property(printed, (threshold) => {
        expect(parseThresholds(formatThreshold(threshold))).toEqual([threshold]);
      }),
    );
  });
});
