import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shardsOf } from '../../src/run/index.ts';

const weights = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 60 })
  .chain((ids) =>
    fc
      .array(fc.nat(1000), { minLength: ids.length, maxLength: ids.length })
      .map((all) => ids.map((id, index): [string, number] => [id, all[index] ?? 0])),
  );
const counts = fc.integer({ min: 1, max: 20 });

describe('shards', () => {
  it('have every component once, and none is empty', () => {
    fc.assert(
      fc.property(weights, counts, (all, count) => {
        const shards = shardsOf(new Map(all), count);
        expect(shards.flatMap(({ components }) => components).sort()).toEqual(all.map(([id]) => id).sort());
        expect(shards.every(({ components }) => components.length > 0)).toBe(true);
        expect(shards.map(({ shard }) => shard)).toEqual(shards.map((_shard, index) => index + 1));
        expect(shards.length).toBe(Math.min(count, all.length));
      }),
    );
  });

  it('are the same whatever the order of the components', () => {
    fc.assert(
      fc.property(weights, counts, (all, count) => {
        expect(shardsOf(new Map([...all].reverse()), count)).toEqual(shardsOf(new Map(all), count));
      }),
    );
  });

  it('differ in weight by no more than the heaviest component', () => {
    fc.assert(
      fc.property(weights, counts, (all, count) => {
        const sums = shardsOf(new Map(all), count).map(({ weight }) => weight);
        const heaviest = Math.max(0, ...all.map(([, weight]) => weight));
        expect(Math.max(0, ...sums) - Math.min(...sums, Infinity)).toBeLessThanOrEqual(
          sums.length === 0 ? 0 : heaviest,
        );
      }),
    );
  });
});
