import { SaxesParser } from 'saxes';
import { parsed, unparsed, type Parsed } from '../model/index.ts';
import { decode, EncodingError } from './bytes.ts';

/** What a reader of one XML dialect is told while the document streams by. */
export interface XmlReader {
  /** `line` is where the tag begins (1-based). */
  open(name: string, attributes: Record<string, string>, line: number): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Nesting deeper than this is an attack, not a report. */
const MAXIMUM_DEPTH = 100;

/**
 * Streams an XML document through a reader. Entities other than XML's own five are errors (no entity is ever
 * expanded or fetched), a document that ends early is an error; the problem names the line.
 */
export async function readXml(
  source: AsyncIterable<Uint8Array>,
  path: string,
  reader: XmlReader,
  expected: string,
): Promise<Parsed<null>> {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  const failures: { reason: string; line: number }[] = [];
  let depth = 0;
  let tagLine = 1;
  const fail = (reason: string): void => {
    failures.push({ reason, line: parser.line });
  };
  parser.on('error', (error) => {
    fail(error.message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('opentagstart', () => {
    tagLine = parser.line;
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAXIMUM_DEPTH) fail(`elements are nested more than ${MAXIMUM_DEPTH} deep`);
    if (failures.length === 0) reader.open(tag.name, tag.attributes, tagLine);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (failures.length === 0) reader.close?.(tag.name);
  });
  parser.on('text', (text) => {
    if (failures.length === 0) reader.text?.(text);
  });
  parser.on('cdata', (text) => {
    if (failures.length === 0) reader.text?.(text);
  });
  try {
    for await (const piece of decode(source)) {
      parser.write(piece);
      if (failures.length > 0) break;
    }
    if (failures.length === 0) parser.close();
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    fail(error.message);
  }
  return verdictOn(failures[0], path, expected);
}

/**
 * Name and attributes (as written) of the root element's tag in the beginning of an XML document; `null` when it is
 * no XML or the tag lies further down. For sniffing only: it checks nothing.
 */
export function rootTag(text: string): { name: string; attributes: string } | null {
  const prologue = /\s*(?:<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>)/y;
  const tag = /\s*<([A-Za-z_][\w.:-]*)([^>]*)/y;
  while (prologue.test(text)) tag.lastIndex = prologue.lastIndex;
  const [, name, attributes = ''] = tag.exec(text) ?? [];
  return name === undefined ? null : { name, attributes };
}

function verdictOn(
  failure: { reason: string; line: number } | undefined,
  path: string,
  expected: string,
): Parsed<null> {
  if (failure === undefined) return parsed(null);
  return unparsed({
    code: 'report-syntax',
    message: `The report is not complete XML: ${failure.reason}`,
    at: { path, line: failure.line },
    hint: `Expected ${expected}. Was the tool stopped before it closed the file?`,
  });
}
