import { h, type JSX } from 'preact';
import { addressOf } from './address.ts';
import type { EntryData, StepData } from './data.ts';
import { placeLink, spoken, stateSymbol, verdictMark } from './marks.ts';
import { scrolling } from './parts.ts';
import type { Selection, SortKey } from './selection.ts';

/** Asks for another selection. */
export type Change = (changes: Partial<Selection>) => void;

/** What the reader selected, and how another is asked for; `null` where the table is only read. */
export type Interaction = { selection: Selection; change: Change } | null;

function sortHeader(label: string, key: SortKey, interaction: Interaction): JSX.Element {
  if (interaction === null) return h('th', { scope: 'col' }, label);
  const { selection, change } = interaction;
  const isSorted = selection.sort === key;
  const order = !isSorted ? 'none' : selection.descending ? 'descending' : 'ascending';
  const arrow = { none: '↕', ascending: '↑', descending: '↓' }[order];
  const onClick = () => {
    // Ascending, descending, and back to the report's order.
    if (isSorted && selection.descending) change({ sort: 'worst', descending: false });
    else change({ sort: key, descending: isSorted });
  };
  const button = h('button', { type: 'button', onClick }, label, ' ', h('span', { 'aria-hidden': 'true' }, arrow));
  return h('th', { scope: 'col', 'aria-sort': order }, button);
}

/** A field of the matrix: how a component stands on a stage. */
function stageCell({ state, share, held, isTarget }: StepData): JSX.Element {
  const text = `${state}, ${held}${isTarget ? ', target' : ''}`;
  return h(
    'td',
    { class: isTarget ? 'stage target' : 'stage', title: text },
    stateSymbol(state),
    h('span', { 'aria-hidden': 'true' }, ` ${share}`),
    spoken(text),
  );
}

function entryRow(entry: EntryData, interaction: Interaction): JSX.Element {
  const href = interaction === null ? null : addressOf({ ...interaction.selection, component: entry.key });
  return h(
    'tr',
    { key: entry.key },
    h('td', null, verdictMark(entry.verdict), entry.affected ? null : h('div', { class: 'quiet' }, 'not affected')),
    h('th', { scope: 'row' }, href === null ? entry.name : h('a', { class: 'entry', href }, entry.name)),
    h('td', null, `${entry.declared} → ${entry.target}`),
    entry.steps.map(stageCell),
    h('td', null, entry.achieved),
    h('td', null, entry.open),
    h('td', null, placeLink(entry.spec)),
  );
}

/** The matrix of stages and components, a row a component. */
export function fleetTable(stages: string[], entries: EntryData[], interaction: Interaction): JSX.Element {
  const header = [
    sortHeader('Verdict', 'verdict', interaction),
    sortHeader('Component', 'name', interaction),
    sortHeader('Declared → target', 'target', interaction),
    stages.map((stage) => h('th', { scope: 'col' }, stage)),
    sortHeader('Achieved', 'achieved', interaction),
    sortHeader('Open', 'open', interaction),
    h('th', { scope: 'col' }, 'Specification'),
  ];
  const rows = entries.map((entry) => entryRow(entry, interaction));
  const none = h('tr', null, h('td', { colSpan: stages.length + 6 }, 'No component is like that.'));
  const table = h(
    'table',
    { class: 'fleet' },
    h('thead', null, h('tr', null, header)),
    h('tbody', null, rows.length === 0 ? none : rows),
  );
  return scrolling('Components and stages', table);
}
