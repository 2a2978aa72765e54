import { h, type ComponentChildren, type JSX } from 'preact';

/** A wide table scrolls by itself, also by keyboard. */
export function scrolling(name: string, table: JSX.Element): JSX.Element {
  return h('div', { class: 'scrolling', role: 'region', 'aria-label': name, tabIndex: 0 }, table);
}

/** A table of plain columns; the first cell of a row names it. */
export function plainTable(header: string[], rows: ComponentChildren[][]): JSX.Element {
  const columns = header.map((name) => h('th', { scope: 'col' }, name));
  const body = rows.map(([name, ...cells]) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }, name),
      cells.map((cell) => h('td', null, cell)),
    ),
  );
  return h('table', null, h('thead', null, h('tr', null, columns)), h('tbody', null, body));
}

/** A part that opens; nothing where it would be empty. */
export function folded(title: string, count: number, body: ComponentChildren): JSX.Element | null {
  if (count === 0) return null;
  const summary = h('summary', null, h('h3', null, title), h('span', { class: 'quiet' }, String(count)));
  return h('details', null, summary, body);
}

/** Names and what is said of them. */
export function facts(all: [string, ComponentChildren][]): JSX.Element {
  const pairs = all.map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value)));
  return h('dl', { class: 'facts' }, pairs);
}
