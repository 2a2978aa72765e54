import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { parsed, unparsed, type Parsed } from '../model/index.ts';

/** A file of the workspace. `path` is relative to the root, with `/`. */
export interface WorkspaceFile {
  path: string;
  bytes: number;
}

/** Larger specifications, configurations and documents are refused: nobody writes them. */
export const MAXIMUM_TEXT_BYTES = 2 * 1024 * 1024;
/** Larger reports are refused, they would exhaust the runner's memory. */
const MAXIMUM_REPORT_BYTES = 2 * 1024 * 1024 * 1024;

const neverSearched = ['**/.git/**', '**/node_modules/**'];

/** Whether the path is a folder that can be looked into. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Files that match the globs, sorted; symbolic links are not followed. */
export async function globFiles(root: string, patterns: string[]): Promise<string[]> {
  if (patterns.length === 0) return [];
  const found = await glob(patterns, {
    cwd: root,
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    ignore: neverSearched,
    expandDirectories: false,
  });
  return found.map((path) => path.split(sep).join('/')).sort();
}

/** A regular file inside the root, or why it can't be used. Links that lead out of the root are refused. */
export async function findFile(root: string, path: string): Promise<Parsed<WorkspaceFile>> {
  try {
    const [top, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
    const inside = relative(top, real);
    if (inside === '' || inside.startsWith('..')) {
      return unparsed({
        code: 'file-outside',
        message: `"${path}" lies outside the repository.`,
        at: { path },
        hint: 'Move the file into the repository.',
      });
    }
    const { size } = await stat(real);
    return parsed({ path, bytes: size });
  } catch (error) {
    const gone = ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
    return unparsed({
      code: gone ? 'file-missing' : 'file-unreadable',
      message: `"${path}" can't be read: ${reasonOf(error)}.`,
      at: { path },
      hint: gone ? 'Check its spelling; paths are relative to the root.' : 'Check its permissions.',
    });
  }
}

/** A text file: what it says, and the digest of its bytes. */
export interface WorkspaceText {
  text: string;
  /** Hex. */
  sha256: string;
}

/** A text file as UTF-8 without its byte order mark; one that is larger than `limit` bytes is refused. */
export async function readText(root: string, path: string, limit = MAXIMUM_TEXT_BYTES): Promise<Parsed<WorkspaceText>> {
  return decoded(root, path, limit, false);
}

/** As {@link readText}, of a file that somebody named by its path: it may lie outside of the root, as downloads do. */
export async function readNamed(root: string, path: string, limit: number): Promise<Parsed<WorkspaceText>> {
  const place = resolve(root, path);
  const isInside = !relative(root, place).startsWith('..');
  return isInside ? readText(root, path, limit) : readText(dirname(place), basename(place), limit);
}

/** A text file as UTF-8 with its byte order mark, so that encoding the text gives the same bytes again. */
export async function readVerbatim(root: string, path: string): Promise<Parsed<WorkspaceText>> {
  return decoded(root, path, MAXIMUM_TEXT_BYTES, true);
}

async function decoded(root: string, path: string, limit: number, withMark: boolean): Promise<Parsed<WorkspaceText>> {
  const file = await findFile(root, path);
  if (!file.ok) return file;
  if (file.value.bytes > limit) return tooLarge(path, file.value.bytes, limit);
  try {
    const bytes = await readFile(join(root, path));
    return parsed({
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: withMark }).decode(bytes),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  } catch (error) {
    const reason = codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8' : reasonOf(error);
    return unparsed({
      code: 'file-unreadable',
      message: `"${path}" can't be read: ${reason}.`,
      at: { path },
      hint: 'Save it as UTF-8 text.',
    });
  }
}

/** A report opened for reading: its head, and the whole as a stream that is hashed as it goes by. */
export interface OpenReport {
  head: Uint8Array;
  complete: boolean;
  stream: () => AsyncIterable<Uint8Array>;
  /** Hex digest; valid after a stream was read to its end, else computed by reading the rest. */
  sha256: () => Promise<string>;
}

const HEAD_BYTES = 64 * 1024;

/** Opens a report; its bytes are read when they are asked for. */
export async function openReport(root: string, path: string): Promise<Parsed<OpenReport>> {
  const file = await findFile(root, path);
  if (!file.ok) return file;
  if (file.value.bytes > MAXIMUM_REPORT_BYTES) return tooLarge(path, file.value.bytes, MAXIMUM_REPORT_BYTES);
  const full = join(root, path);
  let digest: string | null = null;
  async function* stream(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(full, { highWaterMark: 256 * 1024 })) {
      hash.update(chunk as Uint8Array);
      yield chunk as Uint8Array;
    }
    digest = hash.digest('hex');
  }
  try {
    const head = await readHead(full);
    return parsed({
      head,
      complete: file.value.bytes <= head.length,
      stream,
      sha256: async () => digest ?? (await drained(stream, () => digest)),
    });
  } catch (error) {
    return unparsed({
      code: 'file-unreadable',
      message: `"${path}" can't be read: ${reasonOf(error)}.`,
      at: { path },
      hint: 'Check its permissions.',
    });
  }
}

async function readHead(full: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createReadStream(full, { end: HEAD_BYTES - 1 })) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** A reader that stopped early has not seen every byte: read them all once more. */
async function drained(stream: () => AsyncIterable<Uint8Array>, digest: () => string | null): Promise<string> {
  for await (const _chunk of stream()) continue;
  return digest() ?? '';
}

function tooLarge(path: string, bytes: number, limit: number): Parsed<never> {
  const megabytes = (count: number): string => `${(count / 1024 / 1024).toFixed(1)} MB`;
  return unparsed({
    code: 'file-too-large',
    message: `"${path}" has ${megabytes(bytes)}; at most ${megabytes(limit)} are read.`,
    at: { path },
    hint: 'Split it, or leave it out of the evidence globs.',
  });
}

/** Node's code of a failure (`ENOENT`…); empty without one. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** `no such file or directory` rather than Node's sentence with the absolute path. */
export function reasonOf(error: unknown): string {
  return /^(?:Error: )?[A-Z]+: ([^,]+)/.exec(String(error))?.[1] ?? (codeOf(error) || 'for an unknown reason');
}

/** Hex digest of a text's UTF-8 bytes. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Bytes of files, by path; what can't be read is left out. */
export async function fileSizes(root: string, paths: string[]): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const path of paths) {
    const file = await findFile(root, path);
    if (file.ok) sizes.set(path, file.value.bytes);
  }
  return sizes;
}
