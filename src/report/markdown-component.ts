import type { ComponentReport } from '../model/index.ts';
import type { Line } from './cut.ts';
import { codeSpan, escapeMarkdown, proseMarkdown } from './escape.ts';
import { heldText, ladderOf, type LadderStep } from './ladder.ts';
import {
  cellLines,
  demandedPlace,
  markdownPlace,
  markdownStatus,
  paragraph,
  table,
  textPlace,
} from './markdown-blocks.ts';
import { neededText, openPointsOf, stagesText, type OpenPoint } from './open-points.ts';
import type { View } from './renderer.ts';
import { failuresOf, foundIn, placeOf } from './row.ts';
import { carriedText, componentName, counted, standingOf } from './words.ts';

const stateSymbols: Record<LadderStep['state'], string> = {
  achieved: '✅',
  blocked: '❌',
  unproven: '❔',
  'not yet': '⬜',
};

/** Places of findings shown in the table; the collapsed part has them all. */
const MOST_PLACES = 3;
const MOST_POINTS = 20;
const MESSAGE_LIMIT = 160;

/** The stages side by side, as a row of a table. */
function ladder(component: ComponentReport, stages: string[]): Line[] {
  const steps = ladderOf(component, stages);
  const names = steps.map(({ stage, isTarget }) => `${escapeMarkdown(stage, 40)}${isTarget ? ' (target)' : ''}`);
  const states = steps.map((step) => cellLines([`${stateSymbols[step.state]} **${step.state}**`, heldText(step)]));
  return table(names, names.length === 0 ? [] : [states]);
}

function gateCell(point: OpenPoint, component: ComponentReport, view: View): string {
  const { first, rows } = point;
  const places = [...new Set(rows.map((row) => demandedPlace(row, component, view)))];
  return cellLines([
    `${markdownStatus(first.status)}: **${escapeMarkdown(first.title, 120)}**`,
    `${escapeMarkdown(stagesText(point))}, ${places.join(', ')}`,
  ]);
}

/** What was found, why that is not enough, and where. */
function foundCell({ first }: OpenPoint, view: View): string {
  const failures = failuresOf(first);
  const [why] = failures;
  const places = [
    ...new Set(failures.flatMap((finding) => placeOf(finding) ?? []).map((place) => textPlace(place, view))),
  ];
  const left = places.length - MOST_PLACES;
  const others = failures.length - 1;
  const more = others > 0 ? ` (and ${counted(others, 'more finding')})` : '';
  return cellLines([
    `**${escapeMarkdown(foundIn(first))}**${why === undefined ? '' : `: ${escapeMarkdown(why.message, MESSAGE_LIMIT)}${more}`}`,
    [...places.slice(0, MOST_PLACES), ...(left > 0 ? [`and ${counted(left, 'more place')}`] : [])].join(', '),
  ]);
}

/** What stands between the component and its target, and how to mend it. */
function pointTable(component: ComponentReport, view: View): Line[] {
  const points = openPointsOf(component);
  const shown = points
    .slice(0, MOST_POINTS)
    .map((point) => [
      gateCell(point, component, view),
      foundCell(point, view),
      escapeMarkdown(neededText(point)),
      proseMarkdown(point.first.remediation, 300),
    ]);
  const left = points.slice(MOST_POINTS).reduce((sum, { rows }) => sum + rows.length, 0);
  return [
    ...table(['Gate, where demanded', 'Found', 'Needed', 'How to mend'], shown),
    ...(left > 0 ? paragraph(`… and ${counted(left, 'more row')}, among all rows below.`) : []),
  ];
}

/** What a component claims, aims at and has earned, in one line. */
export function standingText(component: ComponentReport, view: View): string {
  const { declared, target, achieved } = standingOf(component);
  return [
    `declared ${escapeMarkdown(declared)} → target **${escapeMarkdown(target)}**`,
    `achieved **${escapeMarkdown(achieved)}**`,
    `verdict **${component.verdict}**`,
    ...(component.promotable ? ['can be promoted: more is achieved than declared'] : []),
    ...(component.affected ? [] : [`not affected${escapeMarkdown(carriedText(component))}`]),
    markdownPlace({ path: component.spec.path, line: null }, view),
  ].join(' · ');
}

/** The stages of a component, and what stands between it and its target. */
export function componentMarkdown(component: ComponentReport, stages: string[], view: View): Line[] {
  return [...ladder(component, stages), ...pointTable(component, view)];
}

/** The same under the component's name and standing. */
export function namedComponent(component: ComponentReport, stages: string[], view: View): Line[] {
  return [
    ...paragraph(`**${codeSpan(componentName(component))}**: ${standingText(component, view)}`),
    ...componentMarkdown(component, stages, view),
  ];
}
