import { describe, expect, it } from '@jest/globals';
import { detailPacker } from '../../src/evidence/packed.ts';
import type { CoverageDetail } from '../../src/model/index.ts';

const unpacked = (detail: CoverageDetail): CoverageDetail => detailPacker()(detail)();

describe('packed hits', () => {
  it.each<[what: string, lines: [number, boolean][]]>([
    ['no line', []],
    ['one line', [[1, true]]],
    ['lines in a row', Array.from({ length: 100 }, (_, index) => [index + 1, index % 3 === 0])],
    [
      'lines far apart',
      [
        [0, false],
        [4, true],
        [5, false],
        [1_000, true],
        [4_000_000, false],
      ],
    ],
  ])('of %s are what they were', (_, lines) => {
    expect(unpacked({ lines: new Map(lines), branches: new Map() }).lines).toEqual(new Map(lines));
  });

  it('are in the order of the lines, whatever order they came in', () => {
    const { lines } = unpacked({
      lines: new Map([
        [9, true],
        [2, false],
        [30, true],
      ]),
      branches: new Map(),
    });
    expect([...lines]).toEqual([
      [2, false],
      [9, true],
      [30, true],
    ]);
  });

  it('know the branches of each line, and the names of those never taken', () => {
    const branches = new Map([
      [12, { total: 2, missing: [] }],
      [7, { total: 300, missing: ['exit', 'exit', '9'] }],
      [4000, { total: 2, missing: ['branch 0,"a, b"', ''] }],
    ]);
    const detail = { lines: new Map([[12, true]]), branches };
    expect(unpacked(detail)).toEqual(detail);
  });

  it('of several files share names, and no file changes another', () => {
    const pack = detailPacker();
    const of = (missing: string[]): CoverageDetail => ({
      lines: new Map([[1, true]]),
      branches: new Map([[1, { total: 3, missing }]]),
    });
    const files = [['x', 'y'], ['y'], ['z', 'x']].map((missing) => ({ missing, unpack: pack(of(missing)) }));
    files[0]?.unpack().lines.set(1, false);
    for (const { missing, unpack } of files) expect(unpack()).toEqual(of(missing));
  });
});
