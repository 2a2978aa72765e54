import type { Positioned, Problem } from '../model/index.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Line } from './line.ts';
import type { Reading } from './lines.ts';
import { keyNameOf } from './names.ts';
import type { Section } from './sections.ts';
import { textOf, type Source, type Span } from './source.ts';

export type Field = 'id' | 'name' | 'status' | 'targetStage' | 'created' | 'lastUpdated';

/** What a specification says of itself; the value of a field may be empty. */
export interface Metadata {
  values: Map<Field, Positioned<string>>;
  /** The lines that say it. */
  lines: Map<Line, Field>;
  /** Bracketed values of the front matter. */
  placeholders: { field: Field; text: string; start: number }[];
}

const fieldsByKey = new Map<string, Field>([
  ['component id', 'id'],
  ['component name', 'name'],
  ['status', 'status'],
  ['target stage', 'targetStage'],
  ['created', 'created'],
  ['last updated', 'lastUpdated'],
]);

/** In front matter a key needs less to be understood. */
const fieldsInFrontMatter = new Map<string, Field>([
  ...fieldsByKey,
  ['id', 'id'],
  ['componentid', 'id'],
  ['component', 'id'],
  ['targetstage', 'targetStage'],
  ['target', 'targetStage'],
  ['updated', 'lastUpdated'],
  ['lastupdated', 'lastUpdated'],
]);

/** Reads front matter and `**Key:** value` lines near the title; of values that disagree the first counts and a problem says so. */
export function readMetadata(
  source: Source,
  frontMatter: Span | null,
  reading: Reading,
  title: Section | null,
  problems: Problem[],
): Metadata {
  const metadata: Metadata = { values: new Map(), lines: new Map(), placeholders: [] };
  if (frontMatter !== null) addFrontMatter(source, frontMatter, metadata, problems);
  const keyed = reading.lines.filter(({ key, kind, nested }) => key !== null && kind !== 'row' && !nested);
  const naming = keyed.find((line) => fieldOf(line) === 'id') ?? keyed.find((line) => fieldOf(line) === 'name');
  const speaking = new Set<Section | null>([null, title, ...(naming === undefined ? [] : [naming.section])]);
  for (const line of keyed) {
    const field = fieldOf(line);
    if (line.key === null || field === undefined) continue;
    if (!speaking.has(line.section) && line.section?.topic !== 'metadata') continue;
    metadata.lines.set(line, field);
    const value = unwrapped(source, line.key.value);
    add(metadata, field, { value: textOf(source, value), at: source.at(value.start) }, problems);
  }
  return metadata;
}

function fieldOf({ key }: Line): Field | undefined {
  return key === null ? undefined : fieldsByKey.get(keyNameOf(key.name));
}

function addFrontMatter(source: Source, block: Span, metadata: Metadata, problems: Problem[]): void {
  const known = (key: string): Field | undefined => fieldsInFrontMatter.get(keyNameOf(key));
  for (const { key, text, start } of readFrontMatter(source, block, (one) => known(one) !== undefined, problems)) {
    const field = known(key);
    if (field === undefined) continue;
    if (/^\[[^[\]]+\]$/u.test(text)) metadata.placeholders.push({ field, text, start });
    add(metadata, field, { value: text, at: source.at(start) }, problems);
  }
}

function add({ values }: Metadata, field: Field, value: Positioned<string>, problems: Problem[]): void {
  const earlier = values.get(field);
  if (earlier === undefined) {
    values.set(field, value);
  } else if (earlier.value.toLowerCase() !== value.value.toLowerCase()) {
    problems.push({
      code: 'metadata-conflict',
      message: `"${value.value}" contradicts "${earlier.value}" in line ${earlier.at.line ?? 1}.`,
      at: value.at,
      hint: 'State it once.',
    });
  }
}

/** A value without backticks, quotes or emphasis around it; of a link its words. */
function unwrapped(source: Source, { start, end }: Span): Span {
  const text = source.text.slice(start, end).replace(/\s*\\$/u, '');
  const wrapped = /^([`*_"']{1,3})(?=\S)(.*)(?<=\S)\1$/u.exec(text);
  if (wrapped !== null) {
    const from = start + (wrapped[1]?.length ?? 0);
    return unwrapped(source, { start: from, end: from + (wrapped[2]?.length ?? 0) });
  }
  const link = /^\[([^\]]*)\]\([^)]*\)$/u.exec(text)?.[1];
  if (link !== undefined) return { start: start + 1, end: start + 1 + link.length };
  return { start, end: start + text.length };
}
