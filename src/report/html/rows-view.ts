import { h, type JSX } from 'preact';
import type { FindingData, RowData } from './data.ts';
import { placeLink, prose, statusMark } from './marks.ts';
import { scrolling } from './parts.ts';

function findingItem({ status, message, place }: FindingData): JSX.Element {
  return h('li', null, statusMark(status), ' ', prose(message), ' ', place === null ? null : placeLink(place));
}

/** What was found on a row, and where; nothing where nothing was. */
export function findingList({ findings, more }: Pick<RowData, 'findings' | 'more'>): JSX.Element | null {
  if (findings.length === 0) return null;
  const rest = more === null ? null : h('li', { class: 'quiet' }, more);
  return h('ul', { class: 'findings' }, findings.map(findingItem), rest);
}

/** What is known of a row beyond its cells. */
function rowDetails(row: RowData): JSX.Element {
  const also = row.alsoAt.map((place) => h('li', null, 'also demanded at ', placeLink(place)));
  const evidence = row.evidence.map(({ path, trust }) => h('li', null, h('code', null, path), `, ${trust}`));
  return h(
    'div',
    { class: 'row-details' },
    row.criterion === null
      ? h('p', null, 'Demanded by default; no line of the specification names it.')
      : h('blockquote', null, row.criterion),
    findingList(row),
    row.waiver === null ? null : h('p', null, h('strong', null, 'Waived '), row.waiver),
    row.remediation === '' ? null : h('p', null, h('strong', null, 'How to mend: '), prose(row.remediation)),
    also.length + evidence.length === 0 ? null : h('ul', null, evidence, also),
  );
}

function tableRow(row: RowData): JSX.Element {
  const name = h('summary', null, row.title, ' ', h('code', { class: 'quiet' }, row.gate));
  return h(
    'tr',
    null,
    h('td', null, statusMark(row.status), row.required ? null : h('div', { class: 'quiet' }, 'not required')),
    h('th', { scope: 'row' }, h('details', { class: 'row' }, name, rowDetails(row))),
    h('td', null, row.found),
    h('td', null, row.needed),
    h('td', null, placeLink(row.place)),
    h('td', null, row.trust ?? 'none'),
  );
}

const header = ['Status', 'Gate', 'Found', 'Needed', 'Demanded at', 'Evidence'];

/** The rows of a stage; each opens to its findings. */
export function stageTable(stage: string, rows: RowData[]): JSX.Element {
  const cells = header.map((name) => h('th', { scope: 'col' }, name));
  const table = h(
    'table',
    { class: 'rows' },
    h('thead', null, h('tr', null, cells)),
    h('tbody', null, rows.map(tableRow)),
  );
  return scrolling(`Rows of ${stage}`, table);
}
