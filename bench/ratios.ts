/**
 * How long reading a report takes, as a ratio to the least that anyone could do with it: `node bench/ratios.ts`
 * The best of several runs counts, taken in turn.
 */
import { SaxesParser } from 'saxes';
import { formats } from '../src/evidence/index.ts';
import { coveragePy, junit, lcov } from './reports.ts';

const RUNS = 7;

type Chunks = Uint8Array[];
type Work = (chunks: Chunks) => unknown;

async function gather(source: AsyncIterable<Uint8Array>): Promise<Chunks> {
  const chunks: Chunks = [];
  for await (const chunk of source) chunks.push(chunk);
  return chunks;
}

async function* streamed(chunks: Chunks): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

/** Of the processor: other work on the machine counts for nothing. */
async function milliseconds(work: Work, chunks: Chunks): Promise<number> {
  const started = process.cpuUsage();
  await work(chunks);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function reading(id: string): Work {
  const format = formats.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return async (chunks) => {
    const read = await format.parse(streamed(chunks), 'report');
    if (!read.ok) throw new Error(read.problems[0].message);
  };
}

/** A pass of the XML parser that listens to elements and text, and does nothing. */
const bareXml: Work = (chunks) => {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let events = 0;
  parser.on('opentag', () => (events += 1));
  parser.on('closetag', () => (events += 1));
  parser.on('text', () => (events += 1));
  for (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  return events;
};

const bareJson: Work = (chunks) => JSON.parse(Buffer.concat(chunks).toString()) as unknown;

/** Decoding and cutting into lines. */
const bareLines: Work = (chunks) => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let lines = 0;
  for (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (text.charCodeAt(start) !== 0) lines += 1;
      start = end + 1;
    }
    rest = text.slice(start);
  }
  return lines;
};

async function compare(name: string, chunks: Chunks, work: Work, least: Work): Promise<void> {
  const best = { work: Infinity, least: Infinity };
  for (let run = 0; run < RUNS; run += 1) {
    best.least = Math.min(best.least, await milliseconds(least, chunks));
    best.work = Math.min(best.work, await milliseconds(work, chunks));
  }
  const size = (chunks.reduce((sum, chunk) => sum + chunk.length, 0) / 1e6).toFixed(0);
  console.log(
    `${name} (${size} MB): ${(best.work / best.least).toFixed(2)} (${best.work.toFixed(0)} / ${best.least.toFixed(0)} ms)`,
  );
}

await compare('junit / XML parser alone', await gather(junit(200_000)), reading('junit'), bareXml);
await compare('coverage-py / JSON.parse', await gather(coveragePy(5_000)), reading('coverage-py'), bareJson);
await compare('lcov / cutting into lines', await gather(lcov(2_500)), reading('lcov'), bareLines);
