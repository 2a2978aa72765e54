import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeHead } from '../../src/evidence/bytes.ts';
import type { Format, Head } from '../../src/evidence/format.ts';
import type { Evidence, Parsed, Problem } from '../../src/model/index.ts';

const folder = join(import.meta.dirname, '../fixtures/formats');
const HEAD_SIZE = 64 * 1024;

/** A fixture's bytes, by its path below `__tests__/fixtures/formats`. */
export function fixture(path: string): Uint8Array {
  return readFileSync(join(folder, path));
}

/** Paths of the fixtures of every format but one; their READMEs aside. */
export function fixturesOfOthers(id: string): string[] {
  return readdirSync(folder)
    .filter((other) => other !== id)
    .flatMap((other) => readdirSync(join(folder, other)).map((name) => `${other}/${name}`))
    .filter((path) => !path.endsWith('.md'));
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What `sniff` is shown of a file. */
export function headOf(content: Uint8Array, path: string): Head {
  return { path, text: decodeHead(content.subarray(0, HEAD_SIZE)), complete: content.length <= HEAD_SIZE };
}

/** Reads bytes through a format, in pieces of an awkward size. */
export function parse<E extends Evidence>(
  format: Format<E>,
  content: Uint8Array,
  path = 'reports/report',
  size = 1021,
): Promise<Parsed<E>> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < content.length; start += size) {
      yield await Promise.resolve(content.subarray(start, start + size));
    }
  }
  return format.parse(pieces(), path);
}

/** The evidence of a file that must be readable. */
export async function evidenceOf<E extends Evidence>(
  format: Format<E>,
  content: Uint8Array,
  path?: string,
  size?: number,
): Promise<E> {
  const read = await parse(format, content, path, size);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

/** The problems of a file that must not be readable. */
export async function problemsOf(format: Format, content: Uint8Array, path?: string): Promise<Problem[]> {
  const read = await parse(format, content, path);
  if (read.ok) throw new Error(`was read: ${JSON.stringify(read.value).slice(0, 500)}`);
  return read.problems;
}

/** The same text in UTF-16, with its byte order mark. */
export function utf16(content: Uint8Array): Uint8Array {
  return Buffer.from(`\ufeff${new TextDecoder().decode(content)}`, 'utf16le');
}

/** The same text behind the byte order mark of UTF-8. */
export function marked(content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([0xef, 0xbb, 0xbf]), content]);
}
