import type { Concern, Diagnostic } from '../model/index.ts';
import type { DiagnosticsParams } from './diagnostics-params.ts';
import { known, nothingKnown } from './facts.ts';
import type { Example } from './gate.ts';
import type { ComponentDiagnostics, Facts, Known } from './known-facts.ts';

type DiagnosticsExample = Example<DiagnosticsParams>;

const tool = { name: 'tool', filesAnalyzed: 3, unlistedWarnings: 0 };
const clean = { tools: [tool], diagnostics: [] };
const offence: Diagnostic = {
  rule: 'X1',
  severity: 'error',
  message: 'wrong',
  at: { path: 'src/cache/core.py', line: 3 },
};
const warning: Diagnostic = { ...offence, severity: 'warning' };

/** What a gate of diagnostics means, case by case. */
export function diagnosticsExamples(concern: Concern, demanded: DiagnosticsParams): DiagnosticsExample[] {
  return [...ofTheReport(concern, demanded), ...ofTheBaseline(concern, demanded)];
}

function reporting(concern: Concern, value: ComponentDiagnostics): Partial<Facts> {
  return { diagnostics: { ...nothingKnown.diagnostics, [concern]: known(value) } };
}

function ofTheReport(concern: Concern, demanded: DiagnosticsParams): DiagnosticsExample[] {
  const example = (
    name: string,
    value: ComponentDiagnostics,
    status: DiagnosticsExample['status'],
    own: Partial<DiagnosticsParams> = {},
  ): DiagnosticsExample => ({ name, facts: reporting(concern, value), params: { ...demanded, ...own }, status });
  const idle = { ...clean, tools: [{ ...tool, filesAnalyzed: 0 }] };
  return [
    example('the report is clean', clean, 'pass'),
    example('one error is one too many', { ...clean, diagnostics: [offence] }, 'fail'),
    example('a warning fails at the level "warning"', { ...clean, diagnostics: [warning] }, 'fail', {
      level: 'warning',
    }),
    example('a warning passes at the level "error"', { ...clean, diagnostics: [warning] }, 'pass', { level: 'error' }),
    example('a tool that looked at no file has proved nothing', idle, 'missing'),
    example('the tool that the criterion names is not among the evidence', clean, 'missing', { tools: ['other'] }),
    { name: 'no report was found', facts: {}, params: demanded, status: 'missing' },
  ];
}

function ofTheBaseline(concern: Concern, demanded: DiagnosticsParams): DiagnosticsExample[] {
  const example = (
    name: string,
    existing: Known<Diagnostic[]>,
    status: DiagnosticsExample['status'],
    own: Partial<DiagnosticsParams> = { count: 'new' },
    diagnostics = [offence],
  ): DiagnosticsExample => {
    const baseline = {
      ...nothingKnown.baseline,
      diagnostics: { ...nothingKnown.baseline.diagnostics, [concern]: existing },
    };
    const facts = { ...reporting(concern, { ...clean, diagnostics }), baseline };
    return { name, facts, params: { ...demanded, ...own }, status };
  };
  const none: Known<Diagnostic[]> = { state: 'missing', why: 'There is no baseline.' };
  return [
    example('of new findings only, one that the baseline has too', known([offence]), 'pass'),
    example('of new findings only, one that the baseline has not', known([]), 'fail'),
    example('of all findings, one that the baseline has too', known([offence]), 'fail', { count: 'all' }),
    example('of new findings only, without a baseline nobody knows which are new', none, 'missing'),
    example('where there is no finding at all no baseline is needed', none, 'pass', { count: 'new' }, []),
  ];
}
