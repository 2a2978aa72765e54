import type { TestCase } from '../model/index.ts';
import { mapPaths, type PathMapping, type RepositoryFiles } from './paths.ts';
import { indexSuffixes, type SuffixIndex } from './suffix-index.ts';

/** What a test case says of its file. */
type TestOrigin = Pick<TestCase, 'reportedFile' | 'classname' | 'name'>;

/** No path is deeper; a longer class name is an attack. */
const MAXIMUM_DEPTH = 64;

/** Files by their dotted names, as pytest writes them; the dots are slashes here. */
interface Modules {
  files: Map<string, string[]>;
  names: SuffixIndex;
}

/**
 * A function that finds the file of a test: `file=` where the report has it, else the longest beginning of
 * `classname` that is a repository file, also below a folder that the tests were started in
 * (`tests.unit.test_core.TestX`: `tests/unit/test_core.py`). pytest's collection errors have the module as their name
 * and no `classname`. Cases of one origin are looked up once.
 */
export function testFileFinder(files: RepositoryFiles): (test: TestOrigin) => PathMapping {
  const modules = indexModules(files.names);
  const ofFile = remembered<PathMapping>((path) => mapPaths([path], [], files).get(path) ?? { unknown: true });
  const ofModule = remembered<PathMapping>((dotted) => fileOfModule(dotted, modules));
  return ({ reportedFile, classname, name }) => {
    if (reportedFile !== null && reportedFile.trim() !== '') return ofFile(reportedFile);
    return ofModule(classname === '' ? name : classname);
  };
}

/** pytest drops `.py` only; of other files the name with its extension is dotted too. */
function indexModules(paths: Iterable<string>): Modules {
  const files = new Map<string, string[]>();
  for (const path of paths) {
    for (const name of new Set([path.replace(/\.[^./]+$/, ''), path.replace(/\.py$/, '')])) {
      const key = name.replaceAll('.', '/');
      const alike = files.get(key);
      if (alike === undefined) files.set(key, [path]);
      else alike.push(path);
    }
  }
  return { files, names: indexSuffixes(files.keys()) };
}

function fileOfModule(dotted: string, modules: Modules): PathMapping {
  const segments = dotted.split('.', MAXIMUM_DEPTH);
  for (let length = segments.length; length > 0; length -= 1) {
    const name = segments.slice(0, length).join('/');
    const candidates = modules.files.get(name) ?? filesBelowFolder(name, modules);
    if (candidates.length > 0) return onlyOf(candidates);
  }
  return { unknown: true };
}

/** Files in any folder that end like the module. A single word must be a test module's, or it proves too little. */
function filesBelowFolder(name: string, { files, names }: Modules): string[] {
  if (name.includes('//') || (!name.includes('/') && !/^test_|_test$/.test(name))) return [];
  const match = names.longest(name);
  return match?.suffix === name ? match.names.flatMap((found) => files.get(found) ?? []) : [];
}

/** A Python file before a data file or snapshot of its name. */
function onlyOf(candidates: readonly string[]): PathMapping {
  const python = candidates.filter((path) => path.endsWith('.py'));
  const [path, other] = python.length > 0 ? python : candidates;
  if (path === undefined) return { unknown: true };
  return other === undefined ? { path } : { ambiguous: [...candidates] };
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}
