import { counted, pad, painter, plainText, wrap } from '../../report/index.ts';
import { parameterText } from '../parameter-text.ts';
import type { LintedCriterion, LintProblem, LintResult } from './result.ts';

type Paint = ReturnType<typeof painter>;

const NARROWEST = 60;
const LINE_WIDTH = 5;
const STAGE_WIDTH = 11;
const GATE_WIDTH = 28;
/** Longest criterion and problem that is shown. */
const MOST_CHARACTERS = 600;

/** For people: file by file, what each criterion became, then what is wrong. */
export function lintTerminal({ problems, criteria }: LintResult, view: { width: number; colour: boolean }): string {
  const width = Math.max(NARROWEST, view.width);
  const paint = painter(view.colour);
  const paths = [
    ...new Set([...problems.map(({ at }) => at?.path ?? ''), ...criteria.map(({ at }) => at.path)]),
  ].sort();
  const lines = paths.flatMap((path) => {
    const own = criteria.filter(({ at }) => at.path === path);
    const wrong = problems.filter(({ at }) => (at?.path ?? '') === path);
    return [
      ...(path === '' ? [] : wrap(plainText(path), width).map((line) => paint('bold', line))),
      ...(own.length === 0 ? [] : [header(width), ...own.flatMap((criterion) => criterionLines(criterion, width)), '']),
      ...wrong.flatMap((problem) => problemLines(problem, width, paint)),
      ...(wrong.length === 0 ? [] : ['']),
    ];
  });
  return `${[...lines, summary(problems, criteria)].join('\n')}\n`;
}

function header(width: number): string {
  return `${'Line'.padStart(LINE_WIDTH)}  ${pad('Stage', STAGE_WIDTH)}  ${pad('Criterion', textWidth(width))}  Gate`;
}

function textWidth(width: number): number {
  return width - LINE_WIDTH - STAGE_WIDTH - GATE_WIDTH - 6;
}

/** A criterion beside its gates, each cell in as many lines as it needs. */
function criterionLines({ text, at, stage, gates, rollUp }: LintedCriterion, width: number): string[] {
  const texts = wrap(plainText(text, MOST_CHARACTERS), textWidth(width));
  const stages = wrap(plainText(stage, 40), STAGE_WIDTH);
  const named = gates.flatMap(({ id, params }) => wrap(gateText(id, params, rollUp), GATE_WIDTH));
  const height = Math.max(texts.length, stages.length, named.length);
  return Array.from({ length: height }, (_line, index) => {
    const number = index === 0 ? String(at.line ?? '') : '';
    const cells = [
      pad(stages[index] ?? '', STAGE_WIDTH),
      pad(texts[index] ?? '', textWidth(width)),
      named[index] ?? '',
    ];
    return `${number.padStart(LINE_WIDTH)}  ${cells.join('  ')}`.trimEnd();
  });
}

/** `min-coverage percent 70`, `slo-met metrics uptime >= 99.5 %`. */
function gateText(id: string, params: Record<string, unknown>, rollUp: boolean): string {
  if (rollUp) return `${id} (roll-up)`;
  // The text of an attested line stands beside it already.
  return id === 'attested' ? id : `${id} ${parameterText(params)}`.trim();
}

function problemLines({ severity, code, message, at, hint }: LintProblem, width: number, paint: Paint): string[] {
  const place = at?.line === undefined ? '' : `${at.line}:${at.column ?? 1}`;
  const first = `${place.padStart(LINE_WIDTH + 3)}  ${pad(severity, 7)}  `;
  const said = plainText(hint === undefined ? message : `${message} ${hint}`, MOST_CHARACTERS);
  const [top = '', ...rest] = wrap(`${said} [${code}]`, width, first);
  return [top.replace(severity, paint(severity === 'error' ? 'red' : 'yellow', severity)), ...rest];
}

function summary(problems: LintProblem[], criteria: LintedCriterion[]): string {
  const count = (severity: LintProblem['severity']): number =>
    problems.filter((one) => one.severity === severity).length;
  const found = `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`;
  return criteria.length === 0 ? `${found}.` : `${criteria.length} criteria: ${found}.`;
}
