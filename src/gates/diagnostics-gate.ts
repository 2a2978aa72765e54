import { z } from 'zod';
import type { Concern, Diagnostic, Finding, Severity } from '../model/index.ts';
import { known, nothingKnown } from './facts.ts';
import type { Example, Gate, Judgement } from './gate.ts';
import type { ComponentDiagnostics, Facts } from './known-facts.ts';
import { finding, unproven } from './judgement.ts';
import { someSays, type Phrase } from './language/phrases.ts';
import { namedIn } from './language/tools.ts';

const severities = ['note', 'warning', 'error'] as const;
/** More findings than this say nothing new; the rest is counted. */
const SHOWN_DIAGNOSTICS = 1000;

const params = (level: Severity) =>
  z.strictObject({
    level: z.enum(severities).default(level).describe('The mildest severity that fails the gate'),
    tools: z.array(z.string()).default([]).describe('Tools whose report must be among the evidence'),
  });
type Params = z.infer<ReturnType<typeof params>>;

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
export function diagnosticsGate({ concern, level, toolNames, phrases, ...meta }: DiagnosticsWords): Gate<Params> {
  return {
    meta: { ...meta, kind: 'change', proof: 'evidence' },
    needs: ['diagnostics'],
    params: params(level),
    recognise: ({ clauses, words }) => {
      if (!someSays(clauses, ...phrases)) return undefined;
      const tools = namedIn(words, toolNames);
      return tools.length === 0 ? {} : { tools };
    },
    strictest: (one, other) => ({
      level: severities[Math.min(severities.indexOf(one.level), severities.indexOf(other.level))] ?? 'note',
      tools: [...new Set([...one.tools, ...other.tools])],
    }),
    judge: (facts, demanded) => judgeDiagnostics(facts, concern, demanded),
    examples: examples(concern, level),
  };
}

/** Whether every report of the concern is clean in the component's files. */
export function judgeDiagnostics(facts: Facts, concern: Concern, { level, tools }: Params): Judgement {
  const expected =
    level === 'error'
      ? { errors: 0 }
      : level === 'warning'
        ? { errors: 0, warnings: 0 }
        : { errors: 0, warnings: 0, notes: 0 };
  const fact = facts.diagnostics[concern];
  if (fact.state !== 'known') return unproven(fact, expected);
  const { value, evidence, notes } = fact;
  const actual = countBySeverity(value);
  const counted = value.diagnostics.filter(({ severity }) => severities.indexOf(severity) >= severities.indexOf(level));
  const judged = { actual, expected, evidence };
  const offences = [...shown(counted), ...cutWarnings(value, level)];
  if (offences.length > 0) return { ...judged, status: 'fail', findings: [...offences, ...notes] };
  const absent = [...missingTools(value, tools), ...idleTools(value)];
  if (absent.length > 0) return { ...judged, status: 'missing', findings: [...absent, ...notes] };
  return { ...judged, status: 'pass', findings: [...scopeNotes(value), ...suppressionNotes(value), ...notes] };
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
  const present = new Set(tools.map(({ name }) => name));
  return demanded
    .filter((tool) => !present.has(tool))
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

function examples(concern: Concern, level: Severity): Example<Params>[] {
  const tool = { name: 'tool', filesAnalyzed: 3, unlistedWarnings: 0 };
  const report = (value: ComponentDiagnostics): Partial<Facts> => ({
    diagnostics: { ...nothingKnown.diagnostics, [concern]: known(value) },
  });
  const offence: Diagnostic = {
    rule: 'X1',
    severity: 'error',
    message: 'wrong',
    at: { path: 'src/cache/core.py', line: 3 },
  };
  const demanded = { level, tools: [] };
  return [
    {
      name: 'the report is clean',
      facts: report({ tools: [tool], diagnostics: [] }),
      params: demanded,
      status: 'pass',
    },
    {
      name: 'one error is one too many',
      facts: report({ tools: [tool], diagnostics: [offence] }),
      params: demanded,
      status: 'fail',
    },
    {
      name: 'a warning fails at the level "warning"',
      facts: report({ tools: [tool], diagnostics: [{ ...offence, severity: 'warning' }] }),
      params: { level: 'warning', tools: [] },
      status: 'fail',
    },
    {
      name: 'a warning passes at the level "error"',
      facts: report({ tools: [tool], diagnostics: [{ ...offence, severity: 'warning' }] }),
      params: { level: 'error', tools: [] },
      status: 'pass',
    },
    {
      name: 'a tool that looked at no file has proved nothing',
      facts: report({ tools: [{ ...tool, filesAnalyzed: 0 }], diagnostics: [] }),
      params: demanded,
      status: 'missing',
    },
    {
      name: 'the tool that the criterion names is not among the evidence',
      facts: report({ tools: [tool], diagnostics: [] }),
      params: { level, tools: ['other'] },
      status: 'missing',
    },
    { name: 'no report was found', facts: {}, params: demanded, status: 'missing' },
  ];
}
