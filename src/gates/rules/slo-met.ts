import { z } from 'zod';
import { formatThreshold, parseThresholds, type Metric } from '../../model/index.ts';
import { known } from '../facts.ts';
import type { Criterion, Example, Gate } from '../gate.ts';
import { finding } from '../judgement.ts';
import { judgeTarget } from '../measured-target.ts';
import { stricterTarget } from '../stricter-target.ts';
import { demandedLevels, demandsServiceLevels } from '../language/service-levels.ts';

const target = z
  .string()
  .refine(
    (text) => parseThresholds(text).length === 1,
    'expected a comparator, a number and a unit, such as ">= 99.5 %"',
  );

const params = z.strictObject({
  metrics: z.record(z.string(), target).default({}).describe('Metric → target, such as `uptime: ">= 99.5 %"`'),
  operation: z
    .boolean()
    .default(false)
    .describe('Whether only time in operation can show it, whatever the metric is called'),
});
type Params = z.infer<typeof params>;

/** Targets that only time in operation can show. */
const operational = /uptime|availability|error_rate|recovery_time/;

export const gate: Gate<Params> = {
  meta: {
    id: 'slo-met',
    order: 22,
    title: 'Service level met',
    claim: 'The measured value of the bound metric, in the target’s unit, meets the target.',
    rationale: 'A promise about speed or availability is kept or broken by measurement only.',
    remediation: 'Bring a metrics report and bind the target to its metric: <!-- gate: slo-met metric=NAME -->',
    kind: 'change',
    kindOf: ({ metrics, operation }) =>
      operation || Object.keys(metrics).some(isOperational) ? 'operation' : 'change',
    proof: 'evidence',
  },
  needs: ['metrics', 'benchmark'],
  params,
  recognise: (criterion) => {
    const metrics = metricsOf(criterion);
    if (Object.keys(metrics).length > 0) return { metrics };
    return demandsServiceLevels(criterion.clauses) ? {} : undefined;
  },
  bind: ({ metric, ...others }, criterion) => {
    const [first] = criterion.thresholds;
    if (metric === undefined || first === undefined) return others;
    // "Uptime ≥99.5%" stays a promise about operation, whatever the metric that proves it is called.
    const operation = Object.keys(metricsOf(criterion)).some(isOperational) ? { operation: true } : {};
    return { ...others, ...operation, metrics: { [metric]: formatThreshold(first) } };
  },
  strictest: (one, other) => ({
    metrics: Object.fromEntries(
      [...new Set([...Object.keys(one.metrics), ...Object.keys(other.metrics)])].map((name) => [
        name,
        stricterTarget(one.metrics[name], other.metrics[name]),
      ]),
    ),
    operation: one.operation || other.operation,
  }),
  identity: ({ metrics }) => Object.keys(metrics).sort().join(' '),
  split: ({ metrics, operation }) =>
    Object.entries(metrics).map(([name, wanted]) => ({ metrics: { [name]: wanted }, operation })),
  judge: ({ metrics: facts }, { metrics }) => {
    const [first, ...more] = Object.entries(metrics);
    const [wanted] = parseThresholds(first?.[1] ?? '');
    if (first !== undefined && wanted !== undefined && more.length === 0) return judgeTarget(facts, first[0], wanted);
    const why = 'The line names no metric and number to judge: <!-- gate: slo-met metric=NAME --> behind one number.';
    return { status: 'missing', actual: null, expected: metrics, findings: [finding('fail', why)], evidence: [] };
  },
  examples: examples(),
};

function isOperational(name: string): boolean {
  return operational.test(name);
}

/** The metrics that the words name; among the NFR targets, where every number is a target, at least one. */
function metricsOf({ words, clauses, thresholds, section }: Criterion): Record<string, string> {
  const named = demandedLevels(clauses);
  const [first] = thresholds;
  if (Object.keys(named).length > 0 || section !== 'nfr' || first === undefined) return named;
  if (/\b(?:coverage|complexity|stability period)\b/.test(words)) return {};
  const before =
    /^[^<>=\d]*/
      .exec(words)?.[0]
      .replace(/[^a-z]+/g, '_')
      .replace(/^_|_$/g, '') ?? '';
  return { [before === '' ? 'unnamed' : before]: formatThreshold(first) };
}

function examples(): Example<Params>[] {
  const report = { path: 'reports/metrics.json', format: 'metrics-json', sha256: '', trust: 'self-reported' as const };
  const measured = (name: string, value: number, unit: string | null, labels: Metric['labels'] = new Map()) => ({
    name,
    value,
    unit,
    labels,
    report,
  });
  const example = (
    name: string,
    status: Example<Params>['status'],
    wanted: [metric: string, target: string],
    ...metrics: ReturnType<typeof measured>[]
  ): Example<Params> => ({
    name,
    facts: metrics.length === 0 ? {} : { metrics: known(metrics) },
    params: { metrics: { [wanted[0]]: wanted[1] }, operation: false },
    status,
  });
  const uptime: [string, string] = ['uptime', '>= 99.5 %'];
  const latency: [string, string] = ['latency_p95', '< 200 ms'];
  const quantile = (value: string) => new Map([['quantile', value]]);
  return [
    example('a ratio of 0.9973 meets 99.5 %', 'pass', uptime, measured('uptime', 0.9973, 'ratio')),
    example('99.49 % does not meet 99.5 %', 'fail', uptime, measured('uptime', 99.49, '%')),
    example('exactly 99.5 % meets at least 99.5 %', 'pass', uptime, measured('uptime', 0.995, 'ratio')),
    example('exactly 200 ms is not less than 200 ms', 'fail', latency, measured('latency_p95', 0.2, 's')),
    example('a name counts however it is written', 'pass', latency, measured('Latency-P95', 187, 'ms')),
    example('no metric of that name is known', 'missing', uptime, measured('latency_p95', 187, 'ms')),
    example('no report of metrics was found', 'missing', uptime),
    example('NaN is no measurement', 'error', latency, measured('latency_p95', NaN, 's')),
    example('bytes are no time', 'error', latency, measured('latency_p95', 187, 'bytes')),
    example('a share of unknown unit may be a ratio or a percentage', 'error', uptime, measured('uptime', 99.9, null)),
    example(
      'of several values the worst counts',
      'fail',
      ['latency_seconds', '< 200 ms'],
      measured('latency_seconds', 0.1, null, quantile('0.5')),
      measured('latency_seconds', 0.3, null, quantile('0.99')),
    ),
    example(
      'labels tell which value is meant',
      'pass',
      ['latency_seconds{quantile="0.5"}', '< 200 ms'],
      measured('latency_seconds', 0.1, null, quantile('0.5')),
      measured('latency_seconds', 0.3, null, quantile('0.99')),
    ),
  ];
}
