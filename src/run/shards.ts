import type { EvidenceSet, Provenance } from '../model/index.ts';
import { ownersOf, pathsOf } from './owners.ts';
import type { OwnedComponent } from './ownership.ts';

/** Components that one job judges. */
export interface Shard {
  /** From 1. */
  shard: number;
  components: string[];
  /** What they weigh together. */
  weight: number;
}

/**
 * Spreads components over at most so many shards: the heaviest first, each to the lightest shard. The same components
 * always give the same shards; none is empty.
 */
export function shardsOf(weights: Map<string, number>, count: number): Shard[] {
  const shards = Array.from({ length: Math.min(count, weights.size) }, (_shard, index): Shard => ({
    ...{ shard: index + 1, components: [], weight: 0 },
  }));
  const heaviestFirst = [...weights].sort(
    ([one, weight], [other, otherWeight]) => otherWeight - weight || (one < other ? -1 : 1),
  );
  for (const [id, weight] of heaviestFirst) {
    const lightest = shards.reduce((best, shard) => (isLighter(shard, best) ? shard : best));
    lightest.components.push(id);
    lightest.weight += weight;
  }
  return shards.map((shard) => ({ ...shard, components: shard.components.sort() }));
}

function isLighter(one: Shard, other: Shard): boolean {
  return one.weight < other.weight || (one.weight === other.weight && one.components.length < other.components.length);
}

/**
 * What judging each component is likely to cost: the bytes of the reports, each shared among the components that it speaks
 * of; without a report that speaks of any, the number of its files. `sizes` are the reports' bytes by path.
 */
export function weightsOf(
  all: OwnedComponent[],
  evidence: EvidenceSet,
  sizes: Map<string, number>,
): Map<string, number> {
  const weights = new Map(all.map(({ spec }) => [spec.id.value, 0]));
  for (const { reports, files } of mentions(evidence)) {
    const bytes = reports.reduce((sum, { path }) => sum + (sizes.get(path) ?? 0), 0);
    const owners = files.flatMap((file) => ownersOf(file, all));
    for (const id of owners) weights.set(id, (weights.get(id) ?? 0) + bytes / owners.length);
  }
  if ([...weights.values()].some((weight) => weight > 0)) return weights;
  return new Map(all.map((component) => [component.spec.id.value, pathsOf(component).length]));
}

/** The files that reports speak of, a file as often as they do; which coverage report has which file is not told apart. */
function mentions(evidence: EvidenceSet): { reports: Provenance[]; files: string[] }[] {
  const { coverage, tests, diagnostics, secrets, benchmarks, sources } = evidence;
  const filesOf = (things: { file: string | null }[]): string[] => things.flatMap(({ file }) => file ?? []);
  const covering = sources.filter(({ kind }) => kind === 'coverage').map(({ provenance }) => provenance);
  const of = (provenance: Provenance, things: { file: string | null }[]) => ({
    reports: [provenance],
    files: filesOf(things),
  });
  return [
    { reports: covering, files: filesOf(coverage.files) },
    ...tests.map((report) => of(report.provenance, report.cases)),
    ...diagnostics.map((report) => of(report.provenance, report.diagnostics)),
    ...secrets.map((report) => of(report.provenance, report.findings)),
    ...benchmarks.map((report) => of(report.provenance, report.benchmarks)),
  ];
}
