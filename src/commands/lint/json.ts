import type { LintResult } from './result.ts';

/** The contract: `{problems: [{code, message, path, line, column, hint, severity}], criteria: [{text, path, line, stage, gates}]}`. */
export function lintJson({ problems, criteria }: LintResult): string {
  const document = {
    problems: problems.map(({ code, message, at, hint, severity }) => ({
      code,
      message,
      path: at?.path ?? null,
      line: at?.line ?? null,
      column: at?.column ?? null,
      hint: hint ?? null,
      severity,
    })),
    criteria: criteria.map(({ text, at, stage, gates }) => ({
      text,
      path: at.path,
      line: at.line ?? null,
      stage,
      gates,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
