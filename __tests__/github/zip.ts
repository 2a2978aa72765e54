import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as a test wishes it; what is left out is honest. */
export interface ZipEntry {
  name: string;
  content?: Buffer | string;
  /** Deflated unless `true`. */
  stored?: boolean;
  /** The Unix mode: `0o120777` is a symbolic link. */
  mode?: number;
  flags?: number;
  method?: number;
  /** What the headers claim instead of the truth. */
  claims?: { bytes?: number; crc?: number; offset?: number; packedBytes?: number };
}

/**
 * A zip archive, written by hand so that it may lie.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipOf(entries: ZipEntry[], claimedEntries = entries.length): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = headersOf(entry, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(claimedEntries, 4);
  end.writeUInt16LE(claimedEntries, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

function headersOf(entry: ZipEntry, offset: number): { local: Buffer; central: Buffer } {
  const { name, content = '', stored = false, mode = 0o100644, flags = 0x800, method = stored ? 0 : 8 } = entry;
  const bytes = Buffer.from(content);
  const packed = stored ? bytes : deflateRawSync(bytes);
  const truth = { crc: crc32(bytes), bytes: bytes.length, packedBytes: packed.length, offset };
  const said = { ...truth, ...entry.claims };
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(said.crc, 10);
  fields.writeUInt32LE(said.packedBytes, 14);
  fields.writeUInt32LE(said.bytes, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  const place = Buffer.alloc(14);
  place.writeUInt32LE((mode << 16) >>> 0, 6);
  place.writeUInt32LE(said.offset, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]),
    // Made on Unix, so that the mode counts.
    central: Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fields, place, Buffer.from(name)]),
  };
}
