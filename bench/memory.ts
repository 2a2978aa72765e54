/**
 * The most memory that reading a large report takes: `node bench/memory.ts lcov|junit [MEGABYTES]`
 * The report is made while it is read; what an empty process takes is in the figure.
 */
import { formats } from '../src/evidence/index.ts';
import { junit, lcov } from './reports.ts';

const [id = 'lcov', megabytes = '1000'] = process.argv.slice(2);
const bytes = Number(megabytes) * 1e6;
const source = id === 'junit' ? junit(Math.round(bytes / 125)) : lcov(Math.round(bytes / 16_200));

let read = 0;
let peak = 0;
async function* counted(): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    read += chunk.length;
    peak = Math.max(peak, process.memoryUsage.rss());
    yield chunk;
  }
}

const empty = process.memoryUsage.rss();
const started = performance.now();
const parsed = await formats.find((format) => format.id === id)?.parse(counted(), 'report');
const seconds = (performance.now() - started) / 1000;
peak = Math.max(peak, process.memoryUsage.rss());
if (parsed?.ok !== true) throw new Error(JSON.stringify(parsed));
const mega = (value: number): string => (value / 1e6).toFixed(0);
console.log(
  `${id}: ${mega(read)} MB read in ${mega(peak)} MB of memory (${mega(empty)} MB before), ${mega(read / seconds)} MB/s`,
);
