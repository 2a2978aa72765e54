import { readKey } from './keys.ts';
import { announcedBy, isStageName, stageIn, type Topic } from './names.ts';
import type { Section } from './sections.ts';
import { textOf, trimmed, type Source, type Span } from './source.ts';

/** What stands in bold before a list: `**Quality Gates:**`. */
export interface Label {
  name: string;
  topic: Topic | null;
  stage: string | null;
}

/** A line of the specification that may say something: a heading, a list item, a table row or a line of a paragraph. */
export interface Line {
  kind: 'heading' | 'item' | 'row' | 'prose';
  section: Section | null;
  /** The label that it stands below; of a line that is one, the label itself. */
  label: Label | null;
  /** After bullet and box, without trailing white space and comment. May be empty. */
  span: Span;
  /** The lines that it goes on with; the other cells of a row. */
  more: Span[];
  /** `null` where it has no box. */
  ticked: boolean | null;
  /** Its own `**Key:** value`. */
  key: { name: string; value: Span } | null;
  /** Everything from its beginning to the end of its last line, where its comments are. */
  whole: Span;
  /** Whether it is an item inside another one, and whether items are inside of it. */
  nested: boolean;
  groups: boolean;
}

/** Where the lines that are being read stand. */
export type Standing = Pick<Line, 'section' | 'label' | 'nested'>;

/** A line with neither box nor key. */
export function plainLine({ section, label, nested }: Standing, kind: Line['kind'], span: Span, whole: Span): Line {
  return { kind, section, label, span, more: [], ticked: null, key: null, whole: { ...whole }, nested, groups: false };
}

/** The line with its own key, if it begins with one. */
export function keyed(source: Source, line: Line): Line {
  const text = textOf(source, line.span);
  const key = readKey(text);
  if (key === null) return line;
  return {
    ...line,
    key: { name: key.name, value: trimmed(source, { start: line.span.start + key.valueAt, end: line.span.end }) },
  };
}

/** The label that a line with a key is for the lines below it. */
export function labelOf(line: Line): Label | null {
  if (line.key === null) return null;
  const { name } = line.key;
  const announced = announcedBy(name);
  const stage = announced?.stage ?? (announced === null && isStageName(name) ? stageIn(name) : null);
  return { name, topic: announced?.topic ?? null, stage };
}
