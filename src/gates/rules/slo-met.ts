import { z } from 'zod';
import { formatThreshold, parseThresholds, type Threshold } from '../../model/index.ts';
import type { Criterion } from '../gate.ts';
import { unjudgedGate } from '../unjudged-gate.ts';

const target = z
  .string()
  .refine(
    (text) => parseThresholds(text).length === 1,
    'expected a comparator, a number and a unit, such as ">= 99.5 %"',
  );

const params = z.strictObject({
  metrics: z.record(z.string(), target).default({}).describe('Metric → target, such as `uptime: ">= 99.5 %"`'),
});
type Params = z.infer<typeof params>;

/** Words that name a service-level metric, and the name they are known by. */
const metricNames: [RegExp, string][] = [
  [/\b(uptime|availability)\b/, 'uptime'],
  [/\berror[- ]rate\b/, 'error_rate'],
  [/\b(recovery time|time to recover|mttr)\b/, 'recovery_time'],
  [/\bthroughput\b|\brequests?\/s/, 'throughput'],
  [/\b(response time|latency|p\d\d(\.\d+)?)\b/, 'latency'],
];

/** Targets that only time in operation can show. */
const operational = /uptime|availability|error_rate|recovery_time/;

export const gate = unjudgedGate<Params>({
  meta: {
    id: 'slo-met',
    order: 22,
    title: 'Service level met',
    claim: 'The measured value of the bound metric, in the target’s unit, meets the target.',
    rationale: 'A promise about speed or availability is kept or broken by measurement only.',
    remediation: 'Bring a metrics report and bind the target to its metric: <!-- gate: slo-met metric=NAME -->',
    kind: 'change',
    kindOf: ({ metrics }) => (Object.keys(metrics).some((name) => operational.test(name)) ? 'operation' : 'change'),
    proof: 'evidence',
  },
  needs: ['metrics'],
  params,
  recognise: (criterion) => {
    const name = metricOf(criterion);
    const [first] = criterion.thresholds;
    return name === null || first === undefined ? undefined : { metrics: { [name]: formatThreshold(first) } };
  },
  bind: ({ metric }, { thresholds: [first] }) =>
    metric === undefined || first === undefined ? {} : { metrics: { [metric]: formatThreshold(first) } },
  strictest: (one, other) => ({
    metrics: Object.fromEntries(
      [...new Set([...Object.keys(one.metrics), ...Object.keys(other.metrics)])].map((name) => [
        name,
        strictestTarget(one.metrics[name], other.metrics[name]),
      ]),
    ),
  }),
  identity: ({ metrics }) => Object.keys(metrics).sort().join(' '),
  split: ({ metrics }) => Object.entries(metrics).map(([name, wanted]) => ({ metrics: { [name]: wanted } })),
  example: { metrics: { uptime: '>= 99.5 %' } },
});

/** A known word, else (among the NFR targets, where every number is a target) the words before the number. */
function metricOf({ words, section }: Criterion): string | null {
  if (/\b(coverage|complexity|stability period)\b/.test(words)) return null;
  const known = metricNames.find(([pattern]) => pattern.test(words));
  if (known !== undefined) return qualified(words, known[1]);
  if (section !== 'nfr') return null;
  const before =
    /^[^<>≤≥=\d]*/
      .exec(words)?.[0]
      .replace(/[^a-z]+/g, '_')
      .replace(/^_|_$/g, '') ?? '';
  return before === '' ? 'unnamed' : before;
}

/** `p95` and `p99` of one latency are two metrics. */
function qualified(words: string, name: string): string {
  const percentile = /\bp\d\d(\.\d+)?\b/.exec(words)?.[0];
  return name === 'latency' && percentile !== undefined ? `${name}_${percentile}` : name;
}

function strictestTarget(one: string | undefined, other: string | undefined): string {
  if (one === undefined || other === undefined) return one ?? other ?? '';
  const [first] = parseThresholds(one);
  const [second] = parseThresholds(other);
  if (first === undefined || second === undefined || first.unit !== second.unit) return one;
  return isStricter(second, first) ? other : one;
}

function isStricter(one: Threshold, other: Threshold): boolean {
  return one.comparator.startsWith('>') ? one.value > other.value : one.value < other.value;
}
