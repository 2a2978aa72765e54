import type { ComponentReport, Report, Verdict } from '../../model/index.ts';
import { openText, worstFirst } from '../components.ts';
import { fit, leftOutText, openMarkdown, type Line } from '../cut.ts';
import { codeSpan, escapeHtml, escapeMarkdown, markdownLink } from '../escape.ts';
import { headlineOf, reportWaitsForApproval } from '../headline.ts';
import { collapsed, markdownPlace, paragraph, table, verdictSymbols } from '../markdown-blocks.ts';
import { componentMarkdown } from '../markdown-component.ts';
import { componentDetails, problemsMarkdown } from '../markdown-details.ts';
import type { Renderer, View } from '../renderer.ts';
import { componentName, standingOf } from '../words.ts';

/** GitHub's alerts, https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts */
const alerts: Record<Verdict, string> = { ready: 'TIP', inconclusive: 'WARNING', blocked: 'CAUTION' };

function headline(report: Report): Line[] {
  const alert = reportWaitsForApproval(report) ? 'IMPORTANT' : alerts[report.verdict];
  const advisory = report.advisory ? ' Advisory: this does not fail the job.' : '';
  return [
    { text: `> [!${alert}]`, row: false },
    ...paragraph(`> **${escapeMarkdown(headlineOf(report))}**${advisory}`),
  ];
}

function overview(components: ComponentReport[], view: View): Line[] {
  const rows = components.map((component) => {
    const { declared, target, achieved } = standingOf(component);
    return [
      `${verdictSymbols[component.verdict]} ${component.verdict}${component.affected ? '' : ' (not affected)'}`,
      codeSpan(componentName(component)),
      `${escapeMarkdown(declared)} → ${escapeMarkdown(target)}`,
      escapeMarkdown(achieved),
      openText(component),
      markdownPlace({ path: component.spec.path, line: null }, view),
    ];
  });
  return table(['Verdict', 'Component', 'Declared → target', 'Achieved', 'Open', 'Specification'], rows);
}

function oneComponent(component: ComponentReport, report: Report, view: View): Line[] {
  return [
    ...componentMarkdown(component, report.stages, view),
    ...componentDetails(component, report.stages, view, null),
  ];
}

function severalComponents(components: ComponentReport[], report: Report, view: View): Line[] {
  const open = components.filter(({ verdict }) => verdict !== 'ready');
  return [
    ...overview(components, view),
    ...open.flatMap((component) =>
      collapsed(
        `${escapeHtml(componentName(component))}: ${component.verdict}, ${openText(component)}`,
        componentMarkdown(component, report.stages, view),
      ),
    ),
    ...collapsed(
      'Everything about all components',
      components.flatMap((component) => componentDetails(component, report.stages, view, componentName(component))),
    ),
  ];
}

function body(report: Report, view: View): Line[] {
  const [only] = report.components;
  if (only === undefined) return [];
  if (report.components.length === 1) return oneComponent(only, report, view);
  return severalComponents(worstFirst(report.components), report, view);
}

function footer({ tool, commit }: Report, fullReport: string | null): Line[] {
  const parts = [
    `Judged by ${escapeMarkdown(`${tool.name} ${tool.version}`)}`,
    ...(commit === null ? [] : [`commit ${codeSpan(commit.slice(0, 12))}`]),
    ...(fullReport === null ? [] : [fullReport]),
  ];
  return [{ text: parts.join(' · '), row: false }];
}

/** One screen for the comment, the job summary and the check run: headline, ladder, what is lacking; the rest collapsed. */
export const renderer: Renderer = {
  id: 'markdown',
  fileName: 'maturity.md',
  render(report, view) {
    const fullReport = view.fullReport === null ? null : markdownLink('full report', view.fullReport);
    const lines = [
      ...headline(report),
      ...body(report, view),
      ...problemsMarkdown(report, view),
      ...footer(report, fullReport),
    ];
    return fit(lines, view.byteLimit, openMarkdown(), (left) => leftOutText(left, fullReport));
  },
};
