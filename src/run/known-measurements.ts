import type { Facts, Known, MeasuredBenchmark, MeasuredMetric } from '../gates/index.ts';
import type { BenchmarkReport, EvidenceSet, Mapped, Metric, UnreliableReport } from '../model/index.ts';
import { belongsTo, type OwnedComponent } from './ownership.ts';

/** What is known of a component's benchmarks and metrics. Those that plainly are another component's count only there. */
export function measurementsOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  evidence: EvidenceSet,
): Pick<Facts, 'benchmarks' | 'metrics'> {
  const others = all.filter(({ spec }) => spec !== component.spec);
  return {
    benchmarks: benchmarksOf(evidence, component, others),
    metrics: metricsOf(evidence, component, others),
  };
}

function benchmarksOf(evidence: EvidenceSet, component: OwnedComponent, others: OwnedComponent[]): Facts['benchmarks'] {
  const broken = errorOf(evidence.unreliable.filter(({ kind }) => kind === 'benchmark'));
  if (broken !== null) return broken;
  if (evidence.benchmarks.length === 0) return { state: 'missing', why: 'No benchmark report was found.' };
  return knownBenchmarks(evidence.benchmarks, component, others);
}

/** Benchmarks of a run that are not plainly another component's. */
export function knownBenchmarks(
  reports: BenchmarkReport[],
  component: OwnedComponent,
  others: OwnedComponent[],
): Known<MeasuredBenchmark[]> {
  const isOwn = ({ file }: Mapped<unknown>): boolean =>
    file === null || belongsTo(file, component) || !others.some((other) => belongsTo(file, other));
  const value = reports.flatMap(({ provenance: report, reportedIn, benchmarks }) =>
    benchmarks.filter(isOwn).map((benchmark) => ({ ...benchmark, report, reportedIn })),
  );
  return { state: 'known', value, evidence: [...new Set(reports.map(({ provenance }) => provenance))], notes: [] };
}

/** A metric may stand in a benchmark report as well, so one that can't be read leaves every target open. */
function metricsOf(evidence: EvidenceSet, component: OwnedComponent, others: OwnedComponent[]): Facts['metrics'] {
  const broken = errorOf(evidence.unreliable.filter(({ kind }) => kind === 'metrics' || kind === 'benchmark'));
  if (broken !== null) return broken;
  if (evidence.metrics.length === 0) return { state: 'missing', why: 'No report of metrics was found.' };
  const value = evidence.metrics.flatMap(({ provenance: report, metrics }) =>
    metrics.flatMap((metric) => {
      const own = ownMetric(metric, component, others);
      return own === null ? [] : [{ ...own, report }];
    }),
  );
  return { state: 'known', value, evidence: evidence.metrics.map(({ provenance }) => provenance), notes: [] };
}

/** The label `component` says whose a value is; it distinguishes nothing among the component's own. */
function ownMetric(
  metric: Metric,
  { spec }: OwnedComponent,
  others: OwnedComponent[],
): Omit<MeasuredMetric, 'report'> | null {
  const labelled = metric.labels.get('component');
  if (labelled === undefined) return metric;
  if (others.some((other) => other.spec.id.value === labelled)) return null;
  if (labelled !== spec.id.value) return metric;
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
