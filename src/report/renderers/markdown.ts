import type { ComponentReport, Report, Verdict } from '../../model/index.ts';
import { worstFirst } from '../components.ts';
import { fit, leftOutText, openMarkdown, type Line } from '../cut.ts';
import { codeSpan, escapeMarkdown, markdownLink } from '../escape.ts';
import { headlineOf, reportWaitsForApproval } from '../headline.ts';
import { componentMarkdown, standingText } from '../markdown-component.ts';
import { componentDetails, problemsMarkdown } from '../markdown-details.ts';
import { severalComponents } from '../markdown-fleet.ts';
import { graphMarkdown } from '../markdown-graph.ts';
import type { Renderer, View } from '../renderer.ts';

/** GitHub's alerts, https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts */
const alerts: Record<Verdict, string> = { ready: 'TIP', inconclusive: 'WARNING', blocked: 'CAUTION' };

/** The verdict, and under it the standing of the component where there is but one. */
function headline(report: Report, view: View): Line[] {
  const alert = reportWaitsForApproval(report) ? 'IMPORTANT' : alerts[report.verdict];
  const advisory = report.advisory ? ' Advisory: this does not fail the job.' : '';
  const [only, ...others] = report.components;
  const standing = only === undefined || others.length > 0 ? [] : ['>', `> ${standingText(only, view)}`];
  const lines = [`> [!${alert}]`, `> **${escapeMarkdown(headlineOf(report))}**${advisory}`, ...standing, ''];
  return lines.map((text) => ({ text, row: false }));
}

function oneComponent(component: ComponentReport, report: Report, view: View): Line[] {
  return [
    ...componentMarkdown(component, report.stages, view),
    ...graphMarkdown(report, view),
    ...componentDetails(component, report.stages, view, null),
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
      ...headline(report, view),
      ...body(report, view),
      ...problemsMarkdown(report, view),
      ...footer(report, fullReport),
    ];
    return fit(lines, view.byteLimit, openMarkdown(), (left) => leftOutText(left, fullReport));
  },
};
