import type { ComponentReport, Finding, Result, Status } from '../model/index.ts';
import type { Line } from './cut.ts';
import { heldText, ladderOf, type LadderStep } from './ladder.ts';
import { neededText, openPointsOf, stagesText, type OpenPoint } from './open-points.ts';
import { plainText } from './plain-text.ts';
import { boxesText, requirementName, testsText } from './requirements.ts';
import { demandedAt, failuresOf, foundIn, neededIn, placeOf, waiverText } from './row.ts';
import type { Colour, Paint } from './terminal-paint.ts';
import { columns, pad, shortened, wrap } from './terminal-text.ts';
import { carriedText, componentName, placeText, rowName, standingOf, statusWords } from './words.ts';

/** How the terminal is written to. */
export interface Terminal {
  width: number;
  paint: Paint;
}

const statusMarks: Record<Status, { symbol: string; colour: Colour }> = {
  pass: { symbol: '✓', colour: 'green' },
  fail: { symbol: '✗', colour: 'red' },
  missing: { symbol: '?', colour: 'yellow' },
  error: { symbol: '!', colour: 'red' },
  waived: { symbol: '~', colour: 'yellow' },
  'not-applicable': { symbol: '-', colour: 'dim' },
};

const stateMarks: Record<LadderStep['state'], { symbol: string; colour: Colour }> = {
  achieved: { symbol: '✓', colour: 'green' },
  blocked: { symbol: '✗', colour: 'red' },
  unproven: { symbol: '?', colour: 'yellow' },
  'not yet': { symbol: '·', colour: 'dim' },
};

/** Findings shown of one row. */
const MOST_FINDINGS = 5;
/** Columns of a stage's name in the ladder. */
const LONGEST_STAGE = 20;
const STATUS_WIDTH = Math.max(...Object.values(statusWords).map((word) => word.length));

/** Text that is no row of the report. */
export function text(lines: string[]): Line[] {
  return lines.map((line) => ({ text: line, row: false }));
}

/** One row of the report; its first line is what is counted. */
export function entry(lines: string[]): Line[] {
  return lines.map((line, index) => ({ text: line, row: index === 0 }));
}

/** Wraps a text whose beginning is painted: the painted part is measured before it is coloured. */
function marked(mark: { symbol: string; colour: Colour }, word: string, said: string, terminal: Terminal): string[] {
  const start = `  ${mark.symbol} ${word} `;
  const [first = '', ...others] = wrap(said, terminal.width, start);
  return [terminal.paint(mark.colour, first.slice(0, start.length)) + first.slice(start.length), ...others];
}

function standing(component: ComponentReport, terminal: Terminal): Line[] {
  const { declared, target, achieved } = standingOf(component);
  const words = `declared ${declared}, target ${target}, achieved ${achieved}, verdict ${component.verdict}`;
  const affected = component.affected ? '' : ` (not affected by the change${carriedText(component)})`;
  const promotable = component.promotable ? '; can be promoted: more is achieved than declared' : '';
  const [first = '', ...others] = wrap(
    `${componentName(component)} (${plainText(component.spec.path)})${affected}`,
    terminal.width,
  );
  return text([terminal.paint('bold', first), ...others, ...wrap(`${words}${promotable}`, terminal.width)]);
}

function ladder(component: ComponentReport, stages: string[], terminal: Terminal): Line[] {
  const steps = ladderOf(component, stages);
  const most = Math.min(LONGEST_STAGE, Math.floor(terminal.width / 3));
  const names = steps.map(({ stage }) => shortened(plainText(stage), most));
  const width = Math.max(0, ...names.map(columns));
  return text(
    steps.flatMap((step, index) => {
      const state = pad(step.state, 'achieved'.length);
      const said = `${state} ${heldText(step)}${step.isTarget ? ' (target)' : ''}`;
      return marked(stateMarks[step.state], pad(names[index] ?? '', width), said, terminal);
    }),
  );
}

function findingLines(findings: Finding[], terminal: Terminal): string[] {
  const lines = findings.slice(0, MOST_FINDINGS).flatMap((finding) => {
    const place = placeOf(finding);
    const where = place === null ? '' : ` (${placeText(place)})`;
    return wrap(`${plainText(finding.message)}${where}`, terminal.width, '      - ');
  });
  const left = findings.length - MOST_FINDINGS;
  return left > 0 ? [...lines, `      - and ${left} more`] : lines;
}

/** A text behind a label; the label is painted after it was measured. */
function labelled(label: string, said: string, { width, paint }: Terminal): string[] {
  const start = `      ${pad(label, 'found'.length)} `;
  const [first = '', ...others] = wrap(said, width, start);
  return [paint('dim', first.slice(0, start.length)) + first.slice(start.length), ...others];
}

function openPoint(point: OpenPoint, component: ComponentReport, terminal: Terminal): Line[] {
  const { first, rows } = point;
  const name = `${plainText(first.title, 120)} (${stagesText(point)})`;
  const places = [...new Set(rows.map((row) => placeText(demandedAt(row, component))))];
  return entry([
    ...marked(statusMarks[first.status], statusWords[first.status], name, terminal),
    ...labelled('found', `${foundIn(first)}, needed ${neededText(point)}`, terminal),
    ...labelled('where', places.join(', '), terminal),
    ...findingLines(failuresOf(first), terminal),
    ...labelled('mend', plainText(first.remediation), terminal),
  ]);
}

function compactRow(result: Result, allOptional: boolean, terminal: Terminal): Line[] {
  const needed = result.status === 'fail' ? `, needed ${neededIn(result)}` : '';
  const optional = result.required || allOptional ? '' : ' (not required)';
  const waiver = waiverText(result);
  const said = [
    `${plainText(result.title, 120)}: ${foundIn(result)}${needed}${optional}`,
    ...(waiver === null ? [] : [`waived ${waiver}`]),
  ];
  return entry(
    marked(statusMarks[result.status], pad(statusWords[result.status], STATUS_WIDTH), said.join('; '), terminal),
  );
}

function allRows(component: ComponentReport, stages: string[], terminal: Terminal): Line[] {
  return stages.flatMap((stage) => {
    const rows = component.results.filter((result) => result.stage === stage);
    if (rows.length === 0) return [];
    const allOptional = rows.every(({ required }) => !required);
    const heading = `${plainText(stage)}${allOptional ? ' (not required)' : ''}`;
    return [
      ...text(['', ...wrap(heading, terminal.width)]),
      ...rows.flatMap((result) => compactRow(result, allOptional, terminal)),
    ];
  });
}

function requirements(component: ComponentReport, terminal: Terminal): Line[] {
  if (component.requirements.length === 0) return [];
  const entries = component.requirements.flatMap((requirement) => {
    const said = `${requirementName(requirement)}: ${boxesText(requirement)}; ${testsText(requirement)}`;
    return entry(wrap(said, terminal.width, '  - '));
  });
  return [...text(['', 'Requirements × tests']), ...entries];
}

function warnings(component: ComponentReport, terminal: Terminal): Line[] {
  const lines = component.results.flatMap((result) => {
    const found = result.findings.filter(({ outcome }) => outcome === 'warning');
    return found.length === 0
      ? []
      : entry([...wrap(rowName(result), terminal.width, '  '), ...findingLines(found, terminal)]);
  });
  return lines.length === 0 ? [] : [...text(['', 'Warnings']), ...lines];
}

/** What a component lacks: standing, ladder, what stands between it and its target, warnings. */
export function lackingTerminal(component: ComponentReport, stages: string[], terminal: Terminal): Line[] {
  return [...beginning(component, stages, terminal), ...warnings(component, terminal), ...text([''])];
}

/** The whole story of a component: what it lacks, all rows, requirements, warnings. */
export function componentTerminal(component: ComponentReport, stages: string[], terminal: Terminal): Line[] {
  return [
    ...beginning(component, stages, terminal),
    ...allRows(component, stages, terminal),
    ...requirements(component, terminal),
    ...warnings(component, terminal),
    ...text(['']),
  ];
}

function beginning(component: ComponentReport, stages: string[], terminal: Terminal): Line[] {
  const target = plainText(component.targetStage ?? 'its target');
  const points = openPointsOf(component);
  const title = wrap(`Between ${componentName(component)} and ${target}:`, terminal.width);
  return [
    ...standing(component, terminal),
    ...ladder(component, stages, terminal),
    ...text(points.length === 0 ? [] : ['', ...title]),
    ...points.flatMap((point) => openPoint(point, component, terminal)),
  ];
}
