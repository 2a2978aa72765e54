import type { ComponentReport, Report } from '../model/index.ts';
import { openText } from './components.ts';
import { coverageText } from './coverage-change.ts';
import type { Line } from './cut.ts';
import { codeSpan, escapeHtml, escapeMarkdown, markdownLink } from './escape.ts';
import { collapsed, table, verdictSymbols } from './markdown-blocks.ts';
import { namedComponent } from './markdown-component.ts';
import { componentDetails } from './markdown-details.ts';
import { graphMarkdown } from './markdown-graph.ts';
import type { View } from './renderer.ts';
import { carriedText, componentName, standingOf } from './words.ts';

/** Components shown open: no more fit on a screen. */
const MOST_OPEN = 15;
/** So few that hold are shown beside the others. */
const FEW = 5;

function nameCell(component: ComponentReport, view: View): string {
  const label = codeSpan(componentName(component));
  return view.linkTo === null ? label : markdownLink(label, view.linkTo(component.spec.path, null));
}

function verdictCell(component: ComponentReport): string {
  const { verdict, affected } = component;
  const note = affected ? '' : ` (not affected${escapeMarkdown(carriedText(component))})`;
  return `${verdictSymbols[verdict]} ${verdict}${note}`;
}

/** A line for each component; with its coverage where any of them has a baseline to compare with. */
function overview(components: ComponentReport[], changes: boolean, view: View): Line[] {
  const rows = components.map((component) => {
    const { declared, target, achieved } = standingOf(component);
    return [
      verdictCell(component),
      nameCell(component, view),
      `${escapeMarkdown(declared)} → ${escapeMarkdown(target)}`,
      escapeMarkdown(achieved),
      openText(component),
      ...(changes ? [coverageText(component) ?? 'no baseline'] : []),
    ];
  });
  const header = ['Verdict', 'Component', 'Declared → target', 'Achieved', 'Open'];
  return table([...header, ...(changes ? ['Coverage (Δ baseline)'] : [])], rows);
}

/** Whether it is among those that decide the verdict, and not ready. */
function isOpen({ affected, verdict }: ComponentReport): boolean {
  return affected && verdict !== 'ready';
}

/** Which are shown at once: those that decide the verdict and are not ready; the others too where they are few. */
function parted(components: ComponentReport[]): {
  shown: ComponentReport[];
  more: ComponentReport[];
  rest: ComponentReport[];
} {
  const rest = components.filter((component) => !isOpen(component));
  if (rest.length <= FEW && components.length <= MOST_OPEN) return { shown: components, more: [], rest: [] };
  const open = components.filter(isOpen);
  return { shown: open.slice(0, MOST_OPEN), more: open.slice(MOST_OPEN), rest };
}

/** What the components are that the overview does not show at once. */
function restText(rest: ComponentReport[]): string {
  const ready = rest.filter(({ affected }) => affected).length;
  const parts = [
    ...(ready > 0 ? [`${ready} ready`] : []),
    ...(ready < rest.length ? [`${rest.length - ready} not affected`] : []),
  ];
  return `Other components: ${parts.join(', ')}`;
}

/** What each component lacks, collapsed; once more where they are many. */
function openParts(open: ComponentReport[], stages: string[], view: View): Line[] {
  const parts = open.flatMap((component) =>
    collapsed(
      `${escapeHtml(componentName(component))}: ${component.verdict}, ${openText(component)}`,
      namedComponent(component, stages, view),
    ),
  );
  return open.length > FEW ? collapsed(`What each of the ${open.length} lacks`, parts) : parts;
}

/** A table of the components, the worst first as they are given; what each lacks, and everything else, collapsed. */
export function severalComponents(components: ComponentReport[], report: Report, view: View): Line[] {
  const { shown, more, rest } = parted(components);
  const changes = components.some((component) => coverageText(component) !== null);
  return [
    ...overview(shown, changes, view),
    ...collapsed(`${more.length} more that are not ready`, overview(more, changes, view)),
    ...collapsed(restText(rest), overview(rest, changes, view)),
    ...graphMarkdown(report, view),
    ...openParts(components.filter(isOpen), report.stages, view),
    ...collapsed(
      'Everything about all components',
      components.flatMap((component) => componentDetails(component, report.stages, view, componentName(component))),
    ),
  ];
}
