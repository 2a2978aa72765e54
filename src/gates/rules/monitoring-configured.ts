import picomatch from 'picomatch';
import { z } from 'zod';
import type { Finding, MonitoredName, MonitoringFile } from '../../model/index.ts';
import { known, nothingKnown } from '../facts.ts';
import type { Gate, Judgement } from '../gate.ts';
import type { Facts } from '../known-facts.ts';
import { finding, unproven } from '../judgement.ts';
import { bothLists, listIn } from '../lists.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const params = z.strictObject({
  files: z
    .array(z.string().min(1))
    .default([])
    .describe('Globs; each has to match a file of alert rules or a dashboard. Default: wherever they are found'),
});
type Params = z.infer<typeof params>;
type Read = Extract<MonitoringFile, { state: 'read' }>;

/** Of figures about something else than the running service. */
const otherFigures =
  /\b(?:quality|coverage|test|complexity|business|price|user-facing|customer|email|admin|analytics|trend|baseline|success|product|process)\b.*(?:metrics|dashboards?|tracking|alerts?|monitoring)$/;
const parts = '(?: (?:stack|system|rules|thresholds|solution|tools?))?';
const watched =
  '(?:monitoring|metrics?|grafana|datadog|kibana|cloudwatch|new relic|observability|latency|performance|slo|service|operational|ops|health|golden)';
const phrases: Phrase[] = [
  {
    subject: `(?:monitoring|observability|telemetry|alerting|(?:error|exception) tracking)${parts}`,
    states: ['observed'],
    unless: otherFigures,
  },
  {
    subject: `(?:alerts?|alarms?|monitors)${parts}|${watched} dashboards?`,
    states: ['active', 'tested'],
    unless: otherFigures,
  },
  { subject: 'dashboards?', states: ['active', 'tested'], opens: true },
  { subject: 'metrics(?: (?:endpoint|collection|export(?:er)?))?', states: ['emitted'], unless: otherFigures },
];

export const gate: Gate<Params> = {
  meta: {
    id: 'monitoring-configured',
    order: 18,
    title: 'Monitoring configured',
    claim: 'Every metric and alert that the specification declares is found in the alert and dashboard files.',
    rationale: 'What nobody watches fails unnoticed.',
    remediation: 'Keep Prometheus rules and Grafana dashboards in the repository.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['spec', 'files'],
  params,
  recognise: ({ clauses }) => (someSays(clauses, ...phrases) ? {} : undefined),
  bind: ({ files, ...rest }) => ({ ...rest, ...(files === undefined ? {} : { files: listIn(files) }) }),
  strictest: (one, other) => ({ files: bothLists(one.files, other.files) }),
  judge: ({ spec, monitoring }, { files }) => {
    const { metrics, alerts } = spec.monitoring;
    const expected = { metrics: metrics.map(({ name }) => name), alerts: alerts.map(({ name }) => name) };
    if (metrics.length + alerts.length === 0)
      return absent('The specification declares no metric to track and no alert.', expected);
    if (monitoring.state !== 'known') return unproven(monitoring, expected);
    const matches = files.map((glob) => ({ glob, isMatch: picomatch(glob, { dot: true, nocase: true }) }));
    const chosen =
      files.length === 0
        ? monitoring.value
        : monitoring.value.filter(({ path }) => matches.some(({ isMatch }) => isMatch(path)));
    const broken = chosen.flatMap((file) => (file.state === 'unreadable' ? file.problems : []));
    const evidence = chosen.flatMap((file) => (file.state === 'read' ? [file.provenance] : []));
    if (broken.length > 0) return unproven({ state: 'error', problems: broken, evidence }, expected);
    const idle = matches.find(({ isMatch }) => !chosen.some(({ path }) => isMatch(path)));
    if (idle !== undefined) return absent(`No alert rules and no dashboard match "${idle.glob}".`, expected);
    const read = chosen.filter((file): file is Read => file.state === 'read');
    const lost = [
      ...metrics.filter((metric) => !read.some((file) => hasMetric(file, metric))).map(lostMetric),
      ...alerts.filter((alert) => !read.some((file) => hasAlert(file, alert))).map(lostAlert),
    ];
    const found = metrics.length + alerts.length - lost.length;
    const actual = { found, lost: lost.length, files: read.map(({ path }) => path) };
    return { status: lost.length === 0 ? 'pass' : 'fail', actual, expected, findings: lost, evidence };
  },
  examples: [
    {
      name: 'the metric is queried and the alert has a rule',
      facts: monitored(
        [identifier('cache_hits_total')],
        [identifier('CacheDown')],
        file({ alerts: ['CacheDown'], series: ['cache_hits_total'] }),
      ),
      params: { files: [] },
      status: 'pass',
    },
    {
      name: 'a metric in words is the series or the panel of that name',
      facts: monitored(
        [words('Cache hits total'), words('Hit ratio')],
        [],
        file({ titles: ['Hit ratio'], series: ['cache_hits_total'] }),
      ),
      params: { files: [] },
      status: 'pass',
    },
    {
      name: 'a longer name is another metric',
      facts: monitored([identifier('cache_hits')], [], file({ series: ['cache_hits_total', 'app_cache_hits'] })),
      params: { files: [] },
      status: 'fail',
    },
    {
      name: 'an identifier is not found by its words',
      facts: monitored([identifier('cache_hits')], [], file({ titles: ['Cache hits'], series: ['Cache_hits'] })),
      params: { files: [] },
      status: 'fail',
    },
    {
      name: 'a panel is no alert',
      facts: monitored([], [words('Cache down')], file({ titles: ['Cache down'] })),
      params: { files: [] },
      status: 'fail',
    },
    {
      name: 'the specification declares neither metric nor alert',
      facts: monitored([], [], file({ alerts: ['CacheDown'] })),
      params: { files: [] },
      status: 'missing',
    },
    {
      name: 'there is neither an alert rule nor a dashboard',
      facts: { ...monitored([words('Hits')], [], file({})), monitoring: nothingKnown.monitoring },
      params: { files: [] },
      status: 'missing',
    },
    {
      name: 'a named file is not there',
      facts: monitored([], [identifier('CacheDown')], file({ alerts: ['CacheDown'] })),
      params: { files: ['ops/rules.yml'] },
      status: 'missing',
    },
    {
      name: 'a file of alert rules is broken',
      facts: monitored([], [identifier('CacheDown')], {
        state: 'unreadable',
        path: 'ops/rules.yml',
        problems: [{ code: 'monitoring-syntax', message: 'The file is not valid YAML.' }],
      }),
      params: { files: [] },
      status: 'error',
    },
  ],
};

function absent(why: string, expected: unknown): Judgement {
  return unproven({ state: 'missing', why }, expected);
}

/** A histogram's own name is never queried: its buckets are. */
function hasMetric({ series, titles }: Read, { name, identifier: exact }: MonitoredName): boolean {
  if (exact) return series.includes(name) || series.includes(`${name}_bucket`);
  return [...series, ...titles].some((one) => plain(one) === plain(name));
}

function hasAlert({ alerts }: Read, { name, identifier: exact }: MonitoredName): boolean {
  return exact ? alerts.includes(name) : alerts.some((alert) => plain(alert) === plain(name));
}

/** "High error rate", `high-error-rate` and `HighErrorRate` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_\s]+/g, '');
}

function lostMetric({ name, at }: MonitoredName): Finding {
  return finding('fail', `The metric "${name}" is in no alert rule and on no dashboard.`, at);
}

function lostAlert({ name, at }: MonitoredName): Finding {
  return finding('fail', `The alert "${name}" has no alert rule.`, at);
}

function identifier(name: string): MonitoredName {
  return { name, identifier: true, at: { path: 'specs/cache.md', line: 80 } };
}

function words(name: string): MonitoredName {
  return { ...identifier(name), identifier: false };
}

function file(names: Partial<Read>): Read {
  const path = 'monitoring/cache.yml';
  const provenance = { path, format: 'prometheus-rules', sha256: '', trust: 'self-reported' as const };
  return { state: 'read', path, provenance, alerts: [], series: [], titles: [], ...names };
}

function monitored(metrics: MonitoredName[], alerts: MonitoredName[], found: MonitoringFile): Partial<Facts> {
  return { spec: { ...nothingKnown.spec, monitoring: { metrics, alerts } }, monitoring: known([found]) };
}
