import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fallsAtMost, formatPercent, meetsPercent, percentOf } from '../../src/model/index.ts';

describe('a ratio', () => {
  it('is compared exactly: 69.996 % does not meet 70 %, and prints as 69.99 %', () => {
    const ratio = { covered: 17_499, total: 25_000 };
    expect(meetsPercent(ratio, 70)).toBe(false);
    expect(formatPercent(ratio)).toBe('69.99 %');
  });

  it('of nothing meets nothing, not even 0 %', () => {
    expect(meetsPercent({ covered: 0, total: 0 }, 0)).toBe(false);
    expect(percentOf({ covered: 0, total: 0 })).toBeNull();
  });

  it('meets its own percentage where that has two decimals at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 1000 }), (share, factor) => {
        expect(meetsPercent({ covered: share * factor, total: 10_000 * factor }, share / 100)).toBe(true);
      }),
    );
  });

  it('falls by exactly as many points as are allowed, and not by a hair more', () => {
    const before = { covered: 2, total: 3 };
    expect(fallsAtMost({ covered: 66_666, total: 100_000 }, before, 0)).toBe(false);
    expect(fallsAtMost({ covered: 4, total: 6 }, before, 0)).toBe(true);
    expect(fallsAtMost({ covered: 795, total: 1000 }, { covered: 8, total: 10 }, 0.5)).toBe(true);
    expect(fallsAtMost({ covered: 7_949, total: 10_000 }, { covered: 8, total: 10 }, 0.5)).toBe(false);
  });

  it('of nothing has not stayed', () => {
    expect(fallsAtMost({ covered: 0, total: 0 }, { covered: 0, total: 10 }, 100)).toBe(false);
    expect(fallsAtMost({ covered: 10, total: 10 }, { covered: 0, total: 0 }, 100)).toBe(false);
  });

  it('is never printed higher than it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (total, part) => {
        const covered = part % (total + 1);
        expect((percentOf({ covered, total }) ?? 0) * total).toBeLessThanOrEqual(covered * 100 + 1e-6);
      }),
    );
  });
});
