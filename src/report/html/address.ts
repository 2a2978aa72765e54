import { verdicts } from '../../model/index.ts';
import { sortKeys, wholeFleet, type Selection } from './selection.ts';

/** The selection as the fragment of the page's address, so that what is seen can be linked: `#component=cache&q=…`; `#` for the whole fleet. */
export function addressOf(selection: Selection): string {
  const { query, verdict, achieved, gate, affectedOnly, sort, descending, page, component } = selection;
  const parts = [
    ['component', component],
    ['q', query],
    ['verdict', verdict],
    ['achieved', achieved],
    ['gate', gate],
    ['affected', affectedOnly ? 'only' : null],
    ['sort', sort === wholeFleet.sort ? null : sort],
    ['order', descending ? 'descending' : null],
    ['page', page === 0 ? null : String(page + 1)],
  ].flatMap(([name = null, value = null]) =>
    name === null || value === null || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `#${parts.join('&')}`;
}

/** The selection that an address asks for; what it doesn't say, or says wrongly, is as at first. */
export function selectionAt(fragment: string): Selection {
  const asked = new Map(new URLSearchParams(fragment.replace(/^#/, '').replaceAll('+', '%2B')));
  const page = Number(asked.get('page') ?? '1');
  return {
    query: asked.get('q') ?? '',
    verdict: verdicts.find((verdict) => verdict === asked.get('verdict')) ?? null,
    achieved: asked.get('achieved') ?? null,
    gate: asked.get('gate') ?? null,
    affectedOnly: asked.get('affected') === 'only',
    sort: sortKeys.find((key) => key === asked.get('sort')) ?? wholeFleet.sort,
    descending: asked.get('order') === 'descending',
    page: Number.isSafeInteger(page) && page > 1 ? page - 1 : 0,
    component: asked.get('component') ?? null,
  };
}
