import { h, type JSX } from 'preact';
import type { EntryData } from './data.ts';
import { placeLink, stateSymbol, stateTone, verdictMark } from './marks.ts';
import { facts } from './parts.ts';

const promotion: [string, string] = ['Promotion', 'possible: more is achieved than declared'];
const untouched: [string, string] = ['This change', 'does not affect it'];

/** What the component claims, aims at and has earned. */
export function standing(entry: EntryData): JSX.Element {
  return facts([
    ['Verdict', verdictMark(entry.verdict)],
    ['Declared', entry.declared],
    ['Target', entry.target],
    ['Achieved', h('strong', null, entry.achieved)],
    ['Specification', placeLink(entry.spec)],
    ...(entry.promotable ? [promotion] : []),
    ...(entry.affected ? [] : [untouched]),
  ]);
}

/** The stages as steps, lowest first. */
export function ladder({ name, steps }: EntryData): JSX.Element {
  const items = steps.map((step) =>
    h(
      'li',
      { class: `step ${stateTone(step.state)}` },
      stateSymbol(step.state),
      h(
        'div',
        null,
        h('strong', null, step.stage),
        step.isTarget ? h('span', { class: 'tag' }, 'target') : null,
        h('div', null, step.state),
        h('div', { class: 'quiet' }, step.held),
      ),
    ),
  );
  return h('ol', { class: 'ladder', 'aria-label': `Stages of ${name}` }, items);
}
