import type { Approval } from '../model/index.ts';
import type { Line } from './line.ts';
import { approvalStage, placeOf } from './places.ts';
import { placeholdersOf, type PlaceholderReader } from './placeholders.ts';
import { textOf, type Source } from './source.ts';

/** The lines below **Approval:** — `- [x] Technical Lead: Ada Lovelace - 2026-10-01 (for production)`. */
export function readApprovals(source: Source, lines: Line[], reader: PlaceholderReader): Approval[] {
  return lines.flatMap((line) => {
    if (line.kind !== 'item' || placeOf(line).topic !== 'approval' || line.span.start >= line.span.end) return [];
    return [approvalOf(source, line, reader)];
  });
}

function approvalOf(source: Source, line: Line, reader: PlaceholderReader): Approval {
  const text = textOf(source, line.span);
  const colon = text.search(/[:：]/u);
  const role = text
    .slice(0, colon === -1 ? text.length : colon)
    .replace(/[*_`]/gu, '')
    .trim();
  const signed = colon === -1 ? '' : text.slice(colon + 1).replace(/^[*_\s]+/u, '');
  return {
    role,
    name: nameIn(signed),
    date: dateIn(signed),
    stage: approvalStage(source, line),
    ticked: line.ticked ?? false,
    at: source.at(line.span.start),
    placeholder: placeholdersOf(source, line, reader)[0]?.text ?? null,
  };
}

/** Everything before the date, or before the dash where a date belongs. */
function nameIn(signed: string): string | null {
  const end = signed.search(/\d{4}-\d{2}-\d{2}|\s[-–—](?:\s|$)|\(/u);
  const name = signed
    .slice(0, end === -1 ? signed.length : end)
    .replace(/[*`]/gu, '')
    .replace(/[\s,;–—-]+$/u, '')
    .trim();
  return name === '' || /^\[.*\]$|^_+$|^(?:tbd|n\/a|pending|none)$/iu.test(name) ? null : name;
}

/** The ISO date, where it is one of the calendar. */
function dateIn(signed: string): string | null {
  const written = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/u.exec(signed)?.[0];
  if (written === undefined) return null;
  const milliseconds = Date.parse(`${written}T00:00:00Z`);
  if (Number.isNaN(milliseconds)) return null;
  return new Date(milliseconds).toISOString().slice(0, 10) === written ? written : null;
}
