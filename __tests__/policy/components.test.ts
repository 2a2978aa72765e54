import { describe, expect, it } from '@jest/globals';
import type { ComponentSettings } from '../../src/model/index.ts';
import { filesOf } from '../../src/policy/index.ts';
import { specWith } from './specs.ts';

const at = { path: 'specs/cache.md', line: 1 };
const repository = [
  'README.md',
  'src/cache/README.md',
  'src/cache/core.py',
  'src/cache/test_inside.py',
  'src/other/core.py',
  'tests/cache/test_store.py',
  'tests/e2e/test_cache.py',
  'tests/integration/test_cache.py',
  'tests/test_cache.py',
  'tests/test_other.py',
];

const settings = (parts: Partial<ComponentSettings>): ComponentSettings => ({
  id: 'cache',
  spec: null,
  paths: null,
  tests: { unit: null, integration: null, e2e: null },
  exclude: [],
  environments: {},
  gates: {},
  bindings: {},
  ...parts,
});

const located = (...locations: string[]): ReturnType<typeof specWith>['tests']['unit'] => ({
  locations: locations.map((value) => ({ value, at })),
  coverageTargets: [],
});

describe('the files of a component', () => {
  it('are below src/<id> where nothing else is said', () => {
    expect([...filesOf(specWith({}), null, repository).files]).toEqual([
      'src/cache/README.md',
      'src/cache/core.py',
      'src/cache/test_inside.py',
    ]);
  });

  it('are the root of its Component Structure, whole', () => {
    const owned = filesOf(specWith({ componentRoot: { value: 'src/other', at } }), null, repository);
    expect([[...owned.files], owned.folder]).toEqual([['src/other/core.py'], 'src/other']);
  });

  it('are the configured paths, which replace the specification’s', () => {
    const spec = specWith({ componentRoot: { value: 'src/other', at } });
    const owned = filesOf(spec, settings({ paths: ['src/cache/*.py'] }), repository);
    expect([[...owned.files], owned.folder]).toEqual([['src/cache/core.py', 'src/cache/test_inside.py'], 'src/cache']);
  });

  it('are not its tests, nor what is excluded', () => {
    const spec = specWith({ tests: { ...specWith({}).tests, unit: located('src/cache/test_inside.py') } });
    const { files } = filesOf(spec, settings({ exclude: ['**/README.md'] }), repository);
    expect([...files]).toEqual(['src/cache/core.py']);
  });

  it('are found in a folder whose name looks like a glob', () => {
    const odd = ['src/[cache]/core.py', 'src/c/core.py'];
    expect([...filesOf(specWith({ componentRoot: { value: 'src/[cache]', at } }), null, odd).files]).toEqual([
      'src/[cache]/core.py',
    ]);
  });
});

describe('the tests of a component', () => {
  it('stand where the template says, when the specification is silent', () => {
    const { tests } = filesOf(specWith({}), null, repository);
    expect([...tests.unit]).toEqual(['tests/cache/test_store.py', 'tests/test_cache.py']);
    expect([...tests.integration]).toEqual(['tests/integration/test_cache.py']);
    expect([...tests.e2e]).toEqual(['tests/e2e/test_cache.py']);
  });

  it('belong to the most specific Location', () => {
    const spec = specWith({ tests: { ...specWith({}).tests, unit: located('tests/') } });
    const { tests } = filesOf(spec, null, repository);
    expect([...tests.unit]).toEqual(['tests/cache/test_store.py', 'tests/test_cache.py', 'tests/test_other.py']);
    expect([...tests.integration]).toEqual(['tests/integration/test_cache.py']);
  });

  it('stand where the configuration says, which replaces the specification', () => {
    const configured = settings({ tests: { unit: ['tests/**/test_cache.py'], integration: [], e2e: null } });
    const { tests, locations } = filesOf(specWith({}), configured, repository);
    expect([...tests.unit].sort()).toEqual(['tests/integration/test_cache.py', 'tests/test_cache.py']);
    expect([[...tests.integration], locations.integration]).toEqual([[], []]);
  });
});
