import { h, type JSX } from 'preact';
import type { Report } from '../../model/index.ts';
import { headlineOf } from '../headline.ts';
import type { View } from '../renderer.ts';
import { counted } from '../words.ts';
import { addressOf } from './address.ts';
import { clientScript } from './client-bundle.ts';
import { componentView } from './component-view.ts';
import type { DetailData, EntryData, FleetData } from './data.ts';
import { detailData } from './detail-data.ts';
import { componentDialog } from './dialog-view.ts';
import { fleetData } from './fleet-data.ts';
import { fleetTable } from './fleet-table.ts';
import { fleetView, PAGE_SIZE } from './fleet-view.ts';
import { verdictSymbol } from './marks.ts';
import { pack } from './pack.ts';
import { DETAILS_DATA, DETAILS_TOGETHER, FLEET_DATA, FLEET_ROOT } from './page-parts.ts';
import { placesOf } from './places.ts';
import { headlineView, problemsView } from './run-view.ts';
import { wholeFleet } from './selection.ts';
import { dataElement, documentOf, programElement } from './shell.ts';
import { stylesheet } from './stylesheet.ts';

/** Where there are more components, to see one in full needs the page's program. */
const MOST_WITHOUT_PROGRAM = 50;

/** The part that a link to the component leads to while no program opens it. */
function fullComponent(entry: EntryData, detail: DetailData | undefined): JSX.Element | null {
  if (detail === undefined) return null;
  const id = decodeURIComponent(addressOf({ ...wholeFleet, component: entry.key }).slice(1));
  const name = h('h2', null, verdictSymbol(entry.verdict), ' ', entry.name);
  return h('section', { id }, name, componentView(entry, detail, null));
}

/** What a browser that runs no scripts shows beyond the first page of the list: the rest of it, and few components in full. */
function withoutProgram({ stages, entries }: FleetData, details: DetailData[]): JSX.Element {
  const rest = entries.slice(PAGE_SIZE);
  const title = h('h2', null, `The other ${counted(rest.length, 'component')}`);
  return h(
    'noscript',
    null,
    rest.length === 0 ? null : [title, fleetTable(stages, rest, null)],
    entries.length <= MOST_WITHOUT_PROGRAM
      ? entries.map((entry, index) => fullComponent(entry, details[index]))
      : h('p', null, 'To see one component in full, let scripts run, or read the JSON report.'),
  );
}

/** All components: the list as it is seen first, and the program with what it needs to show another part of it. */
function severalComponents(fleet: FleetData, details: DetailData[]): JSX.Element[] {
  const shown = { selection: wholeFleet, whole: false, change: () => undefined };
  const list = h('div', null, fleetView(fleet, shown), componentDialog(null, fleet, shown));
  return [
    h('div', { id: FLEET_ROOT }, list),
    // The list is at the reader's hand before the browser has read what is known of thousands of components.
    dataElement(FLEET_DATA, pack(fleet)),
    programElement(clientScript),
    withoutProgram(fleet, details),
  ];
}

function detailElements(details: DetailData[]): JSX.Element[] {
  return Array.from({ length: Math.ceil(details.length / DETAILS_TOGETHER) }, (_, index) => {
    const together = details.slice(index * DETAILS_TOGETHER, (index + 1) * DETAILS_TOGETHER);
    return dataElement(`${DETAILS_DATA}${index}`, pack(together));
  });
}

function contents(fleet: FleetData, details: DetailData[]): JSX.Element[] {
  const [entry] = fleet.entries;
  const [detail] = details;
  if (details.length > 1) return severalComponents(fleet, details);
  if (entry === undefined || detail === undefined) return [programElement(clientScript)];
  return [h('h2', { class: 'spoken' }, entry.name), componentView(entry, detail, null), programElement(clientScript)];
}

/** The report as one page that needs nothing else: no network, no server, and no script to be read. */
export function htmlPage(report: Report, view: View): string {
  const placed = placesOf(view);
  const { fleet, components } = fleetData(report, placed);
  const details = components.map((component) => detailData(component, placed));
  const body = [
    h(
      'div',
      { class: 'page' },
      headlineView(report),
      h('main', null, contents(fleet, details), problemsView(report, placed)),
    ),
    ...(details.length > 1 ? detailElements(details) : []),
  ];
  return documentOf({ title: `Maturity: ${headlineOf(report)}`, body, script: clientScript, style: stylesheet });
}
