import { z } from 'zod';
import { parsed, type MetricsEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { labels } from '../labels.ts';
import { earliest, originOf } from '../origin.ts';

const measured = z.strictObject({
  name: z.string().min(1),
  value: z.number(),
  unit: z.string().optional(),
  labels: labels.optional(),
  at: z.iso.datetime({ offset: true }).optional(),
});

const report = z.strictObject({ kind: z.literal('metrics'), metrics: z.array(measured) });

/** Measured values in the one shape of our own, for everything that has no format here; docs/evidence.md describes it. */
export const format: Format<MetricsEvidence> = {
  id: 'metrics-json',
  title: 'metrics (JSON)',
  kind: 'metrics',
  produce: `jq -n --argjson value "$UPTIME" '{kind: "metrics", metrics: [{name: "uptime", $value, unit: "%"}]}' > reports/metrics.json`,
  usualNames: ['**/*metrics*.json'],
  sniff: ({ text }) => /^\s*\{/.test(text) && /"kind"\s*:\s*"metrics"/.test(text) && /"metrics"\s*:\s*\[/.test(text),
  async parse(source, path) {
    const shape = '{kind: "metrics", metrics: [{name, value, unit?, labels?, at?}]}';
    const json = await readJson(source, path, report, shape);
    if (!json.ok) return json;
    const metrics = json.value.metrics.map((one) => ({
      name: one.name,
      value: one.value,
      unit: one.unit ?? null,
      labels: one.labels ?? new Map<string, string>(),
    }));
    const origin = originOf({ time: earliest(json.value.metrics.map(({ at }) => at)) });
    return parsed({ kind: 'metrics', ...origin, metrics, defects: [] });
  },
};
