import { describe, expect, it } from '@jest/globals';
import { mapPaths, type PathMapping } from '../../src/evidence/paths.ts';
import { indexFiles } from '../../src/evidence/repository-files.ts';
import { FACTOR, growth } from '../growth.ts';

function mapAll(paths: string[], files: string[], roots: string[] = [], report = 'reports/x.json'): PathMapping[] {
  return [...mapPaths(paths, { roots, path: report }, indexFiles(files)).values()];
}

function map(path: string, files: string[], roots: string[] = [], report?: string): PathMapping | undefined {
  return mapAll([path], files, roots, report)[0];
}

const repository = [
  'README.md',
  'setup.py',
  'src/shop/__init__.py',
  'src/shop/cart.py',
  'src/shop/sub/__init__.py',
  'src/shop/ünïcode 模块.py',
  'tests/test_cart.py',
];

describe('a reported path', () => {
  it.each([
    ['as it is', 'src/shop/cart.py', 'src/shop/cart.py'],
    ['with a dot', './src/./shop//cart.py', 'src/shop/cart.py'],
    ['that goes up and down again', 'docs/../src/shop/cart.py', 'src/shop/cart.py'],
    ['of a runner', '/home/runner/work/shop/shop/src/shop/cart.py', 'src/shop/cart.py'],
    ['of a Windows runner', 'D:\\a\\shop\\shop\\src\\shop\\cart.py', 'src/shop/cart.py'],
    ['with backslashes', 'src\\shop\\cart.py', 'src/shop/cart.py'],
    [
      'as URI',
      'file:///home/runner/work/shop/shop/src/shop/%C3%BCn%C3%AFcode%20%E6%A8%A1%E5%9D%97.py',
      'src/shop/ünïcode 模块.py',
    ],
    ['as Windows URI', 'file:///D:/a/shop/shop/src/shop/cart.py', 'src/shop/cart.py'],
    ['as URI with a stray percent sign', 'file:///app/100%/src/shop/cart.py', 'src/shop/cart.py'],
    ['of a container', '/app/src/shop/cart.py', 'src/shop/cart.py'],
    ['of a container that holds only the sources', '/app/shop/cart.py', 'src/shop/cart.py'],
    ['of an installed package', '.tox/py311/lib/python3.11/site-packages/shop/cart.py', 'src/shop/cart.py'],
    ['of a Windows installation', 'C:\\Python\\Lib\\site-packages\\shop\\sub\\__init__.py', 'src/shop/sub/__init__.py'],
    ['relative to the sources', 'shop/cart.py', 'src/shop/cart.py'],
    ['relative to the package', 'cart.py', 'src/shop/cart.py'],
    ['of a file in the root', '/app/setup.py', 'setup.py'],
  ])('%s is the repository file', (_, reported, expected) => {
    expect(map(reported, repository)).toEqual({ path: expected });
  });

  it.each([
    ['leads out of the repository', '../src/shop/cart.py'],
    ['leads out on a detour', 'src/../../src/shop/cart.py'],
    ['leads out with backslashes', '..\\src\\shop\\cart.py'],
    ['leads out percent-encoded', 'file:///%2e%2e/%2e%2e/src/shop/cart.py'],
    ['is no file', 'src/shop'],
    ['is another file', 'src/shop/basket.py'],
    ['only ends like one', 'src/shop/mycart.py'],
    ['is of a foreign package with a known file name', '/usr/lib/python3.11/site-packages/requests/sub/__init__.py'],
    ['has only the file name in common', '/usr/lib/python3.11/json/cart.py'],
    ['is of another case', 'src/shop/Cart.py'],
    ['is a prototype key', '__proto__'],
    ['is empty', ''],
    ['is the root', '/'],
  ])('that %s is unknown', (_, reported) => {
    expect(map(reported, repository)).toEqual({ unknown: true });
  });

  it('is ambiguous when two files end like it, and never guessed', () => {
    const files = ['a/pkg/x.py', 'b/pkg/x.py', 'c/x.py'];
    expect(map('pkg/x.py', files)).toEqual({ ambiguous: ['a/pkg/x.py', 'b/pkg/x.py'] });
    expect(map('/runner/pkg/x.py', files)).toEqual({ ambiguous: ['a/pkg/x.py', 'b/pkg/x.py'] });
  });

  it('prefers equality to a longer file with the same end', () => {
    expect(map('pkg/x.py', ['pkg/x.py', 'vendor/pkg/x.py'])).toEqual({ path: 'pkg/x.py' });
    expect(map('/home/runner/work/r/r/pkg/x.py', ['pkg/x.py', 'vendor/pkg/x.py'])).toEqual({ path: 'pkg/x.py' });
  });

  it('takes the longest common end', () => {
    expect(map('/w/vendor/pkg/x.py', ['pkg/x.py', 'vendor/pkg/x.py'])).toEqual({ path: 'vendor/pkg/x.py' });
    expect(map('/w/b/pkg/x.py', ['a/pkg/x.py', 'b/pkg/x.py'])).toEqual({ path: 'b/pkg/x.py' });
  });

  it('does not confuse folders whose names begin alike', () => {
    expect(map('/w/pkg/x.py', ['pkg2/x.py', 'my-pkg/x.py', 'q/pkg/x.py'])).toEqual({ path: 'q/pkg/x.py' });
  });
});

describe('the roots of a report', () => {
  it('complete its paths', () => {
    const files = ['src/shop/__init__.py', 'src/bank/__init__.py'];
    expect(map('__init__.py', files, ['/home/runner/work/r/r/src/shop'])).toEqual({ path: 'src/shop/__init__.py' });
    expect(map('__init__.py', files, ['D:\\a\\r\\r\\src\\bank'])).toEqual({ path: 'src/bank/__init__.py' });
    expect(map('../bank/__init__.py', files, ['/home/runner/work/r/r/src/shop'])).toEqual({
      path: 'src/bank/__init__.py',
    });
  });

  it('leave a path ambiguous that is a file below two of them', () => {
    const mapping = map('x.py', ['lib/x.py', 'src/x.py'], ['/w/lib', '/w/src']);
    expect(mapping).toEqual({ ambiguous: ['lib/x.py', 'src/x.py'] });
  });

  it('leave a path ambiguous that is another file without them', () => {
    const mapping = map('main.py', ['main.py', 'src/svc/main.py'], ['/w/src/svc']);
    expect(mapping).toEqual({ ambiguous: ['main.py', 'src/svc/main.py'] });
  });

  it('do not change what is equal to a file', () => {
    expect(map('src/shop/cart.py', repository, ['/home/runner/work/shop/shop'])).toEqual({ path: 'src/shop/cart.py' });
    expect(map('src/shop/cart.py', repository, ['', '.'])).toEqual({ path: 'src/shop/cart.py' });
  });

  it('do not lead out of the repository', () => {
    expect(map('../../etc/x.py', ['x.py'], ['/a'])).toEqual({ unknown: true });
  });
});

describe('the paths of one report', () => {
  it('settle an ambiguous one by the beginning that the clear ones have in common', () => {
    const files = ['a/pkg/x.py', 'b/pkg/x.py', 'a/pkg/only.py', 'b/pkg/other.py'];
    expect(mapAll(['pkg/x.py', 'pkg/only.py'], files)).toEqual([{ path: 'a/pkg/x.py' }, { path: 'a/pkg/only.py' }]);
    expect(mapAll(['/w/pkg/x.py', '/w/pkg/other.py'], files)[0]).toEqual({ path: 'b/pkg/x.py' });
  });

  it('leave it ambiguous when the clear ones differ', () => {
    const files = ['a/pkg/x.py', 'b/pkg/x.py', 'a/pkg/only.py', 'b/pkg/other.py'];
    expect(mapAll(['pkg/x.py', 'pkg/only.py', 'pkg/other.py'], files)[0]).toEqual({
      ambiguous: ['a/pkg/x.py', 'b/pkg/x.py'],
    });
  });

  it('show that the tool ran in a folder, where a file of the root has the same name', () => {
    const files = ['main.py', 'backend/main.py', 'backend/app/a.py', 'backend/app/b.py'];
    expect(mapAll(['main.py', 'app/a.py', 'app/b.py'], files)[0]).toEqual({ path: 'backend/main.py' });
    expect(mapAll(['main.py'], files)[0]).toEqual({ path: 'main.py' });
  });

  it('are not led astray by one path that exists only in a copy', () => {
    const files = ['pkg/a.py', 'pkg/b.py', 'build/pkg/a.py', 'build/pkg/b.py', 'build/pkg/generated.py'];
    expect(mapAll(['pkg/a.py', 'pkg/b.py', 'pkg/generated.py'], files).slice(0, 2)).toEqual([
      { path: 'pkg/a.py' },
      { path: 'pkg/b.py' },
    ]);
  });

  it('make a file name enough where its folder is known', () => {
    const files = ['src/main.py', 'src/pkg/a.py'];
    expect(mapAll(['/app/main.py', '/app/pkg/a.py'], files)).toEqual([
      { path: 'src/main.py' },
      { path: 'src/pkg/a.py' },
    ]);
    expect(mapAll(['/app/main.py'], files)).toEqual([{ unknown: true }]);
  });

  it('are mapped in time proportional to their number, however many files share a name', async () => {
    const ratio = await growth(10_000, (size) => {
      const files = Array.from({ length: size }, (_, index) => `packages/p${index % 500}/m${index}/__init__.py`);
      const reported = files.map((file) => `/home/runner/work/r/r/${file}`);
      expect(mapAll(reported, files)).toEqual(files.map((path) => ({ path })));
    });
    expect(ratio).toBeLessThan(FACTOR * 2.5);
  });

  it('are mapped in such time from Windows, and where all of them are ambiguous', async () => {
    const ratio = await growth(5_000, (size) => {
      const files = Array.from({ length: size }, (_, index) => `packages/p${index % 5}/m${index >> 3}/Index.py`);
      mapAll(
        files.map((file) => `D:\\a\\r\\R\\${file.slice(12).replaceAll('/', '\\').toLowerCase()}`),
        files,
      );
    });
    expect(ratio).toBeLessThan(FACTOR * 2.5);
  });
});

describe('two packages with files of the same names', () => {
  const twins = ['a/pkg/x.py', 'a/pkg/y.py', 'a/only.py', 'b/pkg/y.py', 'b/pkg/z.py'];

  it.each([
    ['relative', 'b/pkg/x.py'],
    ['absolute, beside a known one', '/home/runner/work/r/r/b/pkg/x.py'],
    ['of Windows', 'D:\\a\\r\\r\\b\\pkg\\x.py'],
  ])('do not lend each other a file that was generated or deleted (%s)', (_, path) => {
    const known = path.replace('x.py', 'z.py');
    expect(mapAll([path, known], twins)).toEqual([{ unknown: true }, { path: 'b/pkg/z.py' }]);
  });

  it('do not lend a file either where a report holds no other path', () => {
    expect(map('b/pkg/x.py', twins)).toEqual({ unknown: true });
    expect(map('/w/services/b/pkg/x.py', ['services/a/pkg/x.py', 'services/b/pkg/y.py'])).toEqual({ unknown: true });
  });

  it('are told apart by the folder that the report lies in', () => {
    const files = ['src/index.ts', 'packages/a/src/index.ts', 'packages/b/src/index.ts', 'packages/b/src/only.ts'];
    expect(map('src/index.ts', files.slice(1), [], 'packages/a/coverage/lcov.info')).toEqual({
      path: 'packages/a/src/index.ts',
    });
    expect(map('src/index.ts', files.slice(1), [], 'reports/lcov.info')).toEqual({
      ambiguous: ['packages/a/src/index.ts', 'packages/b/src/index.ts'],
    });
    // The tool may as well have run in the root, unless the other paths say where it did.
    expect(map('src/index.ts', files, [], 'packages/b/lcov.info')).toEqual({
      ambiguous: ['src/index.ts', 'packages/b/src/index.ts'],
    });
    expect(mapAll(['src/index.ts', 'src/only.ts'], files, [], 'packages/b/lcov.info')[0]).toEqual({
      path: 'packages/b/src/index.ts',
    });
  });

  it('are told apart by the report’s folder and a root that is relative to it', () => {
    const files = ['one/src/main/java/com/Cart.java', 'two/src/main/java/com/Cart.java'];
    expect(map('com/Cart.java', files, ['src/main/java'], 'two/target/site/jacoco/jacoco.xml')).toEqual({
      path: 'two/src/main/java/com/Cart.java',
    });
    expect(map('com/Cart.java', files, ['src/main/java'], 'reports/jacoco.xml')).toEqual({ ambiguous: files });
  });
});

describe('two paths of one report that end like one file', () => {
  const files = ['src/shop/cart.py', 'src/shop/util.py'];

  it('leave it to the one that has more in common with it', () => {
    expect(mapAll(['/app/src/shop/util.py', '/usr/lib/python3/shop/util.py'], files)).toEqual([
      { path: 'src/shop/util.py' },
      { unknown: true },
    ]);
  });

  it('are ambiguous when both have as much in common', () => {
    const both = { ambiguous: ['src/shop/util.py'] };
    expect(mapAll(['/x/shop/util.py', '/y/shop/util.py'], files)).toEqual([both, both]);
  });

  it('are both meant when each is a whole checkout, or an installation', () => {
    const path = { path: 'src/shop/cart.py' };
    expect(mapAll(['/agent1/src/shop/cart.py', '/agent2/src/shop/cart.py'], files)).toEqual([path, path]);
    const tox = (version: string): string => `.tox/${version}/lib/python3.${version}/site-packages/shop/cart.py`;
    expect(mapAll([tox('11'), tox('12'), 'src/shop/cart.py'], files)).toEqual([path, path, path]);
    expect(mapAll(['src/shop/cart.py', './src/shop/cart.py'], files)).toEqual([path, path]);
  });
});

describe('a path of Windows', () => {
  it.each([
    ['with a drive', 'd:\\a\\shop\\shop\\SRC\\Shop\\Cart.py'],
    ['without a drive', 'Src\\shop\\CART.py'],
    ['as URI', 'file:///D:/a/shop/Shop/src/SHOP/cart.py'],
    ['with slashes', 'C:/w/src/Shop/cart.PY'],
  ])('%s is the file whatever its case', (_, reported) => {
    expect(map(reported, repository)).toEqual({ path: 'src/shop/cart.py' });
  });

  it('is the file of its own case where there are several', () => {
    const files = ['src/Cart.py', 'src/cart.py'];
    expect(map('C:\\w\\src\\cart.py', files)).toEqual({ path: 'src/cart.py' });
    expect(map('C:\\w\\SRC\\CART.PY', files)).toEqual({ ambiguous: files });
  });
});
