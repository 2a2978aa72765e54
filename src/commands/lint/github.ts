import { workflowCommand } from '../../report/index.ts';
import type { LintProblem, LintResult } from './result.ts';

/** Workflow commands, from which the runner makes annotations; each in a line of its own, whatever the texts hold. */
export function lintGithub({ problems }: LintResult): string {
  return problems.map((problem) => `${commandOf(problem)}\n`).join('');
}

function commandOf({ severity, code, message, at, hint }: LintProblem): string {
  return workflowCommand({
    level: severity,
    title: code,
    message: hint === undefined ? message : `${message} ${hint}`,
    file: at?.path,
    line: at?.line,
    column: at?.column,
  });
}
