import type { Problem } from '../../model/index.ts';
import { counted, pad, painter, plainText, wrap } from '../../report/index.ts';
import type { Complaint, ExaminedComponent, ExaminedGate, ExaminedReport, Examination } from './result.ts';

type Paint = ReturnType<typeof painter>;

const NARROWEST = 60;
const INDENT = '  ';
/** Longest path and message that is shown. */
const MOST_CHARACTERS = 400;
/** Evidence of a gate that is listed. */
const SHOWN_EVIDENCE = 3;

/** For people: report by report, then component by component what proves its gates and what lacks. */
export function doctorTerminal(examination: Examination, view: { width: number; colour: boolean }): string {
  const { reports, components, problems } = examination;
  const width = Math.max(NARROWEST, view.width);
  const paint = painter(view.colour);
  const lines = [
    ...reports.flatMap((report) => [...reportLines(report, width, paint), '']),
    ...components.flatMap((component) => [...componentLines(component, width, paint), '']),
    ...problems.flatMap((problem) => [...problemLines(problem, 'error', '', width, paint), '']),
    ...wrap(summary(examination), width),
  ];
  return `${lines.join('\n')}\n`;
}

function reportLines(report: ExaminedReport, width: number, paint: Paint): string[] {
  const { path, complaints, unmatched } = report;
  return [
    ...wrap(plainText(path), width).map((line) => paint('bold', line)),
    ...wrap(`${whatItIs(report)}.`, width, INDENT),
    ...(report.totalPaths === 0 && report.components.length === 0 ? [] : wrap(whatItMeans(report), width, INDENT)),
    ...unmatched.flatMap((one) =>
      wrap(plainText(`${one.path}: ${one.remark}`, MOST_CHARACTERS), width, `${INDENT}  ? `),
    ),
    ...complaints.flatMap((one) => problemLines(one, one.severity, INDENT, width, paint)),
  ];
}

/** `coverage.py JSON (coverage), by coverage.py 7.10.1, of 2026-11-22 09:06 UTC, commit f1020372` */
function whatItIs({ title, kind, tool, commit, createdAt }: ExaminedReport): string {
  if (kind === null) return 'Of unknown kind';
  return [
    `${title ?? 'Unreadable'} (${kind})`,
    ...(tool === null ? [] : [`by ${plainText(tool, 80)}`]),
    ...(createdAt === null ? [] : [`of ${createdAt.slice(0, 16).replace('T', ' ')} UTC`]),
    ...(commit === null ? [] : [`commit ${plainText(commit, 12)}`]),
  ].join(', ');
}

function whatItMeans({ matchedPaths, totalPaths, components }: ExaminedReport): string {
  const names = components.map((id) => plainText(id, 80)).join(', ');
  const whose = components.length === 0 ? 'of no component' : `of ${names}`;
  if (totalPaths === 0) return `Names no file; evidence ${names === '' ? 'for nothing' : `for ${names}`}.`;
  return `${matchedPaths} of ${counted(totalPaths, 'path')} matched, ${whose}.`;
}

function componentLines({ id, spec, gates }: ExaminedComponent, width: number, paint: Paint): string[] {
  const column = Math.max(...gates.map(({ gate }) => gate.length), 0);
  return [
    ...wrap(plainText(`${id} (${spec})`), width).map((line) => paint('bold', line)),
    ...gates.flatMap((gate) => gateLines(gate, column, width, paint)),
  ];
}

function gateLines(examined: ExaminedGate, column: number, width: number, paint: Paint): string[] {
  const { gate, produce, why, broken } = examined;
  const first = `${INDENT}${pad(gate, column)}  `;
  if (produce === null) return wrap(evidenceText(examined), width, first);
  const word = broken ? 'error' : 'missing';
  const [top = '', ...rest] = wrap(
    plainText(`${word}: ${why ?? evidenceText(examined)}`, MOST_CHARACTERS),
    width,
    first,
  );
  return [top.replace(word, paint(broken ? 'red' : 'yellow', word)), ...rest, remedyLine(gate, produce, width)];
}

function evidenceText({ evidence }: ExaminedGate): string {
  const shown = evidence.slice(0, SHOWN_EVIDENCE).map((path) => plainText(path));
  const more = evidence.length > shown.length ? [`${evidence.length - shown.length} more`] : [];
  return [...shown, ...more].join(', ') || 'in the repository itself';
}

/** What has to be made is there to be copied: it is never broken into lines. */
function remedyLine(gate: string, produce: string, width: number): string {
  const line = `${INDENT}  > ${plainText(produce, 1000)}`;
  return line.length <= width ? line : `${INDENT}  > maturity-gates explain ${gate}`;
}

function problemLines(
  { code, message, at, hint }: Problem,
  severity: Complaint['severity'],
  indent: string,
  width: number,
  paint: Paint,
): string[] {
  const line = at?.line === undefined ? '' : `line ${at.line}: `;
  const said = plainText([`${line}${message}`, ...(hint === undefined ? [] : [hint])].join(' '), MOST_CHARACTERS);
  const [top = '', ...rest] = wrap(`${said} [${code}]`, width, `${indent}${severity}: `);
  return [top.replace(severity, paint(severity === 'error' ? 'red' : 'yellow', severity)), ...rest];
}

function summary({ reports, components }: Examination): string {
  const complaints = reports.flatMap((report) => report.complaints);
  const count = (severity: Complaint['severity']): number =>
    complaints.filter((one) => one.severity === severity).length;
  const lacking = components.flatMap(({ gates }) => gates.filter(({ produce }) => produce !== null)).length;
  return `${counted(reports.length, 'report')}: ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}; ${counted(lacking, 'gate')} without proof.`;
}
