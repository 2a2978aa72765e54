import { z } from 'zod';
import { parsed, unparsed, type Metric, type MetricsEvidence, type Problem } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { labels } from '../labels.ts';

/** A number travels as text, so that `NaN` and the infinities can. */
const reading = z.tuple([
  z.number(),
  z.string().regex(/^(?:NaN|[-+]?Inf|[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)$/i, 'expected a number as text'),
]);

const data = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: reading })),
  }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(reading) })),
  }),
  z.object({ resultType: z.literal('scalar'), result: reading }),
]);
type Data = z.infer<typeof data>;

const answer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data, warnings: z.array(z.string()).optional() }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

/**
 * The answer of Prometheus to a query: https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
 * A result without a name (`avg(…)`, a scalar) has the name of its file, up to the first dot.
 */
export const format: Format<MetricsEvidence> = {
  id: 'prometheus-query',
  title: 'Prometheus query result',
  kind: 'metrics',
  produce: `curl -sG "$PROMETHEUS/api/v1/query" --data-urlencode 'query=avg_over_time(up{job="shop"}[30d])' > reports/uptime_ratio.json`,
  usualNames: ['**/*prometheus*.json'],
  sniff: ({ text }) =>
    /^\s*\{\s*"status"\s*:\s*"(?:success|error)"/.test(text) && /"(?:resultType|errorType)"/.test(text),
  async parse(source, path) {
    const json = await readJson(source, path, answer, 'the answer of Prometheus to `/api/v1/query`');
    if (!json.ok) return json;
    if (json.value.status === 'error') return unparsed(refusal(json.value.error, path));
    const warnings = (json.value.warnings ?? []).map((message): Problem => ({
      code: 'query-warning',
      message: `Prometheus warns: ${message}`,
      at: { path },
    }));
    return parsed({ kind: 'metrics', metrics: metricsOf(json.value.data, stemOf(path)), defects: [] }, warnings);
  },
};

function metricsOf(answered: Data, fallback: string): Metric[] {
  if (answered.resultType === 'scalar') return [metricOf(new Map(), answered.result[1], fallback)];
  if (answered.resultType === 'vector') {
    return answered.result.map(({ metric, value }) => metricOf(metric, value[1], fallback));
  }
  return answered.result.flatMap(({ metric, values }) => values.map(([, text]) => metricOf(metric, text, fallback)));
}

function metricOf(own: Map<string, string>, text: string, fallback: string): Metric {
  const name = own.get('__name__') ?? fallback;
  const value = /inf/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
  return { name, value, unit: null, labels: new Map([...own].filter(([label]) => label !== '__name__')) };
}

function refusal(error: string, path: string): Problem {
  return {
    code: 'query-failed',
    message: `Prometheus refused the query: ${error}.`,
    at: { path, line: 1 },
    hint: 'Correct the query, and let a failing one fail the job (curl --fail).',
  };
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).split('.')[0] ?? '';
}
