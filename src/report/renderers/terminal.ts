import { verdicts, type ComponentReport, type Report, type Verdict } from '../../model/index.ts';
import { openText, worstFirst } from '../components.ts';
import { fit, leftOutText, nothingToClose, type Line } from '../cut.ts';
import { headlineOf } from '../headline.ts';
import { plainText } from '../plain-text.ts';
import type { Renderer } from '../renderer.ts';
import { componentTerminal, entry, text, type Terminal } from '../terminal-component.ts';
import { painter, type Colour } from '../terminal-paint.ts';
import { columns, pad, wrap } from '../terminal-text.ts';
import { placeText, problemText, standingOf } from '../words.ts';

const verdictColours: Record<Verdict, Colour> = { ready: 'green', inconclusive: 'yellow', blocked: 'red' };

const VERDICT_WIDTH = Math.max(...verdicts.map((verdict) => verdict.length));
const LONGEST_NAME = 20;

/** Narrower terminals are written to as if they had so many columns. */
const NARROWEST = 60;

function headline(report: Report, { width, paint }: Terminal): Line[] {
  const lines = wrap(headlineOf(report), width).map((line) => paint(verdictColours[report.verdict], line));
  return text([...lines, ...(report.advisory ? ['Advisory: this does not fail the job.'] : []), '']);
}

/** Where there are several components: each in a line, the worst first. */
function overview(components: ComponentReport[], { width }: Terminal): Line[] {
  if (components.length < 2) return [];
  const named = worstFirst(components).map((component) => ({ component, name: plainText(component.id, LONGEST_NAME) }));
  const nameWidth = Math.max(...named.map(({ name }) => columns(name)));
  const lines = named.flatMap(({ component, name }) => {
    const { achieved } = standingOf(component);
    const affected = component.affected ? '' : ' (not affected)';
    const said = `achieved ${achieved}, open: ${openText(component)}${affected}`;
    return entry(wrap(said, width, `  ${pad(component.verdict, VERDICT_WIDTH)} ${pad(name, nameWidth)} `));
  });
  return [...lines, ...text([''])];
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
      ...worstFirst(report.components).flatMap((component) => componentTerminal(component, report.stages, terminal)),
      ...problems(report, terminal),
    ];
    return fit(lines, view.byteLimit, nothingToClose, (left) => leftOutText(left, view.fullReport));
  },
};
