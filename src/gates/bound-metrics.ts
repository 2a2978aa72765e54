import type { MeasuredMetric } from './known-facts.ts';

/** A metric as a target names it: `uptime`, or `http_request_duration_seconds{quantile="0.95"}` for some of its values. */
interface Selector {
  name: string;
  labels: Map<string, string>;
}

const selection = /^([^{}]+)\{([^{}]*)\}$/;

/**
 * The values that a target is bound to: of that very name, else of the name written with other capitals, dashes or spaces.
 * Nothing is guessed. Without labels the name means the values without labels, where there are any, for those are the whole.
 */
export function boundMetrics(metrics: MeasuredMetric[], wanted: string): MeasuredMetric[] {
  const exact = metrics.filter(({ name }) => name === wanted);
  const { name, labels } = exact.length > 0 ? { name: wanted, labels: new Map<string, string>() } : selectorOf(wanted);
  const named = exact.length > 0 ? exact : ofName(metrics, name);
  if (labels.size === 0) {
    const whole = named.filter((metric) => metric.labels.size === 0);
    return whole.length > 0 ? whole : named;
  }
  return named.filter((metric) => [...labels].every(([label, value]) => metric.labels.get(label) === value));
}

/** Names that a target can be bound to; a histogram's buckets are none. */
export function bindableNames(metrics: MeasuredMetric[]): string[] {
  const names = metrics.map(({ name }) => name).filter((name) => !name.endsWith('_bucket'));
  return [...new Set(names)].sort();
}

function selectorOf(wanted: string): Selector {
  const [, name, inside] = selection.exec(wanted.trim()) ?? [];
  if (name === undefined || inside === undefined) return { name: wanted, labels: new Map() };
  const pairs = inside.split(',').filter((pair) => pair.trim() !== '');
  const labels = pairs.map((pair): [string, string] => {
    const [label = '', ...value] = pair.split(/([=:])/);
    return [label.trim(), unquoted(value.slice(1).join('').trim())];
  });
  return { name: name.trim(), labels: new Map(labels) };
}

function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

function ofName(metrics: MeasuredMetric[], name: string): MeasuredMetric[] {
  const exact = metrics.filter((metric) => metric.name === name);
  return exact.length > 0 ? exact : metrics.filter((metric) => normalised(metric.name) === normalised(name));
}

function normalised(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[-_ ]+/g, '_');
}
