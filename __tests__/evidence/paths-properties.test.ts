import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mapPaths, type PathMapping } from '../../src/evidence/paths.ts';
import { indexFiles } from '../../src/evidence/repository-files.ts';

/** Few names, so that packages have files of the same names. */
const folder = fc.constantFrom('a', 'b', 'src', 'pkg', 'shop', 'tests');
const file = fc
  .tuple(fc.array(folder, { maxLength: 4 }), fc.constantFrom('x.py', 'y.py', '__init__.py'))
  .map(([folders, name]) => [...folders, name].join('/'));
const repository = fc.uniqueArray(file, { minLength: 1, maxLength: 30 });

const place = { roots: [], path: 'reports/coverage.json' };

function map(paths: string[], files: string[]): Map<string, PathMapping> {
  return mapPaths(paths, place, indexFiles(files));
}

/** The file that a mapping names; `null` when it names none. */
function fileOf(found: PathMapping | undefined): string | null {
  return found !== undefined && 'path' in found ? found.path : null;
}

describe('paths that a tool wrote in a checkout', () => {
  const checkouts = fc.constantFrom(
    (path: string) => path,
    (path: string) => `./${path}`,
    (path: string) => `/home/runner/work/r/r/${path}`,
    (path: string) => `D:\\a\\r\\r\\${path.replaceAll('/', '\\')}`,
    (path: string) => `file:///app/${path}`,
  );

  it('are never another file than they were', () => {
    fc.assert(
      fc.property(repository, fc.infiniteStream(fc.boolean()), checkouts, (files, picked, written) => {
        const measured = files.filter(() => picked.next().value);
        const mapping = map(measured.map(written), files);
        for (const path of measured) expect([path, null]).toContain(fileOf(mapping.get(written(path))));
      }),
      { numRuns: 500 },
    );
  });

  it('are all found when every file is measured', () => {
    fc.assert(
      fc.property(repository, checkouts, (files, written) => {
        const mapping = map(files.map(written), files);
        expect(files.map((path) => fileOf(mapping.get(written(path))))).toEqual(files);
      }),
    );
  });

  it('are never a file of another package, where the file itself was deleted or never committed', () => {
    fc.assert(
      fc.property(repository, fc.nat(), checkouts, (files, at, written) => {
        const gone = files[at % files.length] ?? '';
        const rest = files.filter((path) => path !== gone);
        const siblings = rest.some((path) => path.startsWith(`${gone.split('/').slice(0, -1).join('/')}/`));
        fc.pre(siblings);
        const found = fileOf(map(files.map(written), rest).get(written(gone)));
        expect(found).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe('paths that a tool wrote in the folder of a package', () => {
  it('are that package’s files, or of none', () => {
    fc.assert(
      fc.property(repository, fc.constantFrom('a', 'b', 'src/pkg'), (files, cwd) => {
        const own = files.filter((path) => path.startsWith(`${cwd}/`));
        const reported = own.map((path) => path.slice(cwd.length + 1));
        const beside = mapPaths(reported, { roots: [], path: `${cwd}/coverage.json` }, indexFiles(files));
        for (const [index, path] of reported.entries()) expect([own[index], null]).toContain(fileOf(beside.get(path)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a path that stands in several folders around its report', () => {
  it('is none of them, and not the root’s file of that path either', () => {
    const files = ['src/pkg/__init__.py', 'src/__init__.py', '__init__.py'];
    const found = mapPaths(['__init__.py'], { roots: [], path: 'src/pkg/coverage.json' }, indexFiles(files));
    expect(found.get('__init__.py')).toEqual({ ambiguous: expect.arrayContaining(files) });
  });
});

describe('any paths', () => {
  const anything = fc.oneof(
    file.map((path) => `/x/${path}`),
    file.map((path) => `.tox/py/lib/site-packages/${path}`),
    file,
    fc.string(),
  );

  it('mean files of the repository whose names end like theirs, and candidates are such files', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anything, { maxLength: 20 }), repository, (paths, files) => {
        for (const [path, found] of map(paths, files)) {
          const named = 'path' in found ? [found.path] : 'ambiguous' in found ? found.ambiguous : [];
          for (const one of named) {
            expect(files).toContain(one);
            expect(path.split('/').at(-1)).toBe(one.split('/').at(-1));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are the same file only as copies of a whole: neither of two that are equally unlike it', () => {
    fc.assert(
      fc.property(repository, folder, folder, (files, one, other) => {
        fc.pre(one !== other);
        const [path = ''] = files;
        const rest = path.split('/').slice(1).join('/');
        fc.pre(rest !== '' && !files.includes(rest));
        const mapping = map([`/1/${one}1/${rest}`, `/2/${other}2/${rest}`], files);
        expect([...mapping.values()].map(fileOf)).toEqual([null, null]);
      }),
    );
  });
});
