import type { ReportedProblem } from '../model/index.ts';
import { plainText } from './plain-text.ts';
import { wrap } from './terminal-text.ts';
import { placeText, problemText } from './words.ts';

/** A box of a specification that evidence sets: its line, how it is written before and after, and the gates that say so. */
export interface BoxChange {
  path: string;
  line: number;
  from: string;
  to: string;
  gates: string[];
}

/** Changes of boxes for people at a terminal, a line each; `written`: whether they were made or only found. */
export function boxChangesText(
  { changes, problems, written }: { changes: BoxChange[]; problems: ReportedProblem[]; written: boolean },
  width: number,
): string {
  const made = changes.flatMap((change) => {
    const { from, to, gates } = change;
    return wrap(`${placeText(change)} ${plainText(from)} → ${plainText(to)} ${plainText(gates.join(', '))}`, width);
  });
  const found = problems.flatMap((problem) => {
    const place = problem.path === null ? '' : ` (${placeText({ path: problem.path, line: problem.line })})`;
    return wrap(`${problemText(problem)}${place} [${plainText(problem.code, 80)}]`, width, '- ');
  });
  return `${[...made, ...found, summary(changes.length, written)].join('\n')}\n`;
}

function summary(count: number, written: boolean): string {
  if (count === 0) return written ? 'No box was changed.' : 'No box is to be changed.';
  const boxes = count === 1 ? '1 box' : `${count} boxes`;
  return written ? `${boxes} changed.` : `${boxes} to change; nothing was written.`;
}
