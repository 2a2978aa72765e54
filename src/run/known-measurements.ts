import type { Facts, Known, MeasuredBenchmark, MeasuredMetric } from '../gates/index.ts';
import {
  onceFor,
  type Benchmark,
  type BenchmarkReport,
  type EvidenceSet,
  type Mapped,
  type Metric,
  type UnreliableReport,
} from '../model/index.ts';
import { byFile, gathered } from './by-file.ts';
import { everybodys, isComponent, pathsOf } from './owners.ts';
import type { OwnedComponent } from './ownership.ts';

/** What is known of a component's benchmarks and metrics. Those that plainly are another component's count only there. */
export function measurementsOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  evidence: EvidenceSet,
): Pick<Facts, 'benchmarks' | 'metrics'> {
  return {
    benchmarks: benchmarksOf(evidence, component, all),
    metrics: metricsOf(evidence, component, all),
  };
}

function benchmarksOf(evidence: EvidenceSet, component: OwnedComponent, all: OwnedComponent[]): Facts['benchmarks'] {
  const broken = errorOf(evidence.unreliable.filter(({ kind }) => kind === 'benchmark'));
  if (broken !== null) return broken;
  if (evidence.benchmarks.length === 0) return { state: 'missing', why: 'No benchmark report was found.' };
  return knownBenchmarks(evidence.benchmarks, component, all);
}

const benchmarksByFile = onceFor((benchmarks: Mapped<Benchmark>[]) => byFile(benchmarks));

const everybodysBenchmarks = everybodys(benchmarksByFile);

/** Benchmarks of a run that are not plainly another component's. */
export function knownBenchmarks(
  reports: BenchmarkReport[],
  component: OwnedComponent,
  all: OwnedComponent[],
): Known<MeasuredBenchmark[]> {
  const paths = pathsOf(component);
  const value = reports.flatMap(({ provenance: report, reportedIn, benchmarks }) =>
    gathered(benchmarksByFile(benchmarks), paths, everybodysBenchmarks(all)(benchmarks)).map((benchmark) => ({
      ...benchmark,
      report,
      reportedIn,
    })),
  );
  return { state: 'known', value, evidence: [...new Set(reports.map(({ provenance }) => provenance))], notes: [] };
}

/** A metric may stand in a benchmark report as well, so one that can't be read leaves every target open. */
function metricsOf(evidence: EvidenceSet, component: OwnedComponent, all: OwnedComponent[]): Facts['metrics'] {
  const broken = errorOf(evidence.unreliable.filter(({ kind }) => kind === 'metrics' || kind === 'benchmark'));
  if (broken !== null) return broken;
  if (evidence.metrics.length === 0) return { state: 'missing', why: 'No report of metrics was found.' };
  const value = evidence.metrics.flatMap(({ provenance: report, metrics }) =>
    metrics.flatMap((metric) => {
      const own = ownMetric(metric, component, all);
      return own === null ? [] : [{ ...own, report }];
    }),
  );
  return { state: 'known', value, evidence: evidence.metrics.map(({ provenance }) => provenance), notes: [] };
}

/** The label `component` says whose a value is; it distinguishes nothing among the component's own. */
function ownMetric(
  metric: Metric,
  { spec }: OwnedComponent,
  all: OwnedComponent[],
): Omit<MeasuredMetric, 'report'> | null {
  const labelled = metric.labels.get('component');
  if (labelled === undefined) return metric;
  if (labelled !== spec.id.value) return isComponent(labelled, all) ? null : metric;
  return { ...metric, labels: new Map([...metric.labels].filter(([name]) => name !== 'component')) };
}

function errorOf(reports: UnreliableReport[]): Extract<Known<never>, { state: 'error' }> | null {
  if (reports.length === 0) return null;
  return {
    state: 'error',
    problems: reports.flatMap(({ problems }) => problems),
    evidence: reports.map(({ provenance }) => provenance),
  };
}
