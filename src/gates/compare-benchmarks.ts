import type { MeasuredBenchmark } from './known-facts.ts';
import { agree, convert, unitOf } from './units.ts';

/** How much worse a benchmark may be than its baseline. */
export interface Tolerance {
  /** In percent of the baseline. */
  relative: number;
  /** The same for every benchmark in a unit that agrees, whatever its baseline; `null` for none. */
  absolute: { value: number; unit: string } | null;
  /** A value that stands for fewer measurements proves nothing. */
  samples: number;
}

/** What became of one benchmark. `change` is how much worse it is, as a fraction of the baseline; below zero: better. */
export type Comparison = { benchmark: MeasuredBenchmark } & (
  | { outcome: 'same' | 'better' | 'noise' | 'worse'; change: number; before: MeasuredBenchmark }
  | { outcome: 'new' | 'vanished' }
  | { outcome: 'unusable' | 'few-samples'; why: string }
);

/** Pairs the benchmarks of two runs by name and compares them; those of one run only are new or vanished. */
export function compareBenchmarks(
  current: MeasuredBenchmark[],
  baseline: MeasuredBenchmark[],
  tolerance: Tolerance,
): Comparison[] {
  const earlier = byName(baseline);
  const used = new Set<MeasuredBenchmark>();
  const compared = current.map((benchmark): Comparison => {
    const candidates = counterparts(benchmark, earlier.get(benchmark.name) ?? []);
    for (const candidate of candidates) used.add(candidate);
    const before = strictest(candidates);
    return before === undefined ? { benchmark, outcome: 'new' } : compare(benchmark, before, tolerance);
  });
  const vanished = baseline.filter((benchmark) => !used.has(benchmark));
  return [...compared, ...vanished.map((benchmark): Comparison => ({ benchmark, outcome: 'vanished' }))];
}

/** Why a value can't have been measured; `null` where it can. A share may be zero, time that passed can't. */
export function unusable({ name, value, unit, report }: MeasuredBenchmark): string | null {
  const where = `${name} in ${report.path}`;
  if (!Number.isFinite(value)) return `${where} is ${value}, which is no measurement.`;
  if (value < 0) return `${where} is ${value} ${unit}: the clock ran backwards.`;
  if (value === 0 && unit !== 'ratio') return `${where} is 0 ${unit}: the clock stood still.`;
  return null;
}

function compare(benchmark: MeasuredBenchmark, before: MeasuredBenchmark, tolerance: Tolerance): Comparison {
  const why = unusable(benchmark) ?? unusable(before);
  if (why !== null) return { benchmark, outcome: 'unusable', why };
  if (benchmark.unit !== before.unit) {
    const units = `in ${benchmark.unit}, its baseline in ${before.unit}`;
    return { benchmark, outcome: 'unusable', why: `${benchmark.name} is measured ${units}.` };
  }
  const few = [benchmark, before].find(({ samples }) => samples !== null && samples < tolerance.samples);
  if (few !== undefined) {
    const why = `${few.name} stands for ${few.samples} measurements in ${few.report.path}, ${tolerance.samples} are needed.`;
    return { benchmark, outcome: 'few-samples', why };
  }
  const difference = (benchmark.value - before.value) * (benchmark.better === 'lower' ? 1 : -1);
  const change = difference === 0 ? 0 : difference / before.value;
  return { benchmark, before, change, outcome: outcomeOf(difference, benchmark, before, tolerance) };
}

function outcomeOf(
  difference: number,
  benchmark: MeasuredBenchmark,
  before: MeasuredBenchmark,
  tolerance: Tolerance,
): 'same' | 'better' | 'noise' | 'worse' {
  const allowed = Math.max((before.value * tolerance.relative) / 100, absoluteIn(benchmark.unit, tolerance));
  // Exactly the tolerance is tolerated, also where binary fractions make it a hair more.
  if (Math.abs(difference) <= allowed + before.value * 1e-12) return 'same';
  if (difference < 0) return 'better';
  return difference <= Math.max(benchmark.spread ?? 0, before.spread ?? 0) ? 'noise' : 'worse';
}

function absoluteIn(unit: string, { absolute }: Tolerance): number {
  const from = absolute === null ? null : unitOf(absolute.unit);
  const to = unitOf(unit);
  return absolute === null || from === null || to === null || !agree(from, to) ? 0 : convert(absolute.value, from, to);
}

function byName(benchmarks: MeasuredBenchmark[]): Map<string, MeasuredBenchmark[]> {
  const grouped = new Map<string, MeasuredBenchmark[]>();
  for (const benchmark of benchmarks) {
    const group = grouped.get(benchmark.name);
    if (group === undefined) grouped.set(benchmark.name, [benchmark]);
    else group.push(benchmark);
  }
  return grouped;
}

/** Every load test has its `http_req_duration`: where a report of the same file name has one, only that is meant. */
function counterparts(benchmark: MeasuredBenchmark, candidates: MeasuredBenchmark[]): MeasuredBenchmark[] {
  const sameFile = candidates.filter(({ reportedIn }) => fileName(reportedIn) === fileName(benchmark.reportedIn));
  return sameFile.length > 0 ? sameFile : candidates;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Of several earlier runs the best one counts; one that can't be used is found by {@link compare}. */
function strictest(candidates: MeasuredBenchmark[]): MeasuredBenchmark | undefined {
  const broken = candidates.find((candidate) => unusable(candidate) !== null);
  if (broken !== undefined) return broken;
  const worth = ({ value, better }: MeasuredBenchmark): number => (better === 'lower' ? value : -value);
  return candidates.reduce<MeasuredBenchmark | undefined>(
    (best, one) => (best === undefined || worth(one) < worth(best) ? one : best),
    undefined,
  );
}
