import { isNode, LineCounter, parseAllDocuments, type Document } from 'yaml';
import { z } from 'zod';
import { parsed, unparsed, type Parsed, type Problem } from '../model/index.ts';
import { seriesIn } from './promql.ts';

/** Names that a file of rules or a dashboard holds. */
export interface MonitoringNames {
  alerts: string[];
  series: string[];
  titles: string[];
}

const rule = z
  .object({ alert: z.string().optional(), record: z.string().optional(), expr: z.union([z.string(), z.number()]) })
  .refine((one) => (one.alert === undefined) !== (one.record === undefined), 'a rule is an alert or a record');
const groups = z.array(z.object({ name: z.string(), rules: z.array(rule).nullish() }));
const file = z.object({ groups });
/** The same within Kubernetes: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule */
const resource = z.object({ kind: z.literal('PrometheusRule'), spec: z.object({ groups: groups.nullish() }) });

/** More nodes than this made of aliases is an attack. */
const MAXIMUM_ALIASES = 100;
const MAXIMUM_PROBLEMS = 20;

/** Whether a text is meant as alerting or recording rules, well-formed or not. */
export function looksLikeRules(text: string): boolean {
  const hasKey = (key: string): boolean => new RegExp(`(?:^|[\\s"{,])${key}"?[ \\t]*:`).test(text);
  return hasKey('groups') && hasKey('rules') && (hasKey('alert') || hasKey('record'));
}

/** Reads Prometheus rules: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export function readRules(text: string, path: string): Parsed<MonitoringNames> {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter, uniqueKeys: true });
  const read = (Array.isArray(documents) ? documents : []).map((document) => readDocument(document, path, counter));
  const [first, ...rest] = read.flatMap((one) => (one.ok ? [] : one.problems));
  if (first !== undefined) return unparsed(first, ...rest.slice(0, MAXIMUM_PROBLEMS));
  const rules = read.flatMap((one) => (one.ok ? one.value : []));
  return parsed({
    alerts: rules.flatMap(({ alert }) => alert ?? []),
    series: rules.flatMap(({ record, expr }) => [...(record === undefined ? [] : [record]), ...seriesIn(String(expr))]),
    titles: [],
  });
}

/** The rules of one document; other documents may stand in the same file. */
function readDocument(document: Document, path: string, counter: LineCounter): Parsed<z.infer<typeof rule>[]> {
  const lineAt = (offset: number): number => counter.linePos(offset).line;
  const [error] = document.errors;
  if (error !== undefined)
    return unparsed(problem(path, lineAt(error.pos[0]), `not valid YAML: ${error.message.split('\n')[0] ?? ''}`));
  const value = valueOf(document);
  if (value === undefined) return unparsed(problem(path, 1, 'made of aliases without end'));
  const shape = shapeOf(value);
  if (shape === null) return parsed([]);
  const read = shape.safeParse(value);
  if (read.success) {
    const found = 'spec' in read.data ? read.data.spec.groups : read.data.groups;
    return parsed((found ?? []).flatMap(({ rules }) => rules ?? []));
  }
  const [first, ...rest] = read.error.issues.map((issue) =>
    problem(path, lineAt(startOf(document, issue.path)), `no file of rules: ${issue.path.join('.')}: ${issue.message}`),
  );
  return unparsed(first ?? problem(path, 1, 'no file of rules'), ...rest);
}

/** What a document has to look like, if it is meant as rules. */
function shapeOf(value: unknown): typeof file | typeof resource | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('kind' in value) return value.kind === 'PrometheusRule' ? resource : null;
  return 'groups' in value ? file : null;
}

/** `undefined` when aliases would blow it up. */
function valueOf(document: Document): unknown {
  try {
    return (document.toJS({ maxAliasCount: MAXIMUM_ALIASES }) ?? null) as unknown;
  } catch {
    return undefined;
  }
}

/** Where the deepest part of a path that exists begins. */
function startOf(document: Document, path: PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function problem(path: string, line: number, what: string): Problem {
  return {
    code: 'monitoring-syntax',
    message: `The alert rules can't be read, they are ${what}.`,
    at: { path, line },
    hint: 'Check them by `promtool check rules`.',
  };
}
