import type { Diagnostic, DiagnosticsEvidence, Problem, Severity } from '../model/index.ts';

/**
 * Options shorten a tool's list, never its summary: a list longer than its summary has been tampered with. A list that lacks
 * errors is no proof that there are none; warnings that it lacks are for the gate to judge.
 */
export function summaryDefects(
  tool: string,
  diagnostics: Diagnostic[],
  declared: NonNullable<DiagnosticsEvidence['declared']>,
  path: string,
): Problem[] {
  const stated: Record<Severity, number> = {
    error: declared.errors,
    warning: declared.warnings,
    note: declared.notes,
  };
  return (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const listed = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (severity === 'error' ? listed === stated.error : listed <= stated[severity]) return [];
    const message = `The summary states ${stated[severity]} of severity ${severity}, the list holds ${listed}.`;
    return [
      { code: `${tool}-contradiction`, message, at: { path }, hint: `Let ${tool} write the whole report again.` },
    ];
  });
}
