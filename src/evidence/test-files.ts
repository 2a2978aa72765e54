import type { TestCase } from '../model/index.ts';
import { goPackageFinder } from './go-packages.ts';
import { mapPaths, type PathMapping } from './paths.ts';
import { indexFiles, type RepositoryFiles } from './repository-files.ts';

/** What a test case says of its file. */
type TestOrigin = Pick<TestCase, 'reportedFile' | 'classname' | 'name'>;

/** The file that a test stands in, or the several files of its package, of which it stands in one. */
export type TestPlace = PathMapping | { oneOf: string[] };

/** Finds the places of a report's tests, one for each test; `reportPath` is the report's own. */
export type TestFileFinder = (tests: readonly TestOrigin[], reportPath: string) => TestPlace[];

/** No path is deeper; a longer class name is an attack. */
const MAXIMUM_DEPTH = 64;

/** Files by their dotted names, as pytest writes them; the dots are slashes here. */
interface Modules {
  files: Map<string, string[]>;
  names: RepositoryFiles;
}

const unknown: PathMapping = { unknown: true };

/**
 * A function that finds the files of a report's tests: `file=` where the report has it, else the longest beginning of
 * `classname` that is a repository file, also below a folder that the tests were started in
 * (`tests.unit.test_core.TestX`: `tests/unit/test_core.py`). pytest's collection errors have the module as their name
 * and no `classname`. Which of several folders is meant, the other tests of the report tell, as for any path. Go names
 * the package.
 */
export function testFileFinder(files: RepositoryFiles): TestFileFinder {
  const modules = indexModules(files.names);
  const packageFiles = goPackageFinder(files.names);
  return (tests, reportPath) => {
    const written = tests.flatMap(({ reportedFile }) => (hasText(reportedFile) ? [reportedFile] : []));
    const byFile = mapPaths(written, { roots: [], path: reportPath }, files);
    const origins = new Set(tests.flatMap((test) => (hasText(test.reportedFile) ? [] : [dottedOf(test)])));
    const byModule = filesOfModules(origins, reportPath, modules);
    const packages = new Map([...origins].map((origin) => [origin, packageFiles(origin)]));
    return tests.map((test) => {
      const { reportedFile } = test;
      if (hasText(reportedFile)) return byFile.get(reportedFile) ?? unknown;
      const found = byModule.get(dottedOf(test)) ?? unknown;
      const ofPackage = 'unknown' in found ? packages.get(dottedOf(test)) : null;
      return ofPackage ? placeIn(ofPackage) : found;
    });
  };
}

function placeIn(files: string[]): TestPlace {
  const [path, other] = files;
  return path !== undefined && other === undefined ? { path } : { oneOf: files };
}

function hasText(text: string | null): text is string {
  return text !== null && text.trim() !== '';
}

function dottedOf({ classname, name }: TestOrigin): string {
  return classname === '' ? name : classname;
}

/** pytest drops `.py` only; of other files the name with its extension is dotted too. */
function indexModules(paths: Iterable<string>): Modules {
  const files = new Map<string, string[]>();
  for (const path of paths) {
    for (const name of new Set([path.replace(/\.[^./]+$/, ''), path.replace(/\.py$/, '')])) {
      const key = withSlashes(name);
      const alike = files.get(key);
      if (alike === undefined) files.set(key, [path]);
      else alike.push(path);
    }
  }
  return { files, names: indexFiles(files.keys()) };
}

function withSlashes(dotted: string): string {
  return dotted.replaceAll('.', '/');
}

function filesOfModules(origins: Iterable<string>, reportPath: string, modules: Modules): Map<string, PathMapping> {
  const moduleOf = new Map([...origins].map((dotted) => [dotted, moduleIn(dotted, modules)]));
  const named = [...moduleOf.values()].filter((name) => name !== null);
  const mapping = mapPaths(named, { roots: [], path: withSlashes(reportPath) }, modules.names);
  return new Map(
    [...moduleOf].map(([dotted, name]) => [dotted, fileOfModule(mapping.get(name ?? '') ?? unknown, modules)]),
  );
}

/** The longest beginning that is a module, in the root or in any folder. */
function moduleIn(dotted: string, modules: Modules): string | null {
  const segments = dotted.split('.', MAXIMUM_DEPTH);
  for (let length = segments.length; length > 0; length -= 1) {
    const name = segments.slice(0, length).join('/');
    if (modules.files.has(name) || isBelowFolder(name, modules)) return name;
  }
  return null;
}

/** In any folder a single word must be a test module's, or it proves too little. */
function isBelowFolder(name: string, { names }: Modules): boolean {
  if (name.includes('//') || (!name.includes('/') && !/^test_|_test$/.test(name))) return false;
  return names.longest(name)?.suffix === name;
}

function fileOfModule(found: PathMapping, { files }: Modules): PathMapping {
  if ('unknown' in found) return unknown;
  const keys = 'path' in found ? [found.path] : found.ambiguous;
  return onlyOf(keys.flatMap((key) => files.get(key) ?? []));
}

/** A Python file before a data file or snapshot of its name. */
function onlyOf(candidates: readonly string[]): PathMapping {
  const python = candidates.filter((path) => path.endsWith('.py'));
  const [path, other] = python.length > 0 ? python : candidates;
  if (path === undefined) return unknown;
  return other === undefined ? { path } : { ambiguous: [...candidates] };
}
