import { h, type JSX } from 'preact';
import { verdicts, type Verdict } from '../../model/index.ts';
import { counted } from '../words.ts';
import type { FleetData } from './data.ts';
import { filters } from './filters.ts';
import { fleetTable, type Change } from './fleet-table.ts';
import { graphView } from './graph-view.ts';
import { wholeGraph } from './graph.ts';
import { verdictSymbol, verdictTone } from './marks.ts';
import { addressOf } from './address.ts';
import { selected, type Selection } from './selection.ts';

/** Rows of one page of the list: what a browser shows at once, however large the fleet is. */
export const PAGE_SIZE = 100;

/** Gates named in the summary. */
const MOST_GATES = 5;

/** The verdicts, each with its number of components, and a way to see only those. */
function verdictTiles({ entries }: FleetData, { verdict: chosen }: Selection, change: Change): JSX.Element {
  const tile = (verdict: Verdict) =>
    h(
      'button',
      {
        type: 'button',
        class: `tile ${verdictTone(verdict)}`,
        'aria-pressed': chosen === verdict,
        onClick: () => {
          change({ verdict: chosen === verdict ? null : verdict });
        },
      },
      h('span', { class: 'number' }, String(entries.filter((entry) => entry.verdict === verdict).length)),
      h('span', null, verdictSymbol(verdict), ' ', verdict),
    );
  return h(
    'div',
    { class: 'tiles', role: 'group', 'aria-label': 'Show only one verdict' },
    [...verdicts].reverse().map(tile),
  );
}

/** The gates that most components fail at, each a way to see those components. */
function commonGates({ entries, gates }: FleetData, { gate: chosen }: Selection, change: Change): JSX.Element | null {
  const most = gates.slice(0, MOST_GATES).map(({ id, title }) => {
    const count = entries.filter((entry) => entry.gates.includes(id)).length;
    const share = (100 * count) / entries.length;
    const bar = h('rect', { width: share, height: 6 });
    const onClick = () => {
      change({ gate: chosen === id ? null : id });
    };
    return h(
      'li',
      null,
      h('button', { type: 'button', 'aria-pressed': chosen === id, onClick }, title),
      h('svg', { class: 'bar', viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bar),
      h('span', { class: 'quiet' }, counted(count, 'component')),
    );
  });
  return most.length === 0
    ? null
    : h('section', { class: 'common' }, h('h2', null, 'What most are lacking'), h('ul', null, most));
}

function pages(count: number, { page }: Selection, change: Change): JSX.Element | null {
  const last = Math.ceil(count / PAGE_SIZE) - 1;
  if (last <= 0) return null;
  const turn = (label: string, to: number, rel: string) =>
    h(
      'button',
      {
        type: 'button',
        class: rel,
        disabled: to < 0 || to > last,
        onClick: () => {
          change({ page: to });
        },
      },
      label,
    );
  return h(
    'nav',
    { class: 'pages', 'aria-label': 'Pages of the list' },
    turn('Previous', page - 1, 'previous'),
    h('span', null, `Page ${page + 1} of ${last + 1}`),
    turn('Next', page + 1, 'next'),
  );
}

/** How the page is shown: the whole list for a printer, a page of it on a screen. */
export interface Shown {
  selection: Selection;
  whole: boolean;
  change: Change;
}

/** All components: what most are lacking, search and filters, the matrix of stages and components, who requires whom. */
export function fleetView(fleet: FleetData, { selection, whole, change }: Shown): JSX.Element {
  const found = selected(fleet, selection);
  const last = Math.max(0, Math.ceil(found.length / PAGE_SIZE) - 1);
  const page = Math.min(selection.page, last);
  const rows = whole ? found : found.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  const graph = wholeGraph(fleet.entries);
  const linked = (key: string) => addressOf({ ...selection, component: key });
  const total = counted(fleet.entries.length, 'component');
  return h(
    'div',
    null,
    verdictTiles(fleet, selection, change),
    commonGates(fleet, selection, change),
    h('h2', { id: 'components' }, 'Components'),
    filters(fleet, selection, change),
    h(
      'p',
      { id: 'count', role: 'status' },
      found.length === fleet.entries.length ? total : `${found.length} of ${total}`,
    ),
    fleetTable(fleet.stages, rows, { selection, change }),
    pages(found.length, { ...selection, page }, change),
    graph === null ? null : h('section', null, h('h2', null, 'Dependencies'), graphView(graph, linked, null)),
  );
}
