type Decoder = InstanceType<typeof TextDecoder>;

/** A file that is not text in an encoding that reports are written in. */
export class EncodingError extends Error {}

const encodings: { mark: number[]; name: string }[] = [
  { mark: [0xef, 0xbb, 0xbf], name: 'utf-8' },
  { mark: [0xff, 0xfe], name: 'utf-16le' },
  { mark: [0xfe, 0xff], name: 'utf-16be' },
];

/** The encoding that a byte order mark at the start names; UTF-8 without one. */
function encodingOf(start: Uint8Array): string {
  return encodings.find(({ mark }) => mark.every((byte, index) => start[index] === byte))?.name ?? 'utf-8';
}

/** Decodes the beginning of a file; a character cut in two at the end is left out, bad bytes become U+FFFD. */
export function decodeHead(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes, { stream: true });
}

/**
 * Decodes a stream of bytes chunk by chunk, without its byte order mark.
 * @throws EncodingError when the bytes are not valid in the encoding that the mark names (UTF-8 without one).
 */
export async function* decode(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: Decoder | null = null;
  let start = new Uint8Array(0);
  for await (const chunk of source) {
    if (decoder === null) {
      // A mark may be cut by the chunk's end: wait for three bytes.
      start = concatenate(start, chunk);
      if (start.length < 3) continue;
      decoder = new TextDecoder(encodingOf(start), { fatal: true });
      yield decodeChunk(decoder, start, true);
    } else {
      yield decodeChunk(decoder, chunk, true);
    }
  }
  if (decoder === null) yield decodeChunk(new TextDecoder(encodingOf(start), { fatal: true }), start, false);
  else yield decodeChunk(decoder, new Uint8Array(0), false);
}

/** The whole source as one string. Only for formats that can't be read in pieces; the workspace caps file sizes. */
export async function decodeWhole(source: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of decode(source)) pieces.push(piece);
  return pieces.join('');
}

function decodeChunk(decoder: Decoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new EncodingError(`not valid ${decoder.encoding}`);
  }
}

function concatenate(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}
