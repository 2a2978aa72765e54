import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pack, unpack } from '../../../src/report/html/pack.ts';

const leaf = fc.oneof(fc.string(), fc.boolean(), fc.constant(null));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('packed data', () => {
  it('is after unpacking what it was, even by way of JSON', () => {
    fc.assert(
      fc.property(value, (data) => {
        expect(unpack(JSON.parse(JSON.stringify(pack(data))) as ReturnType<typeof pack>)).toEqual(data);
      }),
    );
  });

  it('tells each text and each set of keys once', () => {
    const rows = Array.from({ length: 50 }, () => ({ status: 'pass', gate: 'min-coverage' }));
    const { texts, shapes } = pack(rows);
    expect(texts).toEqual(['pass', 'min-coverage']);
    expect(shapes).toEqual([['status', 'gate']]);
  });

  it('refuses what it could not give back', () => {
    expect(() => pack({ count: 1 })).toThrow(TypeError);
    expect(() => pack([undefined])).toThrow(TypeError);
  });
});
