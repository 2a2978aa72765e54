import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { parsed, unparsed, type Parsed, type Problem } from '../model/index.ts';

/** A YAML document as plain values, and the line of each key. */
export interface LocatedYaml {
  value: unknown;
  /** Keys joined with `/` → 1-based line, and column there. */
  lines: Map<string, number>;
  columns: Map<string, number>;
}

/** More nodes than this made of aliases is an attack. */
const MAXIMUM_ALIASES = 100;

/** Parses YAML 1.2 (core schema: no code, no tags of its own); every syntax error is a problem with its line. */
export function readYaml(text: string, path: string): Parsed<LocatedYaml> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, merge: false });
  const [first, ...rest] = document.errors.map((error): Problem => {
    const { line, col: column } = counter.linePos(error.pos[0]);
    return {
      code: 'configuration-syntax',
      message: `The configuration is not valid YAML: ${error.message.split('\n')[0] ?? ''}`,
      at: { path, line, column },
      hint: 'Mend the indentation or the quotes there.',
    };
  });
  if (first !== undefined) return unparsed(first, ...rest);
  try {
    return parsed({
      value: document.toJS({ maxAliasCount: MAXIMUM_ALIASES }) as unknown,
      ...placesOf(document, counter),
    });
  } catch (error) {
    return unparsed({
      code: 'configuration-syntax',
      message: `The configuration can't be read: ${String(error)}`,
      at: { path },
    });
  }
}

function placesOf(document: Document, counter: LineCounter): Pick<LocatedYaml, 'lines' | 'columns'> {
  const lines = new Map<string, number>();
  const columns = new Map<string, number>();
  const visit = (node: unknown, keys: string[]): void => {
    if (!isCollection(node)) return;
    node.items.forEach((item, index) => {
      const key = isPair(item) ? String(isScalar(item.key) ? item.key.value : item.key) : String(index);
      const start = isPair(item) ? rangeOf(item.key) : rangeOf(item);
      const here = [...keys, key];
      if (start !== undefined) {
        const { line, col } = counter.linePos(start);
        lines.set(here.join('/'), line);
        columns.set(here.join('/'), col);
      }
      visit(isPair(item) ? item.value : item, here);
    });
  };
  visit(isMap(document.contents) ? document.contents : null, []);
  return { lines, columns };
}

function rangeOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start] = node.range as unknown[];
  return typeof start === 'number' ? start : undefined;
}
