import type { Demand } from './demands.ts';

/** The strictest of both: the head's rows with the base's demands joined in, and the rows that the head dropped behind them. */
export function strictestRows(head: Demand[], base: Demand[]): Demand[] {
  const before = new Map(base.map((row) => [placeOf(row), row]));
  const kept = new Set(head.map(placeOf));
  const joined = head.map((row) => {
    const stricter = before.get(placeOf(row));
    if (stricter === undefined) return row;
    const params = row.gate.strictest(row.params, stricter.params);
    return { ...row, params, off: stricter.off === null ? null : row.off };
  });
  return [...joined, ...base.filter((row) => !kept.has(placeOf(row)))];
}

function placeOf({ stage, key }: Demand): string {
  return `${stage}\u0000${key}`;
}
