/** How a measured value is compared with the wanted one. */
export type Comparator = '>=' | '>' | '<=' | '<' | '=';

/** A demand on a number: `≥70%`, `p95 < 200ms`, `≥1000 requests/second`, `7-day` (as `>= 7 day`). */
export interface Threshold {
  comparator: Comparator;
  value: number;
  /** As written, lower case and singular where it is a word: `%`, `ms`, `request/second`, `day`, `''`. */
  unit: string;
}

/** `>= 70 %`, the way thresholds are printed everywhere. */
export function formatThreshold({ comparator, value, unit }: Threshold): string {
  return `${comparator} ${value}${unit === '' ? '' : ` ${unit}`}`;
}
