import { z } from 'zod';
import { parsed, type Benchmark, type BenchmarkEvidence, type Metric } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';

/** One metric of a run, whatever the shape of the file. */
interface Summed {
  name: string;
  /** `time`, `data`, `default`; the old export does not say. */
  contains: string;
  values: Map<string, number>;
}

const numbers = z.record(z.string(), z.unknown());
const described = z.object({ type: z.string(), contains: z.string(), values: numbers });
/** `--new-machine-readable-summary` of k6 1.5, the default of 2.x. */
const listed = z.object({
  config: z.object({ duration: z.number().nonnegative() }),
  results: z.object({
    metrics: z.array(described.extend({ name: z.string() })),
    checks: z.object({ metrics: z.array(described.extend({ name: z.string() })).nullish() }).nullish(),
  }),
});
/** What `handleSummary` is given, or `--summary-export` writes: there the values stand in the metric itself. */
const keyed = z.object({ metrics: z.record(z.string(), z.union([described, numbers])) });
const report = z.union([listed, keyed]);
type Report = z.infer<typeof report>;

/** Trends that k6 measures itself, in milliseconds. */
const builtInTimes =
  /^(?:http_req_\w+|iteration_duration|group_duration|grpc_req_duration|ws_(?:connecting|session_duration|ping))(?:\{|$)/;
const builtInData = /^data_(?:sent|received)(?:\{|$)/;
const singular = new Map([
  ['http_reqs', 'request'],
  ['iterations', 'iteration'],
]);

/**
 * The summary at the end of a k6 run, in each of its three shapes: `--summary-export`, the data of `handleSummary`
 * (https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/) and the machine-readable one.
 * Statistics become metrics of their own: `http_req_duration_p95`, `http_reqs_rate`, `http_req_failed`.
 */
export const format: Format<BenchmarkEvidence> = {
  id: 'k6-summary',
  title: 'k6 summary',
  kind: 'benchmark',
  produce: 'k6 run --summary-export=reports/k6-summary.json script.js',
  usualNames: ['**/k6*.json'],
  sniff: ({ text }) => {
    if (!/^\s*\{/.test(text)) return false;
    if (/"(?:root_group|k6Version)"\s*:/.test(text)) return true;
    return /"metrics"\s*:\s*\{/.test(text) && /"(?:iterations|iteration_duration|vus_max)"\s*:\s*\{/.test(text);
  },
  async parse(source, path) {
    const json = await readJson(
      source,
      path,
      report,
      'the summary of `k6 run --summary-export`, or of `handleSummary`',
    );
    if (!json.ok) return json;
    const summed = summedOf(json.value);
    const metrics = summed.flatMap(metricsOf);
    return parsed({
      kind: 'benchmark',
      benchmarks: summed.flatMap((one) => compared(one, summed)),
      metrics,
      defects: [],
    });
  },
};

function summedOf(found: Report): Summed[] {
  if ('results' in found) {
    const { metrics, checks } = found.results;
    return [...metrics, ...(checks?.metrics ?? [])].map(({ name, contains, values }) => ({
      name,
      contains,
      values: withRates(numeric(values), found.config.duration),
    }));
  }
  return Object.entries(found.metrics).map(([name, metric]) => {
    const isDescribed = described.safeParse(metric);
    if (isDescribed.success)
      return { name, contains: isDescribed.data.contains, values: numeric(isDescribed.data.values) };
    const contains = builtInTimes.test(name) ? 'time' : builtInData.test(name) ? 'data' : '';
    return { name, contains, values: numeric(metric) };
  });
}

/** The newest shape counts without saying how often a second, and gives totals instead of failures. */
function withRates(values: Map<string, number>, seconds: number): Map<string, number> {
  const count = values.get('count');
  const [matches, total] = [values.get('matches'), values.get('total')];
  if (count !== undefined && seconds > 0) values.set('rate', count / seconds);
  if (matches !== undefined && total !== undefined) values.set('passes', matches).set('fails', total - matches);
  return values;
}

/** Thresholds and other things stand beside the numbers in the old export. */
function numeric(values: Record<string, unknown>): Map<string, number> {
  return new Map(
    Object.entries(values).flatMap(([key, value]): [string, number][] =>
      typeof value === 'number' ? [[key, value]] : [],
    ),
  );
}

/** A rate is the share of what held; the old export calls it `value`, as it calls a gauge's. */
function isShare(values: Map<string, number>): boolean {
  return values.has('passes') && values.has('fails');
}

/** A share and a gauge have one value that needs no other name than the metric's. */
function metricsOf(summed: Summed): Metric[] {
  const { values } = summed;
  const { name, labels } = named(summed.name);
  return [...values].flatMap(([statistic, value]) => {
    const share = isShare(values) && (statistic === 'rate' || statistic === 'value');
    const suffix = share ? 'rate' : statistic.replace(/^p\((.+)\)$/, 'p$1');
    const metric = { value, unit: share ? 'ratio' : unitOf(summed, statistic), labels };
    const full = { ...metric, name: `${name}_${suffix}` };
    return share || statistic === 'value' ? [{ ...metric, name }, full] : [full];
  });
}

/** `http_req_duration{expected_response:true}` is the metric for some of the requests. */
function named(written: string): { name: string; labels: Map<string, string> } {
  const brace = written.indexOf('{');
  if (brace < 0) return { name: written, labels: new Map() };
  const pairs = written.slice(brace + 1, -1).split(',');
  const labels = pairs.map((pair): [string, string] => {
    const colon = pair.indexOf(':');
    return [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
  });
  return { name: written.slice(0, brace), labels: new Map(labels) };
}

/** Times are in milliseconds in every shape. `null` for what a script counts or measures itself without saying in what. */
function unitOf({ name, contains, values }: Summed, statistic: string): string | null {
  if (isShare(values)) return '';
  const isCounter = values.has('count') && values.has('rate');
  const counted = contains === 'data' ? 'byte' : (singular.get(named(name).name) ?? '');
  if (isCounter) return statistic === 'rate' ? (counted === '' ? null : `${counted}/second`) : counted;
  if (statistic === 'count') return '';
  return contains === 'time' ? 'ms' : contains === 'data' ? 'byte' : null;
}

/** Parts of a request that its duration holds already, or that depend on the network alone. */
const parts = /^http_req_(?:blocked|connecting|tls_handshaking|sending|waiting|receiving)$/;

/**
 * What is compared with an earlier run: median and 95th percentile of times, requests and iterations a second, failed
 * requests and checks. Whether more of what a script counts itself is better, nobody knows.
 */
function compared({ name, contains, values }: Summed, all: Summed[]): Benchmark[] {
  const figure = (suffix: string, value: number | undefined, own: Partial<Benchmark>): Benchmark[] =>
    value === undefined ? [] : [{ ...unnamed, name: `${name}_${suffix}`, value, unit: 'ms', better: 'lower', ...own }];
  if (contains === 'time' && !parts.test(name) && values.has('med')) {
    const samples = countOf(name, all);
    return [...figure('med', values.get('med'), { samples }), ...figure('p95', values.get('p(95)'), { samples })];
  }
  if (singular.has(name)) {
    return figure('rate', values.get('rate'), { unit: `${singular.get(name) ?? ''}/second`, better: 'higher' });
  }
  const isCheck = name === 'checks' || name === 'checks_succeeded';
  if (name !== 'http_req_failed' && !isCheck) return [];
  // The newest shape has another word for the share of checks that held.
  const own = { ...sampled(values), ...(isCheck ? { name: 'checks_rate', better: 'higher' as const } : {}) };
  return figure('rate', values.get('rate') ?? values.get('value'), { unit: 'ratio', ...own });
}

const unnamed = { spread: null, samples: null, reportedFile: null };

/** A trend says how often it was measured only if asked to; requests and iterations are counted anyway. */
function countOf(trend: string, all: Summed[]): number | null {
  const counters = new Map([
    ['http_req_duration', 'http_reqs'],
    ['iteration_duration', 'iterations'],
  ]);
  const count = (name: string): number | undefined => all.find((one) => one.name === name)?.values.get('count');
  return count(trend) ?? count(counters.get(trend) ?? '') ?? null;
}

/** Half of the 95 % interval of a share (Agresti and Coull 1998), which is above zero for 0 of few. */
function sampled(values: Map<string, number>): Pick<Benchmark, 'spread' | 'samples'> {
  const [passes, fails] = [values.get('passes'), values.get('fails')];
  if (passes === undefined || fails === undefined) return { spread: null, samples: null };
  const size = passes + fails + 4;
  const share = (passes + 2) / size;
  return { spread: 2 * Math.sqrt((share * (1 - share)) / size), samples: passes + fails };
}
