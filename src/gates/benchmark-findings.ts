import type { Finding } from '../model/index.ts';
import type { Comparison } from './compare-benchmarks.ts';
import { finding } from './judgement.ts';

/** What there is to say of one comparison; nothing of a benchmark that stayed within the tolerance. */
export function findingsOf(comparison: Comparison): Finding[] {
  const { benchmark, outcome } = comparison;
  const at = { path: benchmark.report.path };
  switch (outcome) {
    case 'same':
      return [];
    case 'worse':
      return [finding('fail', `${change(comparison)} worse than its baseline.`, at)];
    case 'noise':
      return [
        finding('warning', `${change(comparison)} worse than its baseline, but no more than the runs scatter.`, at),
      ];
    case 'better':
      return [finding('note', `${change(comparison)} better than its baseline.`, at)];
    case 'new':
      return [finding('note', `${benchmark.name} is new: it has no baseline yet.`, at)];
    case 'vanished':
      return [finding('fail', `${benchmark.name} is in the baseline, but was not measured.`, at)];
    case 'unusable':
    case 'few-samples':
      return [finding('fail', comparison.why, at)];
  }
}

/** `test_get is 25.3 % (0.04 s instead of 0.032 s)`; from zero there is no percentage. */
function change({ benchmark, before, change }: Extract<Comparison, { change: number }>): string {
  const values = `${rounded(benchmark.value)} instead of ${rounded(before.value)} ${benchmark.unit}`;
  const percent = Number.isFinite(change) ? `${(Math.floor(Math.abs(change) * 1000) / 10).toFixed(1)} % ` : '';
  return `${benchmark.name} is ${percent}(${values})`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
