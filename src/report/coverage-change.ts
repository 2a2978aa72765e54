import { formatPercent, percentOf, type ComponentReport, type Ratio } from '../model/index.ts';

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** The field of an untrusted value. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** A value as the two counts of a share; `null` when it is none. */
export function ratioOf(value: unknown): Ratio | null {
  const [covered, total] = [fieldOf(value, 'covered'), fieldOf(value, 'total')];
  return isCount(covered) && isCount(total) ? { covered, total } : null;
}

function percentIn(value: unknown): number | null {
  const ratio = ratioOf(value);
  return ratio === null ? null : percentOf(ratio);
}

/** `▼ 0.80 points lower`: how a share that was found has moved from its baseline, by the shown figures; `null` without one. */
export function changeText(actual: unknown): string | null {
  const baseline = fieldOf(actual, 'baseline');
  const [now, before] = [percentIn(actual), percentIn(baseline)];
  // A baseline that was measured otherwise is compared by the gate, by a part of the figures only.
  if (now === null || before === null || fieldOf(baseline, 'measure') !== undefined) return null;
  const points = Math.abs(now - before).toFixed(2);
  if (points === '0.00') return 'as the baseline';
  return now < before ? `▼ ${points} points lower` : `▲ ${points} points higher`;
}

/** The coverage of a component and how it has moved; `null` where no baseline is known. */
export function coverageText({ results }: ComponentReport): string | null {
  for (const { gate, actual } of results) {
    const change = gate === 'min-coverage' ? changeText(actual) : null;
    const ratio = ratioOf(actual);
    if (change !== null && ratio !== null) return `${formatPercent(ratio)}, ${change}`;
  }
  return null;
}
