import picomatch from 'picomatch';
import { testLevels, type ComponentSettings, type Spec, type TestLevel } from '../model/index.ts';
import { pathsWithin } from './paths-below.ts';

/** What belongs to a component in a repository. */
export interface ComponentFiles {
  /** Its folder, where its README is looked for; `null` when its paths have none in common. */
  folder: string | null;
  /** Source and other files, without tests and exclusions. */
  files: Set<string>;
  /** Test files by level; a file belongs to the level whose Location is the most specific. */
  tests: Record<TestLevel, Set<string>>;
  /** Where the tests are looked for, as written. */
  locations: Record<TestLevel, string[]>;
}

/**
 * Component files: configured `paths`, else the root folder of the spec's Component Structure, whole, else
 * `src/<id>/**`; minus tests and `exclude`. Test Locations: configured `tests`, else the spec's, else the template's.
 */
export function filesOf(spec: Spec, settings: ComponentSettings | null, repository: string[]): ComponentFiles {
  const id = spec.id.value;
  const locations = locationsOf(spec, settings);
  const tests = attributeTests(locations, repository);
  const root = spec.componentRoot?.value ?? `src/${id}`;
  const patterns = settings?.paths ?? [`${escapeGlob(root)}/**`];
  const owns = picomatch(patterns, { dot: true });
  const excluded = picomatch(settings?.exclude ?? [], { dot: true });
  const isTest = (path: string): boolean => testLevels.some((level) => tests[level].has(path));
  const files = pathsWithin(repository, patterns).filter((path) => owns(path) && !isTest(path) && !excluded(path));
  return {
    folder: settings === null || settings.paths === null ? root : commonFolder(settings.paths),
    files: new Set(files),
    tests,
    locations,
  };
}

function locationsOf(spec: Spec, settings: ComponentSettings | null): Record<TestLevel, string[]> {
  const id = spec.id.value;
  const template: Record<TestLevel, string[]> = {
    unit: [`tests/test_${id}.py`, `tests/${id}/`],
    integration: [`tests/integration/test_${id}.py`],
    e2e: [`tests/e2e/test_${id}.py`],
  };
  const of = (level: TestLevel): string[] => {
    const stated = spec.tests[level].locations.map(({ value }) => value);
    return settings?.tests[level] ?? (stated.length > 0 ? stated : template[level]);
  };
  return { unit: of('unit'), integration: of('integration'), e2e: of('e2e') };
}

function attributeTests(locations: Record<TestLevel, string[]>, repository: string[]): Record<TestLevel, Set<string>> {
  const tests = { unit: new Set<string>(), integration: new Set<string>(), e2e: new Set<string>() };
  const matchers = testLevels.flatMap((level) =>
    locations[level].map((location) => ({ level, ...matcherOf(location) })),
  );
  const places = matchers.map(({ place }) => place);
  for (const path of pathsWithin(repository, places)) {
    const matching = matchers.filter(({ matches }) => matches(path));
    const best = Math.max(...matching.map(({ specificity }) => specificity));
    for (const { level, specificity } of matching) if (specificity === best) tests[level].add(path);
  }
  return tests;
}

/** A Location is a file, a folder, or a glob; the longer its part before a wildcard, the more specific. */
function matcherOf(location: string): { place: string; matches: (path: string) => boolean; specificity: number } {
  const clean = location.replace(/^\.\//, '').replace(/\/+$/, '');
  const { base, isGlob } = picomatch.scan(clean);
  if (isGlob) return { place: clean, matches: picomatch(clean, { dot: true }), specificity: base.length };
  return { place: clean, matches: (path) => path === clean || path.startsWith(`${clean}/`), specificity: clean.length };
}

/** `src/payments` for `src/payments/**` and `src/payments/api/*.py`. */
function commonFolder(patterns: string[]): string | null {
  const folders = patterns.map((pattern) => {
    const { base, isGlob } = picomatch.scan(pattern);
    return (isGlob ? base : base.split('/').slice(0, -1).join('/')).split('/');
  });
  const [first = []] = folders;
  const shared = first.filter((part, index) =>
    folders.every(
      (parts) => parts.slice(0, index + 1).join('/') === first.slice(0, index + 1).join('/') && part !== '.',
    ),
  );
  return shared.length === 0 ? null : shared.join('/');
}

function escapeGlob(path: string): string {
  return path.replace(/[!()*+?[\]{}@\\]/g, '\\$&');
}
