import { mapPaths, testFileFinder, type PathMapping, type RepositoryFiles } from '../evidence/index.ts';
import type { EvidenceReport } from '../model/index.ts';

/** What each path of a report was found to mean; of a test that names no file, its class stands for the path. */
export function reportedPaths(
  { evidence, provenance }: EvidenceReport,
  files: RepositoryFiles,
): Map<string, PathMapping> {
  const { path } = provenance;
  const mapped = (paths: string[], roots: string[] = []): Map<string, PathMapping> =>
    mapPaths(
      paths.filter((one) => one !== path),
      { roots, path },
      files,
    );
  switch (evidence.kind) {
    case 'coverage':
      return mapped(
        evidence.files.map(({ reportedPath }) => reportedPath),
        evidence.roots,
      );
    case 'tests': {
      const found = testFileFinder(files)(evidence.cases, path).map((place) =>
        'oneOf' in place ? { path: place.oneOf[0] ?? path } : place,
      );
      const nameOf = ({ reportedFile, classname, name }: (typeof evidence.cases)[number]): string =>
        reportedFile ?? (classname === '' ? name : classname);
      return new Map(evidence.cases.map((test, index) => [nameOf(test), found[index] ?? { unknown: true }]));
    }
    case 'diagnostics':
      return mapped([...evidence.diagnostics.map(({ at }) => at.path), ...(evidence.coveredFiles ?? [])]);
    case 'secrets':
      return mapped(evidence.findings.map(({ at }) => at.path));
    case 'benchmark':
      return mapped(evidence.benchmarks.flatMap(({ reportedFile }) => reportedFile ?? []));
    case 'metrics':
    case 'review':
    case 'deployment':
      return new Map();
  }
}
