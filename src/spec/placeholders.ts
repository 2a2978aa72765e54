import type { Placeholder } from '../model/index.ts';
import type { Line } from './line.ts';
import { placeOf, placeholderSection } from './places.ts';
import { textOf, trimmed, type Source, type Span } from './source.ts';
import { templatePlaceholders } from './template-placeholders.ts';

/** A placeholder's text, and where it begins. */
interface Found {
  text: string;
  start: number;
}

/** Finds bracketed texts that nobody filled in; `defined` are the names of the file's link definitions. */
export interface PlaceholderReader {
  /** Those within a stretch of one line; `whole` tells if the stretch is a whole value, so that any bracketed text counts. */
  within(span: Span, whole: boolean): Found[];
}

/** A reader for one specification. */
export function placeholderReader(source: Source, defined: ReadonlySet<string>): PlaceholderReader {
  return {
    within: (span, whole) => {
      const text = source.prose.slice(span.start, span.end);
      const complete = whole ? wholeValue(text) : null;
      if (complete !== null && !isDefined(complete.text, defined))
        return [{ text: complete.text, start: span.start + complete.start }];
      return [...text.matchAll(/(?<![\p{L}\p{N})\]\\])\[[^[\]\r\n]{1,200}\](?![[(])/gu)]
        .filter(([bracketed]) => isOfTemplate(bracketed) && !isDefined(bracketed, defined))
        .map((match) => ({ text: match[0], start: span.start + match.index }));
    },
  };
}

/** All placeholders of a line: in its text, its value and what it goes on with. */
export function placeholdersOf(source: Source, line: Line, reader: PlaceholderReader): Placeholder[] {
  const section = placeholderSection(source, line);
  return partsOf(source, line)
    .flatMap(({ span, whole }) => reader.within(span, whole))
    .map(({ text, start }) => ({ text, at: source.at(start), section }));
}

/** The first placeholder in a stretch, or `null`. */
export function placeholderIn(reader: PlaceholderReader, ...spans: Span[]): string | null {
  return spans.flatMap((span) => reader.within(span, true))[0]?.text ?? null;
}

function partsOf(source: Source, line: Line): { span: Span; whole: boolean }[] {
  const more = line.more.map((span) => ({ span, whole: line.kind === 'row' }));
  if (placeOf(line).topic === 'approval' && line.kind === 'item')
    return signatureParts(source, line.span).map((span) => ({ span, whole: true }));
  if (line.key !== null) {
    const key = { start: line.span.start, end: line.key.value.start };
    return [{ span: key, whole: false }, { span: line.key.value, whole: true }, ...more];
  }
  if (line.kind !== 'heading') return [{ span: line.span, whole: true }, ...more];
  const colon = source.text.slice(line.span.start, line.span.end).search(/[:：]\s/u);
  const value = colon === -1 ? line.span : trimmed(source, { start: line.span.start + colon + 1, end: line.span.end });
  return [
    { span: { start: line.span.start, end: value.start }, whole: false },
    { span: value, whole: true },
  ];
}

/** What a colon, a dash or parentheses set apart: `Role: Name - Date (for production)`. */
function signatureParts(source: Source, span: Span): Span[] {
  return [...textOf(source, span).matchAll(/(?:(?!\s[-–—]\s|[:：()]).)+/gu)].map(({ 0: part, index }) => {
    const dash = /^\s[-–—]\s/u.exec(part)?.[0].length ?? 0;
    return trimmed(source, { start: span.start + index + dash, end: span.start + index + part.length });
  });
}

/** `[TBD]`, `` `[x]` `` or `**[…]**` and nothing else. Numbers in brackets (`[0, 1]`) are a range, not a placeholder. */
function wholeValue(text: string): Found | null {
  const match = /^[\s`*_"']{0,8}(\[[^[\]\r\n]{1,400}\])[\s`*_"'.]{0,8}$/u.exec(text);
  const bracketed = match?.[1];
  if (match === null || bracketed === undefined || /^\[[\s\d.,;+xX–-]*\]$/u.test(bracketed)) return null;
  return { text: bracketed, start: match[0].indexOf('[') };
}

function isOfTemplate(bracketed: string): boolean {
  const normalised = bracketed.replace(/\s+/gu, ' ').replace(/(?<=^\[\p{L}[\p{L} ]{2,20} )\d{1,3}\]$/u, '1]');
  return templatePlaceholders.has(normalised);
}

/** A footnote, or a link whose address stands elsewhere in the file. */
function isDefined(bracketed: string, defined: ReadonlySet<string>): boolean {
  const name = bracketed.slice(1, -1).trim().replace(/\s+/gu, ' ').toLowerCase();
  return name.startsWith('^') || defined.has(name);
}
