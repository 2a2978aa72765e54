/** A share kept as two counts, so that it is compared exactly and never rounded up to a threshold. */
export interface Ratio {
  covered: number;
  total: number;
}

const SCALE = 1_000_000;

/** The sum of ratios: covered with covered, total with total. */
export function sumRatios(ratios: Iterable<Ratio>): Ratio {
  let covered = 0;
  let total = 0;
  for (const ratio of ratios) {
    covered += ratio.covered;
    total += ratio.total;
  }
  return { covered, total };
}

/** Whether `covered / total` is at least `percent` %, in integers: 69.996 % does not meet 70 %. Nothing of nothing meets nothing. */
export function meetsPercent({ covered, total }: Ratio, percent: number): boolean {
  if (total <= 0) return false;
  return BigInt(covered) * 100n * BigInt(SCALE) >= BigInt(Math.round(percent * SCALE)) * BigInt(total);
}

/**
 * Whether a share has fallen by at most so many percentage points, in integers as above. Where there is nothing to
 * measure, nothing is known to have stayed.
 */
export function fallsAtMost(now: Ratio, before: Ratio, points: number): boolean {
  if (now.total <= 0 || before.total <= 0) return false;
  const [total, earlierTotal] = [BigInt(now.total), BigInt(before.total)];
  const fallen = BigInt(before.covered) * total - BigInt(now.covered) * earlierTotal;
  return fallen * 100n * BigInt(SCALE) <= BigInt(Math.round(points * SCALE)) * total * earlierTotal;
}

/** The percentage cut (never rounded) after two decimals; `null` when there is nothing to measure. */
export function percentOf({ covered, total }: Ratio): number | null {
  if (total <= 0) return null;
  return Number((BigInt(covered) * 10_000n) / BigInt(total)) / 100;
}

/** `69.99 %`, or `nothing to measure`. */
export function formatPercent(ratio: Ratio): string {
  const percent = percentOf(ratio);
  return percent === null ? 'nothing to measure' : `${percent.toFixed(2)} %`;
}
