import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { filesOf } from '../../src/policy/index.ts';
import { pathsBelow, pathsWithin } from '../../src/policy/paths-below.ts';
import { growth, FACTOR } from '../growth.ts';
import { specWith } from './specs.ts';

const name = fc.constantFrom('a', 'b', 'ab', 'a.py', 'a-b', 'A', '.a', '[id]', '(x)', 'a b');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const paths = fc.uniqueArray(path, { maxLength: 30 });
const part = fc.oneof(name, fc.constantFrom('*', '**', '{a,b}', '?', '*.py', '+(a|b)', '\\[id\\]', '!(a)', '..', '.'));
const glob = fc
  .tuple(fc.constantFrom('', '', '', '!', './', '/'), fc.array(part, { minLength: 1, maxLength: 4 }))
  .map(([start, parts]) => `${start}${parts.join('/')}`);

describe('the paths that globs may match', () => {
  it('are all that picomatch matches among all paths', () => {
    fc.assert(
      fc.property(paths, fc.array(glob, { minLength: 1, maxLength: 3 }), (all, globs) => {
        const matches = picomatch(globs, { dot: true });
        const expected = all.filter((one) => matches(one)).sort();
        expect(pathsWithin(all, globs).filter((one) => matches(one))).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('below a folder are the folder itself and what begins with it and a slash', () => {
    const all = ['src/a', 'src/a-b/c', 'src/a.py', 'src/a/b', 'src/a/b/c', 'src/a0', 'src/b', 'src'];
    expect(pathsBelow(all, 'src/a')).toEqual(['src/a', 'src/a/b', 'src/a/b/c']);
  });
});

/** Attributes the files of a repository to so many components of eight files and one test. */
function attribute(components: number): void {
  const ids = Array.from({ length: components }, (_component, index) => `c${index}`);
  const files = Array.from({ length: 8 }, (_file, index) => `module_${index}.py`);
  const repository = ids.flatMap((id) => [`tests/test_${id}.py`, ...files.map((file) => `src/${id}/${file}`)]);
  for (const id of ids) {
    const owned = filesOf(specWith({ id: { value: id, at: { path: `specs/${id}.md` } } }), null, repository);
    expect([owned.files.size, owned.tests.unit.size]).toEqual([8, 1]);
  }
}

describe('attributing files to components', () => {
  it('takes time that grows with their number, not with its square', async () => {
    expect(await growth(1_000, attribute)).toBeLessThan(FACTOR * 2.5);
  }, 60_000);
});
