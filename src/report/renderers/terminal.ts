import { verdicts, type ComponentReport, type Report, type Verdict } from '../../model/index.ts';
import { openText, worstFirst } from '../components.ts';
import { fit, leftOutText, nothingToClose, type Line } from '../cut.ts';
import { headlineOf } from '../headline.ts';
import { plainText } from '../plain-text.ts';
import type { Renderer } from '../renderer.ts';
import { componentTerminal, entry, lackingTerminal, text, type Terminal } from '../terminal-component.ts';
import { painter, type Colour } from '../terminal-paint.ts';
import { columns, pad, shortened, wrap } from '../terminal-text.ts';
import { carriedText, counted, placeText, problemText, standingOf } from '../words.ts';

const verdictColours: Record<Verdict, Colour> = { ready: 'green', inconclusive: 'yellow', blocked: 'red' };

const VERDICT_WIDTH = Math.max(...verdicts.map((verdict) => verdict.length));
const LONGEST_NAME = 20;

/** Narrower terminals are written to as if they had so many columns. */
const NARROWEST = 40;

/** Below it, what is said of a component stands in a line of its own. */
const ROOMY = 60;

function headline(report: Report, { width, paint }: Terminal): Line[] {
  const lines = wrap(headlineOf(report), width).map((line) => paint(verdictColours[report.verdict], line));
  return text([...lines, ...(report.advisory ? ['Advisory: this does not fail the job.'] : []), '']);
}

/** Where there are several components: each in a line, the worst first. */
function overview(components: ComponentReport[], { width, paint }: Terminal): Line[] {
  if (components.length < 2) return [];
  const named = worstFirst(components).map((component) => ({
    component,
    name: shortened(plainText(component.id), LONGEST_NAME),
  }));
  const nameWidth = named.reduce((widest, { name }) => Math.max(widest, columns(name)), 0);
  const lines = named.flatMap(({ component, name }) => {
    const { verdict } = component;
    const start = `  ${pad(verdict, VERDICT_WIDTH)} `;
    const said = standingText(component);
    const [first = '', ...others] =
      width < ROOMY
        ? [...wrap(name, width, start), ...wrap(said, width, '    ')]
        : wrap(said, width, `${start}${pad(name, nameWidth)} `);
    return entry([paint(verdictColours[verdict], first.slice(0, start.length)) + first.slice(start.length), ...others]);
  });
  return [...lines, ...text([''])];
}

function standingText(component: ComponentReport): string {
  const affected = component.affected ? '' : ` (not affected${carriedText(component)})`;
  const warnings = component.results.flatMap(({ findings }) => findings).filter(({ outcome }) => outcome === 'warning');
  const warned = warnings.length === 0 ? '' : `, ${counted(warnings.length, 'warning')}`;
  const { achieved } = standingOf(component);
  return `achieved ${achieved}, open: ${openText(component)}${warned}${affected}`;
}

/** One component in full; of several what those lack that decide the verdict, for the others hold, or wait for another change. */
function stories(report: Report, terminal: Terminal): Line[] {
  const { components, stages } = report;
  const [only, ...others] = components;
  if (only === undefined) return [];
  if (others.length === 0) return componentTerminal(only, stages, terminal);
  const open = worstFirst(components).filter(({ affected, verdict }) => affected && verdict !== 'ready');
  return [
    ...open.flatMap((component) => lackingTerminal(component, stages, terminal)),
    ...text([...wrap('Every row of a component: maturity-gates check --component ID', terminal.width), '']),
  ];
}

function problems(report: Report, { width }: Terminal): Line[] {
  if (report.problems.length === 0) return [];
  const entries = report.problems.flatMap((problem) => {
    const place = problem.path === null ? '' : ` (${placeText({ path: problem.path, line: problem.line })})`;
    return entry(wrap(`${problemText(problem)}${place} [${plainText(problem.code, 80)}]`, width, '  - '));
  });
  return [...text(['Problems of the run']), ...entries, ...text([''])];
}

/** The report for people at a terminal. */
export const renderer: Renderer = {
  id: 'terminal',
  fileName: 'maturity.txt',
  render(report, view) {
    const terminal: Terminal = { width: Math.max(NARROWEST, view.width), paint: painter(view.colour) };
    const lines = [
      ...headline(report, terminal),
      ...overview(report.components, terminal),
      ...stories(report, terminal),
      ...problems(report, terminal),
    ];
    return fit(lines, view.byteLimit, nothingToClose, (left) => leftOutText(left, view.fullReport));
  },
};
