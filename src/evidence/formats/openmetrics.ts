import { parsed, type Metric, type MetricsEvidence, type Problem } from '../../model/index.ts';
import type { Format, Head } from '../format.ts';
import { readLines } from '../lines.ts';

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const describing = new RegExp(`^#[ \\t]+(?:HELP|TYPE|UNIT)[ \\t]+${NAME}(?:[ \\t]|$)`);
const sampleStart = new RegExp(`^(${NAME})[ \\t]*`);
const label = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,|\})[ \t]*/y;
/** Value, then perhaps a timestamp, then perhaps an exemplar. */
const reading = /^[ \t]*(\S+)(?:[ \t]+-?[\d.]+(?:e[-+]?\d+)?)?[ \t]*(?:#[ \t]*\{.*)?$/i;
const decimal = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

/** Problems beyond these say nothing new. */
const SHOWN = 20;

/**
 * A scrape in the text formats of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/) and
 * OpenMetrics 1 (https://prometheus.io/docs/specs/om/open_metrics_spec/). A summary's quantiles are samples with the
 * label `quantile`; no quantile is computed from a histogram.
 */
export const format: Format<MetricsEvidence> = {
  id: 'openmetrics',
  title: 'OpenMetrics or Prometheus text',
  kind: 'metrics',
  produce: 'curl -sf "$SERVICE/metrics" > reports/metrics.txt',
  usualNames: ['**/*metrics*.txt', '**/*.prom', '**/*.openmetrics'],
  sniff: (head) => isExposition(head),
  async parse(source, path) {
    const found: Exposition = { metrics: [], units: new Map(), isOpenMetrics: false, endedAt: null, problems: [] };
    let last = { number: 0, ended: true };
    const stopped = await readLines(source, (line, number, ended) => {
      last = { number, ended };
      readLine(found, line, number, path);
    });
    if (stopped !== null)
      found.problems.push(problem('report-syntax', `Reading stopped: ${stopped.reason}`, path, stopped.line));
    if (last.number === 0) found.problems.push(problem('report-empty', 'The report is empty', path, 1));
    else if (!last.ended && found.endedAt === null) {
      found.problems.push(
        problem('report-truncated', 'The last line has no end: the report was cut off', path, last.number),
      );
    } else if (found.isOpenMetrics && found.endedAt === null) {
      found.problems.push(
        problem('report-truncated', 'OpenMetrics ends with "# EOF"; this report was cut off', path, last.number),
      );
    }
    const [first, ...more] = found.problems;
    if (first !== undefined) return { ok: false, problems: [first, ...more.slice(0, SHOWN - 1)] };
    const metrics = found.metrics.map((metric) => ({ ...metric, unit: unitOf(metric.name, found.units) }));
    return parsed({ kind: 'metrics', metrics, defects: [] });
  },
};

interface Exposition {
  metrics: Metric[];
  /** By metric family. */
  units: Map<string, string>;
  isOpenMetrics: boolean;
  endedAt: number | null;
  problems: Problem[];
}

/** Comments may be anything, so one that describes a metric is asked for, or a name that says what the file is. */
function isExposition({ path, text }: Head): boolean {
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  if (!first.startsWith('#') && !(sampleStart.test(first) && readSample(first) !== null)) return false;
  return (
    lines.some((line) => describing.test(line)) || (/\.(?:prom|openmetrics)$/i.test(path) && !first.startsWith('#'))
  );
}

function readLine(found: Exposition, line: string, number: number, path: string): void {
  if (found.endedAt !== null) {
    if (line !== '') found.problems.push(problem('report-syntax', 'Something stands behind "# EOF"', path, number));
    return;
  }
  if (/^#[ \t]*EOF[ \t]*$/.test(line)) {
    found.endedAt = number;
    return;
  }
  if (line.startsWith('#')) {
    const [, family, unit] = /^#[ \t]+UNIT[ \t]+(\S+)[ \t]+(\S+)[ \t]*$/.exec(line) ?? [];
    if (family === undefined || unit === undefined) return;
    found.isOpenMetrics = true;
    found.units.set(family, unit);
    return;
  }
  if (line.trim() === '') return;
  const sample = readSample(line);
  if (sample === null) found.problems.push(problem('report-syntax', 'This line is no sample', path, number));
  else found.metrics.push(sample);
}

function readSample(line: string): Metric | null {
  const start = sampleStart.exec(line);
  const name = start?.[1];
  if (start === null || name === undefined) return null;
  const read = readLabels(line, start[0].length);
  const text = read === null ? undefined : reading.exec(line.slice(read.end))?.[1];
  const value = text === undefined ? null : numberOf(text);
  return read === null || value === null ? null : { name, value, unit: null, labels: read.labels };
}

function readLabels(line: string, start: number): { labels: Map<string, string>; end: number } | null {
  const labels = new Map<string, string>();
  if (line[start] !== '{') return { labels, end: start };
  const empty = /^\{[ \t]*\}/.exec(line.slice(start))?.[0];
  if (empty !== undefined) return { labels, end: start + empty.length };
  label.lastIndex = start + 1;
  for (let pair = label.exec(line); pair !== null; pair = label.exec(line)) {
    const [, name = '', value = '', delimiter] = pair;
    if (labels.has(name)) return null;
    labels.set(
      name,
      value.replace(/\\(.)/g, (_escape, what: string) => (what === 'n' ? '\n' : what)),
    );
    if (delimiter === '}' || line[label.lastIndex] === '}') {
      return { labels, end: delimiter === '}' ? label.lastIndex : label.lastIndex + 1 };
    }
  }
  return null;
}

function numberOf(text: string): number | null {
  if (/^nan$/i.test(text)) return NaN;
  const infinite = /^([-+]?)inf(?:inity)?$/i.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  return decimal.test(text) ? Number(text) : null;
}

/** A family's unit is that of its samples, but not of those that count. */
function unitOf(name: string, units: Map<string, string>): string | null {
  const family = [name, name.replace(/_(?:total|sum)$/, '')].find((one) => units.has(one));
  return family === undefined ? null : (units.get(family) ?? null);
}

function problem(code: string, message: string, path: string, line: number): Problem {
  const hint = 'Expected a scrape in the text format of Prometheus or OpenMetrics.';
  return { code, message: `${message}.`, at: { path, line }, hint };
}
