import type { ComponentReport, Result } from '../model/index.ts';
import { blockersOf } from './blockers.ts';
import type { Line } from './cut.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';
import { heldText, ladderOf, type LadderStep } from './ladder.ts';
import { markdownPlace, markdownStatus, paragraph, table } from './markdown-blocks.ts';
import type { View } from './renderer.ts';
import { demandedAt, failuresOf, foundIn, neededIn, placeOf, type Place } from './row.ts';
import { componentName, rowName, standingOf } from './words.ts';

const stateSymbols: Record<LadderStep['state'], string> = {
  achieved: '✅',
  blocked: '❌',
  unproven: '❔',
  'not yet': '⬜',
};

/** Places of findings shown in the table; the collapsed part has them all. */
const MOST_PLACES = 2;
const MESSAGE_LIMIT = 160;

function ladderLine(component: ComponentReport, stages: string[]): string {
  return ladderOf(component, stages)
    .map((step) => {
      const target = step.isTarget ? ' (target)' : '';
      return `${stateSymbols[step.state]} **${escapeMarkdown(step.stage)}**${target} ${step.state}, ${heldText(step)}`;
    })
    .join(' → ');
}

function foundCell(result: Result): string {
  const found = escapeMarkdown(foundIn(result));
  const [first, ...others] = failuresOf(result);
  if (first === undefined) return found;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${found}: ${escapeMarkdown(first.message, MESSAGE_LIMIT)}${more}`;
}

function whereCell(result: Result, component: ComponentReport, view: View): string {
  const places: Place[] = failuresOf(result).flatMap((finding) => placeOf(finding) ?? []);
  const shown = [demandedAt(result, component), ...places].map((place) => markdownPlace(place, view));
  const distinct = [...new Set(shown)];
  const left = distinct.length - 1 - MOST_PLACES;
  return [...distinct.slice(0, 1 + MOST_PLACES), ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

function blockerTable(component: ComponentReport, view: View): Line[] {
  return table(
    ['Gate', 'Found', 'Needed', 'Where', 'How to mend'],
    blockersOf(component).map((result) => [
      `${markdownStatus(result.status)}: **${escapeMarkdown(rowName(result))}**`,
      foundCell(result),
      escapeMarkdown(neededIn(result)),
      whereCell(result, component, view),
      escapeMarkdown(result.remediation, 300),
    ]),
  );
}

/** The standing of a component in two lines, and what stands between it and its target. */
export function componentMarkdown(component: ComponentReport, stages: string[], view: View): Line[] {
  const { declared, target, achieved } = standingOf(component);
  const standing = [
    `declared ${escapeMarkdown(declared)} → target **${escapeMarkdown(target)}**`,
    `achieved **${escapeMarkdown(achieved)}**`,
    `verdict **${component.verdict}**`,
    ...(component.promotable ? ['can be promoted: more is achieved than declared'] : []),
    markdownPlace({ path: component.spec.path, line: null }, view),
  ];
  return [
    ...paragraph(`**${codeSpan(componentName(component))}**: ${standing.join(' · ')}`),
    ...paragraph(ladderLine(component, stages)),
    ...blockerTable(component, view),
  ];
}
