import { describe, expect, it } from '@jest/globals';
import { indexFiles } from '../../src/evidence/repository-files.ts';
import { testFileFinder, type TestPlace } from '../../src/evidence/test-files.ts';
import { FACTOR, growth } from '../growth.ts';

const repository = [
  'conftest.py',
  'src/core.py',
  'tests/unit/test_core.py',
  'tests/unit/test_core.ambr',
  'tests/test_api.py',
  'tests/v1.2/test_old.py',
  'backend/tests/test_models.py',
  'docs/usage.rst',
  'web/a/test_same.py',
  'web/b/test_same.py',
  'app/src/com/example/CartTest.java',
  'scripts/test.sh',
];

function find(classname: string, name = 'test_x', reportedFile: string | null = null): TestPlace | undefined {
  return testFileFinder(indexFiles(repository))([{ classname, name, reportedFile }], 'reports/junit.xml')[0];
}

describe('the file of a test', () => {
  it.each([
    ['a module', 'tests.test_api', 'tests/test_api.py'],
    ['a class in a module, not the snapshot beside it', 'tests.unit.test_core.TestX', 'tests/unit/test_core.py'],
    ['a class in a class', 'tests.unit.test_core.TestX.TestY', 'tests/unit/test_core.py'],
    ['a module below a folder with a dot', 'tests.v1.2.test_old.TestX', 'tests/v1.2/test_old.py'],
    ['a module below the folder that pytest ran in', 'tests.test_models.TestX', 'backend/tests/test_models.py'],
    ['a lone module below that folder', 'test_models', 'backend/tests/test_models.py'],
    ['a text file with doctests', 'docs.usage.rst', 'docs/usage.rst'],
    ['a Java class', 'com.example.CartTest', 'app/src/com/example/CartTest.java'],
    ['a module with doctests', 'src.core', 'src/core.py'],
  ])('is found by the class name of %s', (_, classname, path) => {
    expect(find(classname)).toEqual({ path });
  });

  it.each([
    ['of no file', 'tests.test_other.TestX'],
    ['that is one common word', 'core'],
    ['of another kind of runner', 'test'],
    ['that leads out', '..tests.test_api'],
    ['of a prototype key', '__proto__'],
    ['of slashes', '/tests/test_api'],
  ])('is unknown by a class name %s', (_, classname) => {
    expect(find(classname)).toEqual({ unknown: true });
  });

  it('is ambiguous when two modules fit', () => {
    expect(find('test_same.TestX')).toEqual({ ambiguous: ['web/a/test_same.py', 'web/b/test_same.py'] });
  });

  it('is what `file` says, whatever the class is called', () => {
    expect(find('tests.test_api', 'test_x', 'tests/unit/test_core.py')).toEqual({ path: 'tests/unit/test_core.py' });
    expect(find('tests.test_api', 'test_x', '/home/runner/work/r/r/backend/tests/test_models.py')).toEqual({
      path: 'backend/tests/test_models.py',
    });
    expect(find('tests.test_api', 'test_x', 'gone.py')).toEqual({ unknown: true });
    expect(find('tests.test_api', 'test_x', '../tests/test_api.py')).toEqual({ unknown: true });
  });

  it('is found by the name of a collection error, which has no class', () => {
    expect(find('', 'tests.unit.test_core')).toEqual({ path: 'tests/unit/test_core.py' });
    expect(find('', '')).toEqual({ unknown: true });
  });

  it('is not sought by the name of a test that has a class', () => {
    expect(find('elsewhere', 'tests.test_api')).toEqual({ unknown: true });
  });

  it('is sought in linear time, however long the class name', async () => {
    expect(find('a.'.repeat(500_000))).toEqual({ unknown: true });
    expect(await growth(100_000, (length) => find('a.'.repeat(length)))).toBeLessThan(FACTOR ** 2);
  });
});

describe('the files of a report’s tests', () => {
  const monorepo = ['a/tests/test_core.py', 'a/tests/test_only.py', 'b/tests/test_core.py', 'b/tests/test_other.py'];
  const findAll = (classes: string[], files: string[], report = 'reports/junit.xml'): TestPlace[] =>
    testFileFinder(indexFiles(files))(
      classes.map((classname) => ({ classname, name: 'test_x', reportedFile: null })),
      report,
    );

  it('are those of the package that the other tests stand in', () => {
    expect(findAll(['tests.test_core.TestX', 'tests.test_other'], monorepo)).toEqual([
      { path: 'b/tests/test_core.py' },
      { path: 'b/tests/test_other.py' },
    ]);
  });

  it('are those of the package that the report lies in', () => {
    expect(findAll(['tests.test_core'], monorepo, 'a/reports/junit.xml')).toEqual([{ path: 'a/tests/test_core.py' }]);
  });

  it('stay ambiguous when the other tests stand in several packages', () => {
    expect(findAll(['tests.test_core', 'tests.test_other', 'tests.test_only'], monorepo)[0]).toEqual({
      ambiguous: ['a/tests/test_core.py', 'b/tests/test_core.py'],
    });
  });

  it('are not those of the root when the report lies in a package with such files', () => {
    const files = ['tests/test_core.py', ...monorepo];
    expect(findAll(['tests.test_core', 'tests.test_other'], files, 'b/junit.xml')[0]).toEqual({
      path: 'b/tests/test_core.py',
    });
    expect(findAll(['tests.test_core'], files, 'b/junit.xml')[0]).toEqual({
      ambiguous: ['tests/test_core.py', 'b/tests/test_core.py'],
    });
  });
});

describe('the files of a Go package', () => {
  const module = ['cart/cart.go', 'cart/cart_test.go', 'stock/a_test.go', 'stock/b_test.go', 'internal/cart/x_test.go'];
  const findIn = (importPath: string, files = module): TestPlace | undefined =>
    testFileFinder(indexFiles(files))(
      [{ classname: importPath, name: 'TestTotal', reportedFile: null }],
      'junit.xml',
    )[0];

  it('are its one test file', () => {
    expect(findIn('example.com/demo/cart')).toEqual({ path: 'cart/cart_test.go' });
  });

  it('are several, of which the test stands in one', () => {
    expect(findIn('example.com/demo/stock')).toEqual({ oneOf: ['stock/a_test.go', 'stock/b_test.go'] });
  });

  it('are those of the folder that has most in common with the import path', () => {
    expect(findIn('example.com/demo/internal/cart')).toEqual({ path: 'internal/cart/x_test.go' });
    expect(findIn('example.com/api/cart', ['services/api/cart/x_test.go', 'services/web/cart/y_test.go'])).toEqual({
      path: 'services/api/cart/x_test.go',
    });
  });

  it('are none where two folders could be meant', () => {
    expect(findIn('example.com/demo/cart', ['cart/a_test.go', 'tools/demo/cart/b_test.go'])).toEqual({ unknown: true });
    expect(findIn('example.com/demo/cart', ['a/cart/a_test.go', 'b/cart/b_test.go'])).toEqual({ unknown: true });
  });

  it('are none without test files, and for what is no import path', () => {
    expect(findIn('example.com/demo/shop')).toEqual({ unknown: true });
    expect(findIn('cart')).toEqual({ unknown: true });
    expect(findIn('a suite / cart')).toEqual({ unknown: true });
  });
});
