import { z } from 'zod';
import { parsed, type Benchmark, type BenchmarkEvidence, type Metric } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { originOf } from '../origin.ts';

const time = z.number().nonnegative();

/** Times are in seconds whatever `--benchmark-time-unit` says; that only changes the table. Raw data may be there or not. */
const entry = z.object({
  name: z.string(),
  fullname: z.string(),
  stats: z.object({
    min: time,
    max: time,
    mean: time,
    stddev: time,
    median: time,
    iqr: time,
    rounds: z.int().nonnegative(),
    ops: z.number().nonnegative(),
  }),
});
type Entry = z.infer<typeof entry>;

const report = z.object({
  machine_info: z.object({}),
  /** `unknown` outside a repository. */
  commit_info: z.object({ id: z.unknown().optional() }).optional().catch(undefined),
  datetime: z.unknown().optional(),
  version: z.unknown().optional(),
  benchmarks: z.array(entry),
});

const timed = ['min', 'max', 'mean', 'stddev', 'median', 'iqr'] as const;

/**
 * The JSON of pytest-benchmark 3 and newer: https://pytest-benchmark.readthedocs.io/en/latest/usage.html#commandline-options
 * Compared are medians; a difference within the interquartile range is noise.
 */
export const format: Format<BenchmarkEvidence> = {
  id: 'pytest-benchmark',
  title: 'pytest-benchmark JSON',
  kind: 'benchmark',
  produce: 'pytest --benchmark-only --benchmark-json=reports/benchmark.json',
  usualNames: ['**/*benchmark*.json', '**/.benchmarks/**/*.json'],
  sniff: ({ text }) =>
    /^\s*\{/.test(text) &&
    /"machine_info"\s*:\s*\{/.test(text) &&
    /"(?:commit_info"\s*:\s*\{|benchmarks"\s*:\s*\[)/.test(text),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'the output of `pytest --benchmark-json`');
    if (!json.ok) return json;
    const { benchmarks, commit_info: commit, datetime: time, version } = json.value;
    const metrics = benchmarks.flatMap(metricsOf);
    const origin = originOf({ tool: 'pytest-benchmark', version, commit: commit?.id, time });
    return parsed({ kind: 'benchmark', ...origin, benchmarks: benchmarks.map(benchmarkOf), metrics, defects: [] });
  },
};

function benchmarkOf({ fullname, stats }: Entry): Benchmark {
  const [file = '', ...test] = fullname.split('::');
  return {
    name: fullname,
    value: stats.median,
    unit: 's',
    better: 'lower',
    spread: stats.iqr,
    samples: stats.rounds,
    reportedFile: test.length === 0 ? null : file,
  };
}

/** `test_get_median`…, with the full name as a label to tell two tests of one name apart. */
function metricsOf({ name, fullname, stats }: Entry): Metric[] {
  const labels = new Map([['benchmark', fullname]]);
  return [
    ...timed.map((statistic) => ({ name: `${name}_${statistic}`, value: stats[statistic], unit: 's', labels })),
    { name: `${name}_ops`, value: stats.ops, unit: 'operation/second', labels },
  ];
}
