import type { ComponentReport, Result } from '../model/index.ts';
import { blockersOf } from './blockers.ts';
import { failuresOf, foundIn, neededIn, placeOf } from './row.ts';
import { plainText } from './plain-text.ts';

/** Rows that are open for the same reason: one gate that is asked of several stages and found the same for each. */
export interface OpenPoint {
  /** The first one, which tells what was found and how to mend it. */
  first: Result;
  /** All of them, lowest stage first. */
  rows: Result[];
}

/** Gates whose open rows may ask for different things at one stage, as targets do: they are told one by one. */
function severalAtOneStage(rows: Result[]): Set<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { gate, stage } of rows) {
    const key = JSON.stringify([gate, stage]);
    if (seen.has(key)) several.add(gate);
    seen.add(key);
  }
  return several;
}

/** What stands between a component and its target, in the order in which it is told, rows of one reason together. */
export function openPointsOf(component: ComponentReport): OpenPoint[] {
  const blockers = blockersOf(component);
  const alone = severalAtOneStage(blockers);
  const points = new Map<string, OpenPoint>();
  for (const [index, row] of blockers.entries()) {
    const places = failuresOf(row).map(placeOf);
    const reason = alone.has(row.gate) ? index : [row.gate, row.title, row.status, foundIn(row), places];
    const key = JSON.stringify(reason);
    const known = points.get(key);
    if (known === undefined) points.set(key, { first: row, rows: [row] });
    else known.rows.push(row);
  }
  return [...points.values()];
}

/** The stages of the rows, plain text: `staging`, `staging and production`. */
export function stagesText({ rows }: OpenPoint): string {
  return rows.map(({ stage }) => plainText(stage, 40)).join(' and ');
}

/** What was demanded, at which stage where that differs: `≥ 70 % (staging), ≥ 80 % (production)`. Plain text. */
export function neededText({ rows }: OpenPoint): string {
  const needed = new Set(rows.map(neededIn));
  if (needed.size === 1) return [...needed].join('');
  return rows.map((row) => `${neededIn(row)} (${plainText(row.stage, 40)})`).join(', ');
}
