import { mapPaths, type RepositoryFiles } from '../evidence/index.ts';
import type {
  BenchmarkEvidence,
  BenchmarkReport,
  EvidenceReport,
  EvidenceSet,
  MetricsEvidence,
} from '../model/index.ts';

/** A benchmark run whose benchmarks know their files. */
export function locatedBenchmarks(
  { provenance, evidence }: EvidenceReport<BenchmarkEvidence>,
  repository: RepositoryFiles,
): BenchmarkReport {
  const paths = evidence.benchmarks.flatMap(({ reportedFile }) => (reportedFile === null ? [] : [reportedFile]));
  const mapping = mapPaths(paths, { roots: [], path: provenance.path }, repository);
  const benchmarks = evidence.benchmarks.map((benchmark) => {
    const found = benchmark.reportedFile === null ? undefined : mapping.get(benchmark.reportedFile);
    return { ...benchmark, file: found !== undefined && 'path' in found ? found.path : null };
  });
  return { provenance, reportedIn: provenance.path, benchmarks };
}

/** Every measured value: those of metrics reports, and the figures of benchmark runs. */
export function metricsOf(reports: EvidenceReport<BenchmarkEvidence | MetricsEvidence>[]): EvidenceSet['metrics'] {
  return reports.map(({ provenance, evidence: { metrics } }) => ({ provenance, metrics }));
}
