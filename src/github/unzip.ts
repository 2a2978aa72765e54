import { buffer } from 'node:stream/consumers';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { ReadFailure } from '../model/index.ts';
import { checkEntryName } from './entry-names.ts';

/** What an archive may hold: entries, and bytes once inflated, of one entry and of all. */
const MOST_ENTRIES = 2_000;
const MOST_ENTRY_BYTES = 50_000_000;
const MOST_TOTAL_BYTES = 200_000_000;

/** The file type in the Unix mode, the upper half of the external attributes; nothing is said by other makers. */
const FILE_TYPE = 0o170000;
const PLAIN_TYPES = [0, 0o100000, 0o040000];

const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a zip archive by their path, unpacked in memory. The archive may be made by an attacker: nothing that its
 * headers say of sizes is believed, and one odd entry refuses the whole. `what` names the archive in problems.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @throws {ReadFailure}
 */
export async function unzip(archive: Buffer, what: string): Promise<Map<string, Buffer>> {
  try {
    return await readEntries(archive);
  } catch (error) {
    if (error instanceof Refusal) throw failure(what, error);
    throw failure(what, new Refusal('damaged', 'it is no intact zip archive'));
  }
}

/** Why an archive is refused. */
class Refusal extends Error {
  readonly kind: 'damaged' | 'unsafe' | 'too-large';

  constructor(kind: Refusal['kind'], why: string) {
    super(why);
    this.kind = kind;
  }
}

const hints = {
  damaged: 'Run the workflow that uploads it again.',
  unsafe: 'Somebody may have made the archive by hand; look at the run that uploaded it.',
  'too-large': 'Upload only the reports.',
};

function failure(what: string, { kind, message }: Refusal): ReadFailure {
  return new ReadFailure({
    code: `artifact-${kind}`,
    message: `Could not read ${what}: ${message}.`,
    hint: hints[kind],
  });
}

async function readEntries(archive: Buffer): Promise<Map<string, Buffer>> {
  const { fromBufferPromise, getFileNameLowLevel } = await import('yauzl');
  const zip = await fromBufferPromise(archive, { decodeStrings: false });
  if (zip.entryCount > MOST_ENTRIES) throw new Refusal('too-large', `it has more than ${MOST_ENTRIES} entries`);

  const files = new Map<string, Buffer>();
  let packedLeft = archive.length;
  let unpackedLeft = MOST_TOTAL_BYTES;
  for await (const entry of zip.eachEntry()) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
    refuseUnsafe(entry, name, files);
    // Entries that share their bytes inflate to far more than an honest archive of that size.
    packedLeft -= entry.compressedSize;
    if (packedLeft < 0) throw new Refusal('unsafe', 'its entries overlap');
    const content = await contentOf(zip, entry, Math.min(MOST_ENTRY_BYTES, unpackedLeft));
    unpackedLeft -= content.length;
    if (!name.endsWith('/')) files.set(name, content);
  }
  return files;
}

function refuseUnsafe(entry: Entry, name: string, files: Map<string, Buffer>): void {
  const quoted = JSON.stringify(name.slice(0, 100));
  const oddity = checkEntryName(name);
  if (oddity !== null) throw new Refusal('unsafe', `the path ${quoted} ${oddity}`);
  if (files.has(name)) throw new Refusal('unsafe', `it has ${quoted} twice`);
  if (entry.isEncrypted()) throw new Refusal('unsafe', `${quoted} is encrypted`);
  if (!PLAIN_TYPES.includes((entry.externalFileAttributes >>> 16) & FILE_TYPE)) {
    throw new Refusal('unsafe', `${quoted} is a link or a device, not a file`);
  }
}

async function contentOf(zip: ZipFile, entry: Entry, mostBytes: number): Promise<Buffer> {
  const packed = await buffer(await zip.openReadStreamPromise(entry, { decodeFileData: false }));
  const content = unpack(packed, entry.compressionMethod, mostBytes);
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32) {
    throw new Refusal('damaged', 'the content of an entry is not what its header says');
  }
  return content;
}

/** Inflates no further than `mostBytes`, however much there is. */
function unpack(packed: Buffer, method: number, mostBytes: number): Buffer {
  if (method === STORED && packed.length > mostBytes) throw tooLarge();
  if (method === STORED) return packed;
  if (method !== DEFLATED)
    throw new Refusal('damaged', `it uses the compression method ${method}, which nobody uploads`);
  try {
    return inflateRawSync(packed, { maxOutputLength: mostBytes });
  } catch (error) {
    if (hasCode(error, 'ERR_BUFFER_TOO_LARGE')) throw tooLarge();
    throw error;
  }
}

function tooLarge(): Refusal {
  return new Refusal(
    'too-large',
    `unpacked it has more than ${MOST_TOTAL_BYTES} bytes, or one entry more than ${MOST_ENTRY_BYTES}`,
  );
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
