import { formatThreshold, type Threshold } from '../../model/index.ts';
import type { Clause } from './clauses.ts';
import { someSays } from './phrases.ts';

/** What a metric is called in a line and in parameters, which way is good, and in which units it is measured. */
interface Level {
  name: string;
  words: RegExp;
  good: 'high' | 'low';
  units: RegExp;
  /** Where a number without a comparator is a measurement. */
  bare?: false;
}

const time = /^(?:ms|us|µs|ns|s|m|h|d|msec|sec|second|millisecond|minute|min|hour|hr|day)$/;
const share = /^(?:%|)$/;
const rate =
  /^(?:rps|qps|tps|rpm|[\w-]+\/(?:s|sec|second|m|min|minute|h|hour)|request|req|user|connection|transaction|message|event|session|)$/;
const size = /^(?:byte|[kmgt]i?b|%)$/;

const levels: Level[] = [
  { name: 'uptime', words: /\b(?:uptime|availability|available)\b/, good: 'high', units: /^%$/ },
  {
    name: 'error_rate',
    words: /\b(?:(?:error|failure|crash|5xx|http 5xx)[- ](?:rates?|ratio)|errors? \d|5xx(?: errors?)?)\b/,
    good: 'low',
    units: share,
  },
  {
    name: 'success_rate',
    words: /\b(?:success[- ](?:rate|ratio)|crash[- ]free(?: \w+)?)\b/,
    good: 'high',
    units: /^%$/,
    bare: false,
  },
  { name: 'error_budget', words: /\berror[- ]budgets?\b/, good: 'high', units: /^%$/ },
  {
    name: 'recovery_time',
    words: /\b(?:recovery time|time to (?:recover|recovery|restore)|mttr|rto|recover(?:s|ed)?|failover(?: time)?)\b/,
    good: 'low',
    units: time,
  },
  { name: 'recovery_point', words: /\b(?:recovery point|rpo|data loss)\b/, good: 'low', units: time },
  {
    name: 'throughput',
    words:
      /\b(?:throughput|rps|qps|tps|concurrent (?:\w+ )?(?:users|connections|requests|sessions|clients)|(?:requests|reqs?|queries|transactions|messages|events)(?: ?\/ ?| per )(?:s|sec|second|min|minute)\b)/,
    good: 'high',
    units: rate,
  },
  {
    name: 'latency',
    words:
      /\b(?:response[- ]times?|latency|latencies|p\d\d(?:\.\d+)?|(?:page|initial|query|request|processing|execution|render(?:ing)?|startup|start-?up|cold start|database|db|api|load|boot|first byte)[- ](?:load[- ])?times?|time to (?:first byte|interactive)|ttfb|tti|lcp|fcp|cold starts?|percentile|median)\b/,
    good: 'low',
    units: time,
  },
  {
    name: 'latency',
    words:
      /\b(?:operations?|requests|endpoints|queries|calls|pages?|responses?|api|commands|transactions|searches|dashboards?|app|application)\b.{0,60}\b(?:respond(?:s|ing)?|completes?|loads?|returns?|finish(?:es)?|execut\w+|process\w*|renders?|answers?|opens?|starts?)\b/,
    good: 'low',
    units: time,
  },
  { name: 'memory', words: /\b(?:memory|ram|heap|rss)\b/, good: 'low', units: size },
  { name: 'cpu', words: /\bcpu\b/, good: 'low', units: /^%$/ },
  { name: 'hit_rate', words: /\b(?:cache )?hit[- ](?:rates?|ratio)\b/, good: 'high', units: /^%$/ },
  { name: 'lighthouse', words: /\blighthouse\b/, good: 'high', units: /^$/ },
];

/** Words that make a number the condition of something else. */
const conditional =
  /(?:^| )(?:alerts?|alarms?|alerting|triggers?|paged|threshold alerts|rollback|rolls back|degrad\w+|dashboards? for|timeouts?|retry|retries|retention|regression|regressions|overhead|dropped|fell|rose|went|lowered|from \d\S*|reduced|improved|increase[ds]?|decrease[ds]?|coverage|complexity|test success rate|(?:tests?|build|ci|pipeline|deploy(?:ment)?|compile|lint)(?: \w+)? (?:time|times|duration))(?= |$)/;

const promise = {
  subject:
    '(?:defined |all |our |agreed |published )*(?:slos?|slas?|service[- ]levels?(?: (?:objectives?|agreements?|targets?))?|error[- ]budgets?)(?: targets?)?',
  states: ['met', 'passing'],
} as const;
const keeping =
  /\b(?:meets?|within|met|satisf(?:y|ies)|achieves?) (?:\w+ ){0,2}?(?:slos?|slas?|service levels?)(?![\w-])(?! (?:alert|dashboard|review|process))|\berror budgets? (?:is |are )?(?:not (?:exhausted|exceeded|burn\w+|consumed)|intact|remains?|remaining|available|healthy)|\bwithin (?:the )?error budget\b/;

/** The targets a line states, by metric; `null` where it promises service levels without a number, or none at all. */
export function demandedLevels(clauses: readonly Clause[]): Record<string, string> {
  return Object.fromEntries(clauses.flatMap((clause) => levelsIn(clause)));
}

/** Whether a line demands that service levels stated elsewhere are met: "Performance meets SLAs". */
export function demandsServiceLevels(clauses: readonly Clause[]): boolean {
  return someSays(clauses, promise) || clauses.some(({ words }) => keeping.test(words));
}

function levelsIn(clause: Clause): [string, string][] {
  const { words, thresholds, asideThresholds } = clause;
  if (conditional.test(words) || /~ ?\d/.test(words)) return [];
  for (const level of levels.filter((one) => one.words.test(words))) {
    if (thresholds.some((threshold) => isInverted(level, threshold))) return [];
    const own = thresholds.flatMap((threshold) => targetOf(level, threshold));
    const [target] = own.length > 0 ? own : asideThresholds.flatMap((threshold) => targetOf(level, threshold));
    if (target !== undefined) return [[qualified(level.name, `${words} ${clause.aside}`), formatThreshold(target)]];
  }
  return [];
}

/** The threshold as a target of the metric: in its unit, and not the wrong way round ("error rate > 5%" rolls back). */
function targetOf(level: Level, threshold: Threshold): Threshold[] {
  if (!level.units.test(threshold.unit) || isInverted(level, threshold)) return [];
  if (threshold.implied !== true) return [threshold];
  if (level.bare === false) return [];
  return [{ ...threshold, comparator: level.good === 'high' ? '>=' : '<=' }];
}

/** "latency above 500ms for 5 minutes" is the condition of something else. */
function isInverted({ good, units }: Level, { unit, implied, comparator }: Threshold): boolean {
  if (implied === true || comparator === '=' || !units.test(unit)) return false;
  return comparator.startsWith('>') !== (good === 'high');
}

/** `p95` and `p99` of one latency are two metrics. */
function qualified(name: string, words: string): string {
  if (name !== 'latency') return name;
  const percentile =
    /\bp(\d\d(?:\.\d+)?)\b/.exec(words)?.[1] ??
    /\b(\d\d(?:\.\d+)?)(?:th|%|st|nd|rd) (?:percentile|of (?:all )?(?:requests|queries|calls|responses))/.exec(
      words,
    )?.[1];
  return percentile === undefined ? name : `${name}_p${percentile}`;
}
