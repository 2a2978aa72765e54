/**
 * The bytes of an answer's body; `null` as soon as they are more than `mostBytes`, whatever its headers say. An answer
 * without a body has no bytes.
 */
export async function firstBytes(body: unknown, mostBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of isByteStream(body) ? body : []) {
    read += chunk.byteLength;
    if (read > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
