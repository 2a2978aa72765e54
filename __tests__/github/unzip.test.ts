import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { unzip } from '../../src/github/unzip.ts';
import { ReadFailure } from '../../src/model/index.ts';
import { zipOf, type ZipEntry } from './zip.ts';

async function codeOf(archive: Buffer): Promise<string> {
  const error: unknown = await unzip(archive, 'the artifact `report`').then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ReadFailure)) throw new Error('not refused', { cause: error });
  expect(error.problem.message).toMatch(/^Could not read the artifact `report`: [^\n]+\.$/);
  expect(error.problem.hint).toBeDefined();
  return error.problem.code;
}

const good: ZipEntry = { name: 'good.json', content: '{}' };

describe('an archive', () => {
  it('is unpacked by path: deflated and stored files, without its folders', async () => {
    const archive = zipOf([
      { name: 'folder/', mode: 0o040755, stored: true },
      { name: 'folder/größe.xml', content: 'é'.repeat(1000) },
      { name: '__proto__', content: 'plain', stored: true },
      { name: 'empty' },
    ]);
    const files = await unzip(archive, 'it');
    expect([...files].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
      ['folder/größe.xml', 'é'.repeat(1000)],
      ['__proto__', 'plain'],
      ['empty', ''],
    ]);
  });

  it('may be empty', async () => {
    expect((await unzip(zipOf([]), 'it')).size).toBe(0);
  });

  it.each([
    ['no bytes', Buffer.alloc(0)],
    ['something else', Buffer.from('<html>Sign in</html>')],
    ['a part of one', zipOf([good]).subarray(0, 40)],
    ['one without its first bytes', zipOf([good]).subarray(10)],
    ['one that claims more entries than it has', zipOf([good], 2)],
  ])('that is %s is damaged', async (_what, archive) => {
    expect(await codeOf(archive)).toBe('artifact-damaged');
  });

  it.each<[string, Partial<ZipEntry>]>([
    ['whose checksum is another', { claims: { crc: 1 } }],
    ['that is shorter than it claims', { claims: { bytes: 3 } }],
    ['that is longer than it claims', { claims: { bytes: 1 } }],
    ['of an unknown method', { method: 14 }],
    ['that can’t be inflated', { stored: true, content: 'not deflated', method: 8 }],
    ['that begins beyond the end', { claims: { offset: 100_000 } }],
  ])('with an entry %s is damaged', async (_what, changes) => {
    expect(await codeOf(zipOf([{ ...good, ...changes }]))).toBe('artifact-damaged');
  });

  it.each([
    '../evil',
    'a/../../evil',
    'a/..',
    '/etc/passwd',
    'C:/evil',
    'c:evil',
    'a\\..\\evil',
    'a\0b',
    'a\nb',
    'a//b',
    './a',
    '',
    '/',
  ])('with the path %j is refused', async (name) => {
    expect(await codeOf(zipOf([good, { name, content: 'x' }]))).toBe('artifact-unsafe');
  });

  it.each([
    ['deep', `${'a/'.repeat(40)}b`],
    ['long', 'x'.repeat(2_000)],
  ])('with a path that is too %s is refused', async (_what, name) => {
    expect(await codeOf(zipOf([good, { name, content: 'x' }]))).toBe('artifact-unsafe');
  });

  it.each<[string, ZipEntry[]]>([
    ['a symbolic link', [{ ...good, mode: 0o120777 }]],
    ['a device', [{ ...good, mode: 0o020666 }]],
    ['a name twice', [good, { ...good, content: '[]' }]],
    ['an encrypted entry', [{ ...good, flags: 0x801 }]],
  ])('with %s is refused', async (_what, entries) => {
    expect(await codeOf(zipOf(entries))).toBe('artifact-unsafe');
  });

  it('with strong encryption is refused', async () => {
    expect(await codeOf(zipOf([{ ...good, flags: 0x841 }]))).toBe('artifact-damaged');
  });

  it('with more entries than reports need is refused before one is read', async () => {
    const many = Array.from({ length: 2_001 }, (_none, index) => ({ name: `file-${index}`, stored: true }));
    expect(await codeOf(zipOf(many))).toBe('artifact-too-large');
    expect((await unzip(zipOf(many.slice(1)), 'it')).size).toBe(2_000);
  });
});

describe('a zip bomb', () => {
  const zeros = Buffer.alloc(50_000_001);

  it('of one entry is refused, whatever its header claims', async () => {
    expect(await codeOf(zipOf([{ name: 'bomb', content: zeros }]))).toBe('artifact-too-large');
    expect(await codeOf(zipOf([{ name: 'bomb', content: zeros, claims: { bytes: 10 } }]))).toBe('artifact-too-large');
  });

  it('of several entries is refused at the sum', async () => {
    const part = zeros.subarray(0, 45_000_000);
    const entries = Array.from({ length: 5 }, (_none, index) => ({ name: `part-${index}`, content: part }));
    expect(await codeOf(zipOf(entries))).toBe('artifact-too-large');
  });

  it('of entries that share one stream is refused', async () => {
    const content = Buffer.alloc(1_000_000);
    const packedBytes = deflateRawSync(content).length;
    const kernel: ZipEntry = { name: 'kernel', content };
    const shares = Array.from({ length: 1_000 }, (_none, index): ZipEntry => ({
      name: `k${index}`,
      stored: true,
      method: 8,
      claims: { offset: 0, packedBytes, bytes: content.length, crc: crc32(content) },
    }));
    expect(await codeOf(zipOf([kernel, ...shares]))).toBe('artifact-unsafe');
  });
});
