import { describe, expect, it } from '@jest/globals';
import { opaqueAmong, plainPath, wantedBy } from '../../src/model/index.ts';

describe('what is wanted of a tree', () => {
  it.each([
    ['specs/a.md', true],
    ['specs/.hidden.md', true],
    ['specs/drafts/a.md', false],
    ['specs/old.md', false],
    ['README.md', true],
    ['src/main.ts', false],
  ])('is what the workspace’s search would find: %s', (path, expected) => {
    expect(wantedBy({ paths: ['README.md'], globs: ['specs/*.md', '!specs/old.md'] })(path)).toBe(expected);
  });

  it.each([
    ['120000', 'specs', 'specs'],
    ['160000', 'specs', 'specs'],
    ['120000', 'specs/a.md', 'specs/a.md'],
    ['120000', 'docs', 'docs'],
    ['100644', 'specs', undefined],
    ['120000', 'specs-old', undefined],
    ['120000', 'src/link', undefined],
  ])('can’t be told behind an entry of mode %s: %s', (mode, path, expected) => {
    const wanted = { paths: ['docs/deep/a.md'], globs: ['specs/*.md'] };
    expect(
      opaqueAmong(
        [
          { path: 'x', mode: '120000' },
          { path, mode },
        ],
        wanted,
      )?.path,
    ).toBe(expected);
  });
});

describe('a plain path', () => {
  it.each([
    ['./specs/a.md', 'specs/a.md'],
    ['specs//./a.md', 'specs/a.md'],
    ['src/../specs/*.md', 'specs/*.md'],
    ['../a.md', '../a.md'],
    ['a/../../b', '../b'],
    ['.github/maturity.yml', '.github/maturity.yml'],
  ])('of %s is %s', (path, expected) => {
    expect(plainPath(path)).toBe(expected);
  });
});
