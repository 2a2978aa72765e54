import { h, hydrate, render } from 'preact';
import { addressOf, selectionAt } from '../address.ts';
import type { DetailData, EntryData, FleetData } from '../data.ts';
import { componentDialog } from '../dialog-view.ts';
import { fleetView, type Shown } from '../fleet-view.ts';
import { DIALOG, DIALOG_TITLE, FLEET_ROOT, SEARCH } from '../page-parts.ts';
import { wholeFleet, type Selection } from '../selection.ts';
import { detailsOfPage } from './data.ts';
import { listenToKeys } from './keyboard.ts';

/** Keeps the address in step, so that the page can be linked as it is seen. */
function remember(selection: Selection, isPlace: boolean): void {
  try {
    if (isPlace) history.pushState(null, '', addressOf(selection));
    else history.replaceState(null, '', addressOf(selection));
  } catch {
    // A frame without an address of its own: the page works, it just can't be linked.
  }
}

/** Shows or closes the dialog as the selection says. */
function arrangeDialog(opened: string | null, before: string | null): void {
  const dialog = document.getElementById(DIALOG);
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (opened === null) dialog.close();
  else if (!dialog.open) dialog.showModal();
  if (opened === null || opened === before) return;
  dialog.scrollTop = 0;
  document.getElementById(DIALOG_TITLE)?.focus();
}

/** What the reader searched for while the page was still being read. */
function writtenBefore(): Partial<Selection> {
  const box = document.getElementById(SEARCH);
  return box instanceof HTMLInputElement && box.value !== '' ? { query: box.value } : {};
}

/** The list is shown whole while it is printed. */
function listenToPrinter(show: (whole: boolean) => void): void {
  addEventListener('beforeprint', () => {
    show(true);
  });
  addEventListener('afterprint', () => {
    show(false);
  });
}

type Open = { entry: EntryData; detail: DetailData } | null;

/** What the reader does becomes a selection, a selection becomes the page. */
export function startFleet(fleet: FleetData): void {
  const root = document.getElementById(FLEET_ROOT);
  if (root === null) return;
  const detailOf = detailsOfPage();
  let selection = { ...selectionAt(location.hash), ...writtenBefore() };
  let dialogOf: string | null = null;

  const opened = (): Open => {
    const index = fleet.entries.findIndex(({ key }) => key === selection.component);
    const [entry, detail] = [fleet.entries[index], index < 0 ? null : detailOf(index)];
    return entry === undefined || detail === null ? null : { entry, detail };
  };
  const page = (open: Open, shown: Shown) =>
    h('div', null, fleetView(fleet, shown), componentDialog(open, fleet, shown));
  const show = (whole = false): void => {
    const open = opened();
    render(page(open, { selection, whole, change }), root);
    arrangeDialog(open?.entry.key ?? null, dialogOf);
    dialogOf = open?.entry.key ?? null;
  };
  const change = (changes: Partial<Selection>): void => {
    // Another selection begins at its first page.
    selection = { ...selection, page: changes.component === undefined ? 0 : selection.page, ...changes };
    remember(selection, changes.component !== undefined);
    show();
  };

  hydrate(page(null, { selection: wholeFleet, whole: false, change }), root);
  show();
  // What is known of single components stands at the end of the page.
  document.addEventListener('DOMContentLoaded', () => {
    show();
  });
  addEventListener('popstate', () => {
    selection = selectionAt(location.hash);
    show();
  });
  listenToPrinter(show);
  listenToKeys({
    clearSearch: () => {
      change({ query: '' });
    },
  });
}
