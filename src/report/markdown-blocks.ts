import type { ComponentReport, Result, Status, Verdict } from '../model/index.ts';
import type { Line } from './cut.ts';
import { codeSpan, escapeMarkdown, markdownLink } from './escape.ts';
import type { View } from './renderer.ts';
import { demandedAt, type Place } from './row.ts';
import { placeText, statusWords } from './words.ts';

/** The building blocks of our Markdown. What they are given is Markdown already, untrusted text escaped. */

const statusSymbols: Record<Status, string> = {
  pass: '✅',
  fail: '❌',
  missing: '❔',
  error: '⚠️',
  waived: '⏸️',
  'not-applicable': '➖',
};

export const verdictSymbols: Record<Verdict, string> = { ready: '✅', inconclusive: '⚠️', blocked: '❌' };

/** `❌ fail`. */
export function markdownStatus(status: Status): string {
  return `${statusSymbols[status]} ${statusWords[status]}`;
}

/** A paragraph, or any one line that no row of the report stands in. */
export function paragraph(text: string): Line[] {
  return [
    { text, row: false },
    { text: '', row: false },
  ];
}

/** A table whose rows are content; nothing where it would have none. */
export function table(header: string[], rows: string[][]): Line[] {
  if (rows.length === 0) return [];
  const written = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    // In one piece: a header that is cut off from its rule would be a line of text.
    { text: `${written(header)}\n${written(header.map(() => '---'))}`, row: false },
    ...rows.map((cells) => ({ text: written(cells), row: true })),
    { text: '', row: false },
  ];
}

/** A list whose items are content; nothing where it would have none. */
export function bullets(items: string[]): Line[] {
  if (items.length === 0) return [];
  return [...items.map((item) => ({ text: `- ${item}`, row: true })), { text: '', row: false }];
}

/** A collapsed part; nothing where it would be empty. The summary is HTML, escaped by the caller. */
export function collapsed(summary: string, body: Line[]): Line[] {
  if (body.length === 0) return [];
  return [...paragraph(`<details><summary>${summary}</summary>`), ...body, ...paragraph('</details>')];
}

/** `specs/cache.md:12` as a code span, linked where the view knows links. */
export function markdownPlace(place: Place, view: View): string {
  const label = codeSpan(placeText(place));
  return view.linkTo === null ? label : markdownLink(label, view.linkTo(place.path, place.line));
}

/** The same as words: a narrow cell of a table can break them, which it can't do with code. */
export function textPlace(place: Place, view: View): string {
  const label = escapeMarkdown(placeText(place));
  return view.linkTo === null ? label : markdownLink(label, view.linkTo(place.path, place.line));
}

/** Where a row is demanded. In the component's own specification the line says it, where a link leads there. */
export function demandedPlace(result: Result, component: ComponentReport, view: View): string {
  const place = demandedAt(result, component);
  if (view.linkTo === null || place.path !== component.spec.path) return textPlace(place, view);
  const label = place.line === null ? 'specification' : `line ${place.line}`;
  return markdownLink(label, view.linkTo(place.path, place.line));
}

/** Lines of one cell of a table; empty ones are left out. */
export function cellLines(lines: string[]): string {
  return lines.filter((line) => line !== '').join('<br>');
}
