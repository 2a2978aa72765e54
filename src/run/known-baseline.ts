import { finding, type Facts, type Known } from '../gates/index.ts';
import {
  concerns,
  fingerprintOf,
  onceFor,
  sumRatios,
  type Baseline,
  type Concern,
  type Diagnostic,
  type EvidenceKind,
} from '../model/index.ts';
import { filesOf } from '../policy/index.ts';
import type { RunInput } from './input.ts';
import { missing } from './known-evidence.ts';
import { knownBenchmarks } from './known-measurements.ts';
import type { OwnedComponent } from './ownership.ts';

/** What the earlier run had of the component; its files of then are found as those of now are, by the specification. */
export function baselineOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  { baseline, base }: Pick<RunInput, 'baseline' | 'base'>,
  diagnostics: Facts['diagnostics'],
): Facts['baseline'] {
  const changed = base.state === 'known' ? (base.changedPaths ?? []) : [];
  return {
    coverage: noted(coverageThen(component, baseline), changed),
    diagnostics: Object.fromEntries(
      concerns.map((concern) => [concern, noted(existingOf(concern, baseline, diagnostics[concern]), changed)]),
    ) as Facts['baseline']['diagnostics'],
    benchmarks: noted(benchmarksThen(component, all, baseline), changed),
  };
}

/** A committed baseline may be altered by the very change that is compared with it. */
function noted<T>(fact: Known<T>, changed: string[]): Known<T> {
  if (fact.state !== 'known') return fact;
  const altered = fact.evidence.filter(({ path }) => changed.includes(path));
  const notes = altered.map(({ path }) => finding('warning', 'The change itself alters this baseline.', { path }));
  return { ...fact, notes: [...fact.notes, ...notes] };
}

function benchmarksThen(
  component: OwnedComponent,
  all: OwnedComponent[],
  baseline: Baseline,
): Facts['baseline']['benchmarks'] {
  const broken = brokenOf<never>(baseline, 'benchmark');
  if (broken !== null) return broken;
  if (baseline.benchmarks.length === 0) return none('benchmarks', baseline);
  return knownBenchmarks(baseline.benchmarks, component, all);
}

const filesThen = onceFor((files: NonNullable<Baseline['coverage']>['files']) => ({
  paths: files.map(({ path }) => path),
  byPath: new Map(files.map((file) => [file.path, file])),
}));

function coverageThen({ spec, settings }: OwnedComponent, baseline: Baseline): Facts['baseline']['coverage'] {
  const broken = brokenOf<never>(baseline, 'coverage');
  if (broken !== null) return broken;
  const { coverage } = baseline;
  if (coverage === null) return none('coverage', baseline);
  const { paths, byPath } = filesThen(coverage.files);
  const files = [...filesOf(spec, settings, paths).files].flatMap((path) => byPath.get(path) ?? []);
  if (files.length === 0) return missing('There is no baseline of the coverage: it has no file of the component.');
  const branches = files.flatMap((file) => file.branches ?? []);
  const value = {
    lines: sumRatios(files.map(({ lines }) => lines)),
    branches: branches.length === 0 ? null : sumRatios(branches),
  };
  return { state: 'known', value, evidence: coverage.sources, notes: [] };
}

/** How often the earlier run had each thing, by concern. */
const countsThen = onceFor((reports: Baseline['diagnostics']) => {
  const counts = new Map<Concern, Map<string, number>>();
  for (const { concern, fingerprints } of reports) {
    const known = counts.get(concern) ?? new Map<string, number>();
    counts.set(concern, known);
    for (const [fingerprint, count] of fingerprints) known.set(fingerprint, (known.get(fingerprint) ?? 0) + count);
  }
  return counts;
});

/** Those of the present diagnostics that the earlier run had as often. */
function existingOf(concern: Concern, baseline: Baseline, present: Facts['diagnostics'][Concern]): Known<Diagnostic[]> {
  const broken = brokenOf<never>(baseline, 'diagnostics', concern);
  if (broken !== null) return broken;
  const reports = baseline.diagnostics.filter((report) => report.concern === concern);
  if (reports.length === 0) return none(`diagnostics (${concern})`, baseline);
  const then = countsThen(baseline.diagnostics).get(concern);
  const now = new Map<string, number>();
  const diagnostics = present.state === 'known' ? present.value.diagnostics : [];
  const existing = diagnostics.filter((diagnostic) => {
    const fingerprint = fingerprintOf(concern, diagnostic);
    const count = (now.get(fingerprint) ?? 0) + 1;
    now.set(fingerprint, count);
    return count <= (then?.get(fingerprint) ?? 0);
  });
  const evidence = [...new Set(reports.map(({ provenance }) => provenance))];
  return { state: 'known', value: existing, evidence, notes: [] };
}

function none<T>(what: string, { absent }: Baseline): Known<T> {
  return missing(`There is no baseline of the ${what}: ${absent ?? 'name an earlier run (--baseline)'}.`);
}

function brokenOf<T>({ broken }: Baseline, kind: EvidenceKind, concern?: Concern): Known<T> | null {
  const parts = broken.filter(
    (part) => part.kind === null || (part.kind === kind && (part.concern === undefined || part.concern === concern)),
  );
  if (parts.length === 0) return null;
  return {
    state: 'error',
    problems: parts.flatMap(({ problems }) => problems),
    evidence: parts.flatMap(({ provenance }) => provenance ?? []),
  };
}
