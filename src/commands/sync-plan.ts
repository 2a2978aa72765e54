import { gateNamed } from '../gates/index.ts';
import type { Problem, Result, Spec, Statement } from '../model/index.ts';
import type { BoxChange } from '../report/index.ts';
import { boxFinder, turned, withBoxes, type WrittenBox } from '../spec/index.ts';

/** What one specification is to become. With a problem, nothing of it is to be written. */
export interface SyncPlan {
  text: string;
  changes: BoxChange[];
  problems: Problem[];
}

/** A box with every row of the report that a line of it demands. */
interface JudgedBox {
  box: WrittenBox;
  rows: Set<Result>;
}

/** The text with the boxes that its rows prove ticked and, with `untick`, those that they contradict not ticked. */
export function syncPlan(text: string, spec: Spec, results: Result[], untick: boolean): SyncPlan {
  const { boxes, problems } = judgedBoxes(text, spec, results, untick);
  const edits = boxes.flatMap(({ box, rows }) => {
    const gates = gatesAgainst(box.ticked, [...rows], untick);
    if (gates.length === 0) return [];
    const to = turned(box);
    if (to !== null) return [{ box, to, gates }];
    problems.push(unreadableBox(spec.path, box.line));
    return [];
  });
  if (problems.length > 0) return { text, changes: [], problems };
  const changes = edits.map(({ box, to, gates }) => ({
    path: spec.path,
    line: box.line,
    from: box.written,
    to,
    gates: [...new Set(gates)],
  }));
  return { text: withBoxes(text, edits), changes, problems };
}

/** Several statements may share a box, and a statement may have several rows: a box is decided by all of them. */
function judgedBoxes(
  text: string,
  spec: Spec,
  results: Result[],
  untick: boolean,
): { boxes: JudgedBox[]; problems: Problem[] } {
  const rowsOf = rowsByStatement(results);
  const find = boxFinder(text);
  const boxes = new Map<number, JudgedBox>();
  const problems: Problem[] = [];
  for (const statement of spec.statements) {
    const { ticked, placeholder, at } = statement;
    const rows = rowsOf.get(keyOf(statement.text, at.line ?? null)) ?? [];
    // A line that nobody filled in says nothing that could be proven.
    if (ticked === null || placeholder !== null || rows.length === 0) continue;
    const box = find(statement);
    if (box === null) {
      if (gatesAgainst(ticked, rows, untick).length > 0) problems.push(unreadableBox(spec.path, at.line));
      continue;
    }
    const judged = boxes.get(box.start) ?? { box, rows: new Set<Result>() };
    for (const row of rows) judged.rows.add(row);
    boxes.set(box.start, judged);
  }
  return { boxes: [...boxes.values()], problems };
}

/** The gates for which the box is to be the other way round; none where it may stay. */
function gatesAgainst(ticked: Statement['ticked'], rows: Result[], untick: boolean): string[] {
  if (ticked === true) return untick ? rows.filter(contradicts).map(({ gate }) => gate) : [];
  return rows.every(proves) ? rows.map(({ gate }) => gate) : [];
}

function proves({ gate, status }: Result): boolean {
  return status === 'pass' && isDecidedByEvidence(gate);
}

/** Evidence can contradict a word too: a failing test that names a requirement. */
function contradicts({ gate, status, evidence }: Result): boolean {
  return status === 'fail' && (isDecidedByEvidence(gate) || evidence.length > 0);
}

function isDecidedByEvidence(gate: string): boolean {
  return gateNamed(gate)?.meta.proof === 'evidence';
}

/** Quality-gate and exit lines that joined a row are proven by it as its own line is. */
function rowsByStatement(results: Result[]): Map<string, Result[]> {
  const rows = new Map<string, Result[]>();
  for (const result of results) {
    for (const { text, line } of [...(result.criterion === null ? [] : [result.criterion]), ...result.alsoAt]) {
      const key = keyOf(text, line);
      const known = rows.get(key);
      if (known === undefined) rows.set(key, [result]);
      else known.push(result);
    }
  }
  return rows;
}

function keyOf(text: string, line: number | null): string {
  return `${line ?? 0}\u0000${text}`;
}

function unreadableBox(path: string, line: number | undefined): Problem {
  return {
    code: 'box-not-found',
    message: 'The box of this line is not where it could be set without touching anything else.',
    at: { path, line },
    hint: 'Write it as "- [ ] criterion", or set it by hand.',
  };
}
