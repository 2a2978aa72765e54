import { mapPaths, type RepositoryFiles } from '../evidence/index.ts';
import type {
  BenchmarkEvidence,
  BenchmarkReport,
  EvidenceReport,
  EvidenceSet,
  MetricsEvidence,
  Problem,
  UnreliableReport,
} from '../model/index.ts';
import { globFiles } from '../workspace/index.ts';
import { readReport } from './read-report.ts';

/** The baseline as `--baseline` names it, and the problems of its files. */
export interface CollectedBaseline {
  baseline: EvidenceSet['baseline'];
  /** Its files: none of them is evidence of the present. */
  files: Set<string>;
  problems: Problem[];
}

/** Reads the run that the benchmarks are compared with, by the same formats as the evidence. */
export async function collectBaseline(
  root: string,
  globs: string[],
  repository: RepositoryFiles,
): Promise<CollectedBaseline> {
  if (globs.length === 0) return { baseline: null, files: new Set(), problems: [] };
  const files = await globFiles(root, globs);
  const reports: BenchmarkReport[] = [];
  const unreliable: UnreliableReport[] = [];
  const problems: Problem[] = files.length === 0 ? [noBaseline(globs)] : [];
  for (const path of files) {
    const read = await readReport(root, path, null);
    if (read.state === 'read' && isBenchmark(read.report)) {
      reports.push(locatedBenchmarks(read.report, repository));
      problems.push(...read.warnings);
    } else if (read.state === 'unreliable') {
      unreliable.push(read.report);
      problems.push(...read.report.problems);
    } else {
      problems.push(read.state === 'unknown' ? read.problem : foreignBaseline(path));
    }
  }
  return { baseline: { globs, reports, unreliable }, files: new Set(files), problems };
}

/** A benchmark run whose benchmarks know their files. */
export function locatedBenchmarks(
  { provenance, evidence }: EvidenceReport<BenchmarkEvidence>,
  repository: RepositoryFiles,
): BenchmarkReport {
  const paths = evidence.benchmarks.flatMap(({ reportedFile }) => (reportedFile === null ? [] : [reportedFile]));
  const mapping = mapPaths(paths, [], repository);
  const benchmarks = evidence.benchmarks.map((benchmark) => {
    const found = benchmark.reportedFile === null ? undefined : mapping.get(benchmark.reportedFile);
    return { ...benchmark, file: found !== undefined && 'path' in found ? found.path : null };
  });
  return { provenance, benchmarks };
}

/** Every measured value: those of metrics reports, and the figures of benchmark runs. */
export function metricsOf(reports: EvidenceReport<BenchmarkEvidence | MetricsEvidence>[]): EvidenceSet['metrics'] {
  return reports.map(({ provenance, evidence: { metrics } }) => ({ provenance, metrics }));
}

function isBenchmark(report: EvidenceReport): report is EvidenceReport<BenchmarkEvidence> {
  return report.evidence.kind === 'benchmark';
}

function noBaseline(globs: string[]): Problem {
  return {
    code: 'no-baseline',
    message: `No file is a baseline (looked for ${globs.join(', ')}).`,
    hint: 'Fetch the reports of an earlier run first, or mend the glob.',
  };
}

function foreignBaseline(path: string): Problem {
  return {
    code: 'baseline-foreign',
    message: 'This file of the baseline is no benchmark run.',
    at: { path, line: 1 },
    hint: 'Narrow the glob of the baseline.',
  };
}
