import type { Facts, Known } from '../gates/index.ts';
import {
  concerns,
  fingerprintOf,
  sumRatios,
  type Baseline,
  type Concern,
  type Diagnostic,
  type EvidenceKind,
} from '../model/index.ts';
import { filesOf } from '../policy/index.ts';
import { missing } from './known-evidence.ts';
import { knownBenchmarks } from './known-measurements.ts';
import type { OwnedComponent } from './ownership.ts';

/** What the earlier run had of the component; its files of then are found as those of now are, by the specification. */
export function baselineOf(
  component: OwnedComponent,
  all: OwnedComponent[],
  baseline: Baseline,
  diagnostics: Facts['diagnostics'],
): Facts['baseline'] {
  const others = all.filter(({ spec }) => spec !== component.spec);
  return {
    coverage: coverageThen(component, baseline),
    diagnostics: Object.fromEntries(
      concerns.map((concern) => [concern, existingOf(concern, baseline, diagnostics[concern])]),
    ) as Facts['baseline']['diagnostics'],
    benchmarks:
      brokenOf(baseline, 'benchmark') ??
      (baseline.benchmarks.length > 0
        ? knownBenchmarks(baseline.benchmarks, component, others)
        : none('benchmarks', baseline)),
  };
}

function coverageThen({ spec, settings }: OwnedComponent, baseline: Baseline): Facts['baseline']['coverage'] {
  const broken = brokenOf<never>(baseline, 'coverage');
  if (broken !== null) return broken;
  const { coverage } = baseline;
  if (coverage === null) return none('coverage', baseline);
  const paths = coverage.files.map(({ path }) => path);
  const own = filesOf(spec, settings, paths).files;
  const files = coverage.files.filter(({ path }) => own.has(path));
  if (files.length === 0) return missing('There is no baseline of the coverage: it has no file of the component.');
  const branches = files.flatMap((file) => file.branches ?? []);
  const value = {
    lines: sumRatios(files.map(({ lines }) => lines)),
    branches: branches.length === 0 ? null : sumRatios(branches),
  };
  return { state: 'known', value, evidence: coverage.sources, notes: [] };
}

/** Those of the present diagnostics that the earlier run had as often. */
function existingOf(concern: Concern, baseline: Baseline, present: Facts['diagnostics'][Concern]): Known<Diagnostic[]> {
  const broken = brokenOf<never>(baseline, 'diagnostics', concern);
  if (broken !== null) return broken;
  const reports = baseline.diagnostics.filter((report) => report.concern === concern);
  if (reports.length === 0) return none(`diagnostics (${concern})`, baseline);
  const left = new Map<string, number>();
  for (const [fingerprint, count] of reports.flatMap(({ fingerprints }) => [...fingerprints]))
    left.set(fingerprint, (left.get(fingerprint) ?? 0) + count);
  const diagnostics = present.state === 'known' ? present.value.diagnostics : [];
  const existing = diagnostics.filter((diagnostic) => {
    const fingerprint = fingerprintOf(concern, diagnostic);
    const count = left.get(fingerprint) ?? 0;
    left.set(fingerprint, count - 1);
    return count > 0;
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
