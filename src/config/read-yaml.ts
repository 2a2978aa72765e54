import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { parsed, unparsed, type Parsed, type Problem } from '../model/index.ts';

/** A YAML document as plain values, and the line of each key. */
export interface LocatedYaml {
  value: unknown;
  /** Keys joined with `/` → 1-based line. */
  lines: Map<string, number>;
}

/** More nodes than this made of aliases is an attack. */
const MAXIMUM_ALIASES = 100;

/** Parses YAML 1.2 (core schema: no code, no tags of its own); every syntax error is a problem with its line. */
export function readYaml(text: string, path: string): Parsed<LocatedYaml> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, merge: false });
  const [first, ...rest] = document.errors.map((error): Problem => ({
    code: 'configuration-syntax',
    message: `The configuration is not valid YAML: ${error.message.split('\n')[0] ?? ''}`,
    at: { path, line: counter.linePos(error.pos[0]).line },
    hint: 'Mend the indentation or the quotes there.',
  }));
  if (first !== undefined) return unparsed(first, ...rest);
  try {
    return parsed({
      value: document.toJS({ maxAliasCount: MAXIMUM_ALIASES }) as unknown,
      lines: linesOf(document, counter),
    });
  } catch (error) {
    return unparsed({
      code: 'configuration-syntax',
      message: `The configuration can't be read: ${String(error)}`,
      at: { path },
    });
  }
}

function linesOf(document: Document, counter: LineCounter): Map<string, number> {
  const lines = new Map<string, number>();
  const visit = (node: unknown, keys: string[]): void => {
    if (!isCollection(node)) return;
    node.items.forEach((item, index) => {
      const key = isPair(item) ? String(isScalar(item.key) ? item.key.value : item.key) : String(index);
      const start = isPair(item) ? rangeOf(item.key) : rangeOf(item);
      const here = [...keys, key];
      if (start !== undefined) lines.set(here.join('/'), counter.linePos(start).line);
      visit(isPair(item) ? item.value : item, here);
    });
  };
  visit(isMap(document.contents) ? document.contents : null, []);
  return lines;
}

function rangeOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start] = node.range as unknown[];
  return typeof start === 'number' ? start : undefined;
}
