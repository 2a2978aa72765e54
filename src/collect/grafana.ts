import { z } from 'zod';
import { parsed, unparsed, type Parsed, type Problem } from '../model/index.ts';
import type { MonitoringNames } from './prometheus.ts';
import { seriesIn } from './promql.ts';

/** Panels within rows: https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/ */
interface Panel {
  title?: string | null;
  targets?: { expr?: string | null }[] | null;
  /** Up to Grafana 8. */
  alert?: { name?: string | null } | null;
  panels?: Panel[] | null;
}

const panel: z.ZodType<Panel> = z.lazy(() =>
  z.object({
    title: z.string().nullish(),
    targets: z.array(z.object({ expr: z.string().nullish() })).nullish(),
    alert: z.object({ name: z.string().nullish() }).nullish(),
    panels: z.array(panel).nullish(),
  }),
);
const dashboard = z.object({
  title: z.string(),
  panels: z.array(panel).optional(),
  /** Up to Grafana 4. */
  rows: z.array(z.object({ panels: z.array(panel).optional() })).optional(),
});
/** As the API answers it, and as it is sent there. */
const wrapped = z.object({ dashboard });

/** Brackets within each other; a real dashboard has a dozen. */
const MAXIMUM_DEPTH = 60;

/** Whether a JSON text is meant as a dashboard, well-formed or not. */
export function looksLikeDashboard(text: string): boolean {
  const hasKey = (key: string): boolean => new RegExp(`"${key}"\\s*:`).test(text);
  if (hasKey('panels')) return hasKey('schemaVersion') || hasKey('targets');
  return hasKey('rows') && hasKey('schemaVersion') && hasKey('targets');
}

/** Reads the JSON model of a Grafana dashboard. */
export function readDashboard(text: string, path: string): Parsed<MonitoringNames> {
  const value = parseJson(text, path);
  if (!value.ok) return value;
  const isWrapped = typeof value.value === 'object' && value.value !== null && 'dashboard' in value.value;
  if (depthOf(text) > MAXIMUM_DEPTH) return unparsed(problem(path, 1, 'nested too deeply'));
  const shape = isWrapped ? wrapped.safeParse(value.value) : dashboard.safeParse(value.value);
  if (!shape.success) {
    const [issue] = shape.error.issues;
    return unparsed(problem(path, 1, `no dashboard: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
  }
  const { panels = [], rows = [] } = 'dashboard' in shape.data ? shape.data.dashboard : shape.data;
  return parsed(namesIn([...panels, ...rows.flatMap((row) => row.panels ?? [])]));
}

function namesIn(panels: Panel[]): MonitoringNames {
  const names: MonitoringNames = { alerts: [], series: [], titles: [] };
  const open = [...panels];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const queries = (one.targets ?? []).flatMap(({ expr }) => expr ?? []);
    names.series.push(...queries.flatMap(seriesIn));
    // A row or a text has a title too, but shows no metric.
    if (queries.length > 0 && typeof one.title === 'string') names.titles.push(one.title);
    if (typeof one.alert?.name === 'string') names.alerts.push(one.alert.name);
    open.push(...(one.panels ?? []));
  }
  return names;
}

function parseJson(text: string, path: string): Parsed<unknown> {
  try {
    return parsed(JSON.parse(text) as unknown);
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    const before = text.trimEnd().slice(0, position === undefined ? undefined : Number(position));
    return unparsed(problem(path, before.split('\n').length, 'not complete JSON'));
  }
}

/** How deep the brackets of a JSON text go. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of text.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[\]{}]/g)) {
    depth += mark === '{' || mark === '[' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function problem(path: string, line: number, what: string): Problem {
  return {
    code: 'monitoring-syntax',
    message: `The dashboard can't be read, it is ${what}.`,
    at: { path, line },
    hint: 'Export it from Grafana again, as JSON.',
  };
}
