import { h, type JSX } from 'preact';
import { blockersOf } from '../blockers.ts';
import { counted } from '../words.ts';
import type { DetailData, EntryData, EvidenceData, RowData } from './data.ts';
import { placeLink, prose, spoken, stateSymbol, statusMark } from './marks.ts';
import { facts, folded, plainTable, scrolling } from './parts.ts';
import { requirementsView } from './requirements-view.ts';
import { findingList, stageTable } from './rows-view.ts';
import { ladder, standing } from './standing-view.ts';

/** Links of the page to its own components; `null` where it has but one. */
export type Linked = ((key: string) => string) | null;

function blockerCard(row: RowData): JSX.Element {
  const failures = row.findings.filter(({ status }) => status === row.status);
  return h(
    'li',
    { class: `card ${row.status}` },
    h(
      'h4',
      null,
      statusMark(row.status),
      ' ',
      row.title,
      ' ',
      h('span', { class: 'quiet' }, `${row.stage} · ${row.gate}`),
    ),
    facts([
      ['Found', row.found],
      ['Needed', row.needed],
      ['Where', placeLink(row.place)],
    ]),
    findingList({ ...row, findings: failures }),
    row.remediation === ''
      ? null
      : h('p', { class: 'mend' }, h('strong', null, 'How to mend: '), prose(row.remediation)),
  );
}

function blockers(entry: EntryData, detail: DetailData): JSX.Element {
  const rows = blockersOf(detail);
  const title = rows.length === 0 ? 'What stands in the way' : `What stands between ${entry.name} and ${entry.target}`;
  return h(
    'section',
    null,
    h('h3', null, title),
    rows.length === 0
      ? h('p', { class: 'quiet' }, entry.open === 'nothing' ? 'Nothing: every required row holds.' : `${entry.open}.`)
      : h('ol', { class: 'cards' }, rows.map(blockerCard)),
  );
}

function stageSections(entry: EntryData, { results }: DetailData): JSX.Element {
  const stages = entry.steps.flatMap((step) => {
    const rows = results.filter(({ stage }) => stage === step.stage);
    if (rows.length === 0) return [];
    const summary = h(
      'summary',
      null,
      h('h4', null, stateSymbol(step.state), ' ', step.stage),
      h('span', { class: 'quiet' }, `${step.state}, ${step.held}`),
    );
    return [h('details', { open: step.state !== 'not yet' }, summary, stageTable(step.stage, rows))];
  });
  return h('section', null, h('h3', null, 'Every row, by stage'), stages);
}

function remarks({ results }: DetailData): JSX.Element | null {
  const rows = results.filter(({ findings }) => findings.length > 0);
  const count = rows.reduce((sum, { findings }) => sum + findings.length, 0);
  const items = rows.map((row) => h('div', null, h('h4', null, `${row.title} (${row.stage})`), findingList(row)));
  return folded('Findings', count, h('div', null, items));
}

function waivers({ results }: DetailData): JSX.Element | null {
  const items = results.flatMap((row) =>
    row.waiver === null ? [] : [h('li', null, h('strong', null, `${row.title} (${row.stage}) `), row.waiver)],
  );
  return folded('Waivers', items.length, h('ul', null, items));
}

function evidence({ results }: DetailData): JSX.Element | null {
  const files = new Map<string, EvidenceData>();
  for (const row of results) for (const file of row.evidence) files.set(`${file.path} ${file.sha256}`, file);
  const rows = [...files.values()].map(({ path, format, trust, sha256 }) => [
    h('code', null, path),
    format,
    trust,
    h('code', { class: 'digest' }, sha256),
  ]);
  const table = plainTable(['File', 'Format', 'Trust', 'SHA-256'], rows);
  return folded('Evidence', files.size, scrolling('Files of evidence', table));
}

function needs({ needs: all, name }: EntryData, linked: Linked): JSX.Element | null {
  const items = all.map((need) => {
    const shown = need.key === null || linked === null ? need.name : h('a', { href: linked(need.key) }, need.name);
    const stage = need.stage === null ? '' : ` at ${need.stage}`;
    return h(
      'li',
      null,
      shown,
      `${stage}${need.optional ? ' (optional)' : ''}`,
      need.key === null ? ', not in this report' : '',
    );
  });
  return folded(
    'Dependencies',
    all.length,
    h('div', null, spoken(`${name} requires ${counted(all.length, 'component')}:`), h('ul', null, items)),
  );
}

/** All that is known of a component: where it stands, what is lacking first, then everything. */
export function componentView(entry: EntryData, detail: DetailData, linked: Linked): JSX.Element {
  return h(
    'div',
    { class: 'component' },
    ladder(entry),
    standing(entry),
    blockers(entry, detail),
    stageSections(entry, detail),
    requirementsView(detail.requirements),
    remarks(detail),
    waivers(detail),
    evidence(detail),
    needs(entry, linked),
  );
}
