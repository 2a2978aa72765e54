import { describe, expect, it } from '@jest/globals';
import { looksLikeDashboard, readDashboard } from '../../src/collect/grafana.ts';
import { looksLikeRules, readRules } from '../../src/collect/prometheus.ts';
import { seriesIn } from '../../src/collect/promql.ts';

describe('the series of a PromQL expression', () => {
  it.each([
    ['up == 0', ['up']],
    ['sum by (cache_label) (rate(cache_hits_total{job="cache_misses_total"}[5m])) > 0.5', ['cache_hits_total']],
    [
      'sum(errors_total) without (instance) / on (job) group_left (team) requests_total',
      ['errors_total', 'requests_total'],
    ],
    ['job:errors:rate5m and ignoring(x) absent(up offset 5m)', ['job:errors:rate5m', 'up']],
    ['{__name__="cache_hits_total", job="a"}', ['cache_hits_total']],
    ['rate($metric[$__rate_interval]) + bool_total > bool 1e3', ['bool_total']],
    ['cache_hits_total # not cache_misses_total', ['cache_hits_total']],
    ['topk(5, histogram_quantile(0.9, sum(latency_bucket) by (le)))', ['latency_bucket']],
    ['label_replace(up, "cache_hits", "$1", "x", \'(.*)\')', ['up']],
  ])('%s', (expression, series) => {
    expect(seriesIn(expression)).toEqual(series);
  });
});

const rules = `groups:
  - name: cache
    rules:
      - alert: CacheDown
        expr: up{job="cache"} == 0
      - record: job:hits:rate5m
        expr: rate(cache_hits_total[5m])
`;

describe('a file of Prometheus rules', () => {
  it('names its alerts, what it queries and what it records', () => {
    expect(looksLikeRules(rules)).toBe(true);
    expect(readRules(rules, 'a.yml')).toMatchObject({
      ok: true,
      value: { alerts: ['CacheDown'], series: ['up', 'job:hits:rate5m', 'cache_hits_total'], titles: [] },
    });
  });

  it('is also a PrometheusRule of Kubernetes, beside other documents', () => {
    const indented = rules.replace(/^/gm, '  ');
    const text = `kind: Service\n---\nkind: PrometheusRule\nspec:\n${indented}`;
    expect(readRules(text, 'a.yml')).toMatchObject({ ok: true, value: { alerts: ['CacheDown'] } });
  });

  it.each([
    ['of a syntax error', rules.replace('expr: up{', 'expr: "up{'), 5],
    ['of a rule without expression', rules.replace('        expr: up{job="cache"} == 0\n', ''), 4],
    ['of a rule that is an alert and a record', rules.replace('- record:', '- alert: A\n        record:'), 6],
    ['of groups that are no list', rules.replace('  - name: cache\n    rules:', '  rules:'), 2],
  ])('is refused with the line %s', (_name, text, line) => {
    expect(looksLikeRules(text)).toBe(true);
    const read = readRules(text, 'a.yml');
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'monitoring-syntax', at: { path: 'a.yml' } }] });
    expect(read.ok ? 0 : read.problems[0].at?.line).toBe(line);
  });

  it('is refused when its aliases grow without end', () => {
    const levels = Array.from({ length: 12 }, (_none, level) =>
      level === 0
        ? 'a0: &a0 [x, x]'
        : `a${level}: &a${level} [${Array<string>(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    );
    expect(readRules(`${levels.join('\n')}\n${rules}`, 'a.yml')).toMatchObject({ ok: false });
  });

  it.each([
    ['a deployment', 'kind: Deployment\nspec:\n  replicas: 2\n'],
    ['the configuration of Alertmanager', 'route:\n  group_by: [alertname]\ninhibit_rules: []\n'],
  ])('is not %s', (_name, text) => {
    expect(looksLikeRules(text)).toBe(false);
  });
});

const dashboard = {
  title: 'Cache',
  schemaVersion: 39,
  panels: [
    { title: 'Hit ratio', targets: [{ expr: 'cache_hits_total / cache_requests_total' }] },
    {
      type: 'row',
      title: 'Latency',
      panels: [{ title: 'p99', targets: [{ expr: 'latency_bucket' }, { query: 'x' }] }],
    },
    { type: 'text', title: 'About' },
    { title: 'Errors', targets: [{ expr: 'errors_total' }], alert: { name: 'Many errors' } },
  ],
};

describe('a Grafana dashboard', () => {
  it('names the series and titles of its panels, within rows too, and their alerts', () => {
    const text = JSON.stringify(dashboard);
    expect(looksLikeDashboard(text)).toBe(true);
    const read = readDashboard(text, 'a.json');
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(new Set(read.value.series)).toEqual(
      new Set(['cache_hits_total', 'cache_requests_total', 'latency_bucket', 'errors_total']),
    );
    expect(new Set(read.value.titles)).toEqual(new Set(['Hit ratio', 'p99', 'Errors']));
    expect(read.value.alerts).toEqual(['Many errors']);
  });

  it('is also the answer of the API, and one with rows of old', () => {
    expect(readDashboard(JSON.stringify({ meta: {}, dashboard }), 'a.json')).toMatchObject({ ok: true });
    const old = { title: 'Cache', schemaVersion: 6, rows: [{ panels: dashboard.panels.slice(0, 1) }] };
    expect(readDashboard(JSON.stringify(old), 'a.json')).toMatchObject({ ok: true, value: { titles: ['Hit ratio'] } });
  });

  it.each([
    ['cut off', JSON.stringify(dashboard, null, 2).slice(0, 300), 'not complete JSON'],
    ['without a title', JSON.stringify({ ...dashboard, title: undefined }), 'no dashboard: title'],
    [
      'nested without end',
      `{"title": "x", "schemaVersion": 1, "panels": ${'['.repeat(99)}${']'.repeat(99)}}`,
      'too deeply',
    ],
  ])('is refused when it is %s', (_name, text, why) => {
    expect(looksLikeDashboard(text)).toBe(true);
    const read = readDashboard(text, 'a.json');
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'monitoring-syntax', at: { path: 'a.json' } }] });
    expect(read.ok ? '' : read.problems[0].message).toContain(why);
  });
});
