import { h, type JSX } from 'preact';
import { addressOf } from './address.ts';
import { componentView } from './component-view.ts';
import type { DetailData, EntryData, FleetData } from './data.ts';
import type { Shown } from './fleet-view.ts';
import { graphView } from './graph-view.ts';
import { graphAround } from './graph.ts';
import { verdictSymbol } from './marks.ts';
import { DIALOG, DIALOG_TITLE } from './page-parts.ts';

function contents(entry: EntryData, detail: DetailData, fleet: FleetData, { selection, change }: Shown): JSX.Element[] {
  const linked = (key: string) => addressOf({ ...selection, component: key });
  const graph = graphAround(entry.key, fleet.entries);
  const onClick = () => {
    change({ component: null });
  };
  return [
    h(
      'div',
      { class: 'dialog-head' },
      h('h2', { id: DIALOG_TITLE, tabIndex: -1 }, verdictSymbol(entry.verdict), ' ', entry.name),
      h('button', { type: 'button', class: 'close', onClick }, 'Close ', h('kbd', { 'aria-hidden': 'true' }, 'Esc')),
    ),
    componentView(entry, detail, linked),
    ...(graph === null ? [] : [h('section', null, h('h3', null, 'Around it'), graphView(graph, linked, entry.key))]),
  ];
}

/** The component that the reader opened, over the list. It is there, empty and closed, while there is none. */
export function componentDialog(
  open: { entry: EntryData; detail: DetailData } | null,
  fleet: FleetData,
  shown: Shown,
): JSX.Element {
  const onCancel = (event: Event) => {
    event.preventDefault();
    shown.change({ component: null });
  };
  return h(
    'dialog',
    { id: DIALOG, 'aria-labelledby': DIALOG_TITLE, onCancel },
    open === null ? null : contents(open.entry, open.detail, fleet, shown),
  );
}
