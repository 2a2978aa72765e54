import { parseThresholds, type Threshold } from '../model/index.ts';
import { agree, compareValues, unitOf } from './units.ts';

/** The stricter of two targets of one metric (`>= 99.5 %`); the first of two that can't be compared. */
export function stricterTarget(one: string | undefined, other: string | undefined): string {
  if (one === undefined || other === undefined) return one ?? other ?? '';
  const [first] = parseThresholds(one);
  const [second] = parseThresholds(other);
  return first !== undefined && second !== undefined && isStricter(second, first) ? other : one;
}

function isStricter(one: Threshold, other: Threshold): boolean {
  const unit = unitOf(one.unit);
  const otherUnit = unitOf(other.unit);
  if (unit === null || otherUnit === null || !agree(unit, otherUnit)) return false;
  const [sign] = one.comparator;
  if (sign !== other.comparator[0]) return false;
  const order = compareValues(one.value, unit, other.value, otherUnit);
  if (order === 0) return one.comparator.length < other.comparator.length;
  return sign === '>' ? order > 0 : order < 0;
}
