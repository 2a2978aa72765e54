import { mapPaths, uniteFileCoverage, type RepositoryFiles } from '../evidence/index.ts';
import type {
  CoverageEvidence,
  EvidenceReport,
  EvidenceSet,
  FileCoverage,
  Problem,
  UnitedCoverage,
} from '../model/index.ts';
import { readText } from '../workspace/index.ts';

/** Coverage of the repository's files: reports mapped and united, with what could not be mapped. */
export interface CollectedCoverage {
  coverage: Omit<EvidenceSet['coverage'], 'blankFiles'>;
  problems: Problem[];
}

/** Maps every report to the repository's files and unites those of one file. */
export function uniteCoverage(reports: EvidenceReport<CoverageEvidence>[], files: RepositoryFiles): CollectedCoverage {
  const parts = new Map<string, FileCoverage[]>();
  const problems: Problem[] = [];
  for (const { evidence, provenance } of reports) {
    const mapping = mapPaths(
      evidence.files.map(({ reportedPath }) => reportedPath),
      { roots: evidence.roots, path: provenance.path },
      files,
    );
    for (const file of evidence.files) {
      const found = mapping.get(file.reportedPath);
      if (found === undefined || 'unknown' in found) continue;
      if ('ambiguous' in found) {
        problems.push(ambiguous(file.reportedPath, found.ambiguous, provenance.path));
        continue;
      }
      const known = parts.get(found.path);
      if (known === undefined) parts.set(found.path, [file]);
      else known.push(file);
    }
  }
  return { coverage: united(parts), problems };
}

function united(parts: Map<string, FileCoverage[]>): CollectedCoverage['coverage'] {
  const files: UnitedCoverage[] = [];
  const contradictions: EvidenceSet['coverage']['contradictions'] = [];
  for (const [file, reports] of parts) {
    const together = uniteFileCoverage(file, reports);
    if (together.ok) files.push(coverageOf(file, together.value));
    else contradictions.push(...together.problems.map((problem) => ({ file, problem })));
  }
  const extensions = new Set(
    [...parts.keys()].map((file) => /\.[^./]+$/.exec(file)?.[0] ?? '').filter((extension) => extension !== ''),
  );
  return { files, contradictions, extensions: [...extensions] };
}

function coverageOf(file: string, { lines, branches, detail }: FileCoverage): UnitedCoverage {
  const linesThat = (executed: boolean): number[] =>
    [...(detail?.lines ?? [])]
      .filter(([, hit]) => hit === executed)
      .map(([line]) => line)
      .sort((one, other) => one - other);
  const coveredLines = detail === null ? null : linesThat(true);
  return { file, lines, branches, missingLines: linesThat(false), coveredLines };
}

function ambiguous(reported: string, candidates: string[], path: string): Problem {
  return {
    code: 'path-ambiguous',
    message:
      candidates.length === 1
        ? `"${reported}" and another path of the report could both be ${candidates.join('')}; neither is counted.`
        : `"${reported}" could be ${candidates.slice(0, 3).join(' or ')}${candidates.length > 3 ? '…' : ''}; it is counted for none.`,
    at: { path },
    hint: 'Run the tool from the root of the repository, so that its paths are relative to it.',
  };
}

/** Larger files are never blank. */
const BLANK_BYTES = 4096;

/** Which source files that no report mentions hold nothing but white space: they have nothing to cover. */
export async function blankFiles(
  root: string,
  coverage: CollectedCoverage['coverage'],
  repository: string[],
): Promise<string[]> {
  const covered = new Set(coverage.files.map(({ file }) => file));
  const candidates = repository.filter(
    (path) => !covered.has(path) && coverage.extensions.some((extension) => path.endsWith(extension)),
  );
  const blank: string[] = [];
  for (const path of candidates) {
    const file = await readText(root, path, BLANK_BYTES);
    if (file.ok && file.value.text.trim() === '') blank.push(path);
  }
  return blank;
}
