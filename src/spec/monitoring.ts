import type { MonitoredName, Spec } from '../model/index.ts';
import type { Line } from './line.ts';
import { placeholderIn, type PlaceholderReader } from './placeholders.ts';
import type { Section } from './sections.ts';
import { textOf, type Source, type Span } from './source.ts';

type Kind = keyof Spec['monitoring'];

const headings: [Kind, RegExp][] = [
  ['metrics', /^(?:key )?metrics(?: to track)?$/u],
  ['alerts', /^(?:alerting(?: rules)?|alerts)$/u],
];

/** The metrics and alerts that "Metrics to Track" and "Alerting" list. */
export function readMonitoring(source: Source, lines: Line[], reader: PlaceholderReader): Spec['monitoring'] {
  const monitoring: Spec['monitoring'] = { metrics: [], alerts: [] };
  let groupIsOpen = false;
  for (const line of lines) {
    const kind = kindOf(line);
    if (kind === null || (line.kind !== 'item' && line.kind !== 'row')) continue;
    // `- Latency:` above a list of its own only groups; below any other item stand remarks.
    if (!line.nested) groupIsOpen = line.groups && /:[*_]{0,2}$/u.test(textOf(source, line.span));
    if (line.nested ? groupIsOpen : !groupIsOpen) monitoring[kind].push(...namesIn(source, line.span, reader));
  }
  return monitoring;
}

function kindOf({ section, label }: Line): Kind | null {
  if (label?.topic === 'aside') return null;
  return named(label?.name ?? '') ?? kindOfSection(section);
}

/** "Metrics" alone may head anything; it counts below a heading that speaks of monitoring. */
function kindOfSection(section: Section | null): Kind | null {
  if (section === null || section.topic !== null) return null;
  const kind = named(section.name);
  const certain = /^(?:metrics to track|alerting)/u.test(section.name) || isMonitoring(section.parent);
  return kind !== null && certain ? kind : kindOfSection(section.parent);
}

function named(name: string): Kind | null {
  return headings.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

function isMonitoring(section: Section | null): boolean {
  return section !== null && (/\b(?:monitoring|observability)\b/u.test(section.name) || isMonitoring(section.parent));
}

/** What stands before the colon: every identifier in backticks, else the words. */
function namesIn(source: Source, span: Span, reader: PlaceholderReader): MonitoredName[] {
  const head = headOf(source, span);
  if (placeholderIn(reader, head) !== null) return [];
  const text = textOf(source, head);
  const quoted = [...text.matchAll(/`+([^`]+)`+/gu)].map(({ 1: inner = '', index }) => ({
    // Labels choose among the series of a metric; its name ends before them.
    name: inner.replace(/\{.*$/u, '').trim(),
    identifier: true,
    at: source.at(head.start + index),
  }));
  if (quoted.length > 0) return quoted.filter(({ name }) => name !== '');
  const name = text
    .replace(/\*+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/\([^()]*\)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return /^(?:none|n\/a)?[.:]?$/iu.test(name) ? [] : [{ name, identifier: false, at: source.at(head.start) }];
}

/** Up to the colon or dash behind the name; a colon within backticks or within a name (`job:errors:rate5m`) is part of it. */
function headOf(source: Source, span: Span): Span {
  const head = /^(?:`[^`]*`|`(?![^`]*`)|[^`:：]|:(?![\s*_]|$))*?(?=[:：](?:[\s*_]|$)|\s[-–—]\s|$)/u.exec(
    textOf(source, span),
  );
  return { start: span.start, end: span.start + (head?.[0].length ?? 0) };
}
