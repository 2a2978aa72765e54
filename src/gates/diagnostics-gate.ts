import type { Concern, Diagnostic, Finding, Severity } from '../model/index.ts';
import { diagnosticsExamples } from './diagnostics-examples.ts';
import { diagnosticsParams, severities, type DiagnosticsParams } from './diagnostics-params.ts';
import type { Gate, Judgement } from './gate.ts';
import type { ComponentDiagnostics, Facts, Known } from './known-facts.ts';
import { finding, unproven } from './judgement.ts';
import { someSays, type Phrase } from './language/phrases.ts';
import { namedIn } from './language/tools.ts';

/** More findings than this say nothing new; the rest is counted. */
const SHOWN_DIAGNOSTICS = 1000;

/** The part that differs between the gates that judge the diagnostics of one concern. */
export interface DiagnosticsWords {
  concern: Concern;
  /** The default of the parameter `level`. */
  level: Severity;
  id: string;
  order: number;
  title: string;
  claim: string;
  rationale: string;
  remediation: string;
  /** Tools of this concern, as criteria name them. */
  toolNames: string[];
  /** What criteria of this concern say. */
  phrases: readonly Phrase[];
}

/** A gate that asks that every report of a concern is clean in the component's files. */
export function diagnosticsGate({
  concern,
  level,
  toolNames,
  phrases,
  ...meta
}: DiagnosticsWords): Gate<DiagnosticsParams> {
  return {
    meta: { ...meta, kind: 'change', proof: 'evidence' },
    needs: ['diagnostics'],
    params: diagnosticsParams(level),
    comparesWithBaseline: ({ count }) => count === 'new',
    recognise: ({ clauses, words }) => {
      if (!someSays(clauses, ...phrases)) return undefined;
      const tools = namedIn(words, toolNames);
      return tools.length === 0 ? {} : { tools };
    },
    strictest: (one, other) => ({
      level: severities[Math.min(severities.indexOf(one.level), severities.indexOf(other.level))] ?? 'note',
      tools: [...new Set([...one.tools, ...other.tools])],
      count: one.count === 'new' ? other.count : one.count,
    }),
    judge: (facts, demanded) => judgeDiagnostics(facts, concern, demanded),
    examples: diagnosticsExamples(concern, { level, tools: [], count: 'all' }),
  };
}

/** Whether every report of the concern is clean in the component's files. */
export function judgeDiagnostics(facts: Facts, concern: Concern, params: DiagnosticsParams): Judgement {
  const { level, tools } = params;
  const expected =
    level === 'error'
      ? { errors: 0 }
      : level === 'warning'
        ? { errors: 0, warnings: 0 }
        : { errors: 0, warnings: 0, notes: 0 };
  const fact = facts.diagnostics[concern];
  if (fact.state !== 'known') return unproven(fact, expected);
  const compared = params.count === 'all' ? fact : withoutExisting(fact, facts.baseline.diagnostics[concern]);
  if (compared.state !== 'known') return { ...unproven(compared, expected), actual: countBySeverity(fact.value) };
  const { value, evidence, notes } = compared;
  const actual = countBySeverity(value);
  const counted = value.diagnostics.filter(({ severity }) => severities.indexOf(severity) >= severities.indexOf(level));
  const judged = { actual, expected, evidence };
  const offences = [...shown(counted), ...cutWarnings(value, level)];
  if (offences.length > 0) return { ...judged, status: 'fail', findings: [...offences, ...notes] };
  const absent = [...missingTools(value, tools), ...idleTools(value)];
  if (absent.length > 0) return { ...judged, status: 'missing', findings: [...absent, ...notes] };
  return { ...judged, status: 'pass', findings: [...scopeNotes(value), ...suppressionNotes(value), ...notes] };
}

/** The new findings only; where there are none at all, nothing has to be known of the baseline. */
function withoutExisting(
  fact: Extract<Known<ComponentDiagnostics>, { state: 'known' }>,
  existing: Known<Diagnostic[]>,
): Known<ComponentDiagnostics> {
  const { value } = fact;
  if (value.diagnostics.length === 0) return fact;
  if (existing.state !== 'known') return existing;
  const old = new Set(existing.value);
  const diagnostics = value.diagnostics.filter((diagnostic) => !old.has(diagnostic));
  const count = value.diagnostics.length - diagnostics.length;
  const note = finding('note', `${count} existing findings, which the baseline has too, are not counted.`);
  return {
    state: 'known',
    value: { ...value, diagnostics },
    evidence: [...fact.evidence, ...existing.evidence],
    notes: [...(count === 0 ? [] : [note]), ...existing.notes, ...fact.notes],
  };
}

function countBySeverity({ diagnostics }: ComponentDiagnostics): { errors: number; warnings: number; notes: number } {
  const count = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}

function shown(diagnostics: Diagnostic[]): Finding[] {
  const found = diagnostics
    .slice(0, SHOWN_DIAGNOSTICS)
    .map(({ rule, message, at }) => finding('fail', `${rule === null ? '' : `${rule}: `}${message}`, at));
  const rest = diagnostics.length - found.length;
  return rest > 0 ? [...found, finding('fail', `and ${rest} more`)] : found;
}

/** A list from which the tool left warnings out (`pyright --level error`) still counts them in its summary. */
function cutWarnings({ tools }: ComponentDiagnostics, level: Severity): Finding[] {
  if (level === 'error') return [];
  return tools
    .filter(({ unlistedWarnings }) => unlistedWarnings > 0)
    .map(({ name, unlistedWarnings }) =>
      finding('fail', `${name} counts ${unlistedWarnings} warnings more than it lists.`),
    );
}

function missingTools({ tools }: ComponentDiagnostics, demanded: string[]): Finding[] {
  // Some call an edition of theirs by a longer name: "semgrep oss".
  const isPresent = (tool: string): boolean => tools.some(({ name }) => name === tool || name.startsWith(`${tool} `));
  return demanded
    .filter((tool) => !isPresent(tool))
    .map((tool) => finding('fail', `The criterion names ${tool}, but no report of ${tool} is among the evidence.`));
}

function idleTools({ tools }: ComponentDiagnostics): Finding[] {
  return tools
    .filter(({ filesAnalyzed }) => filesAnalyzed === 0)
    .map(({ name }) =>
      finding('fail', `${name} looked at no file (filesAnalyzed is 0), so its clean report proves nothing.`),
    );
}

function scopeNotes({ tools }: ComponentDiagnostics): Finding[] {
  return tools
    .filter(({ filesAnalyzed }) => filesAnalyzed === null)
    .map(({ name }) => finding('note', `Scope unproven: the report of ${name} does not say which files it looked at.`));
}

function suppressionNotes({ tools }: ComponentDiagnostics): Finding[] {
  return tools
    .filter(({ suppressed }) => suppressed !== undefined && suppressed > 0)
    .map(({ name, suppressed }) =>
      finding('note', `The report of ${name} holds ${suppressed ?? 0} suppressed findings; they do not count.`),
    );
}
