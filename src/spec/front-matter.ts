import type { Problem } from '../model/index.ts';
import { isCollection, isMap, isNode, isScalar, parseDocument, type YAMLMap } from 'yaml';
import type { Source, Span } from './source.ts';

/** A key of the front matter whose value is one text. */
export interface FrontMatterEntry {
  key: string;
  text: string;
  /** Where the value begins. */
  start: number;
}

const longest = 16_384;

/** Reads the top-level keys that are `wanted`; `block` includes the fences. */
export function readFrontMatter(
  source: Source,
  block: Span,
  wanted: (key: string) => boolean,
  problems: Problem[],
): FrontMatterEntry[] {
  const { yaml, begin } = withoutFences(source, block);
  const complain = (start: number, reason: string): void => {
    problems.push({
      code: 'front-matter-invalid',
      message: `The front matter can't be read: ${reason}.`,
      at: source.at(begin + Math.min(start, yaml.length)),
      hint: 'Expected YAML with one text per key, such as component_id: cache.',
    });
  };
  if (yaml.length > longest) {
    complain(0, `it is longer than ${longest} characters`);
    return [];
  }
  const { contents, errors } = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent' });
  for (const { message, pos } of errors.slice(0, 5)) complain(pos[0], firstSentence(message));
  if (isMap(contents))
    return entriesOf(contents, yaml, wanted, complain).map((entry) => ({ ...entry, start: begin + entry.start }));
  if (contents !== null && errors.length === 0) complain(0, 'it is no list of keys and values');
  return [];
}

function withoutFences({ text }: Source, { start, end }: Span): { yaml: string; begin: number } {
  const whole = text.slice(start, end);
  const opening = /^[^\r\n]*(?:\r\n|\r|\n)?/u.exec(whole)?.[0].length ?? 0;
  return { yaml: whole.slice(opening).replace(/(?<=^|[\r\n])---[ \t]*$/u, ''), begin: start + opening };
}

function entriesOf(
  map: YAMLMap,
  yaml: string,
  wanted: (key: string) => boolean,
  complain: (start: number, reason: string) => void,
): FrontMatterEntry[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !wanted(String(key.value))) return [];
    const name = String(key.value);
    const start = (isNode(value) ? value.range?.[0] : undefined) ?? key.range?.[1] ?? 0;
    const text = textOfValue(yaml, value);
    const quote = /^["']/u.test(yaml.charAt(start)) ? 1 : 0;
    if (text !== null) return [{ key: name, text, start: start + quote }];
    complain(start, `the value of "${name}" is no plain text`);
    return [];
  });
}

/** A bracketed placeholder is a list to YAML; it is taken as it stands. */
function textOfValue(yaml: string, value: unknown): string | null {
  if (value === null) return '';
  if (isScalar(value)) {
    if (typeof value.value === 'string') return /[\r\n]/u.test(value.value.trim()) ? null : value.value.trim();
    return value.value === null ? '' : (value.source ?? '').trim();
  }
  if (!isCollection(value) || value.range === undefined || value.range === null) return null;
  const written = yaml.slice(value.range[0], value.range[1]).trim();
  return /^\[[^[\]]+\]$/u.test(written) ? written : null;
}

/** Without the piece of the file that the YAML parser quotes. */
function firstSentence(message: string): string {
  return message
    .replace(/(?:: "|\n)[\s\S]*$/u, '')
    .replace(/[.:]?\s*$/u, '')
    .slice(0, 160);
}
