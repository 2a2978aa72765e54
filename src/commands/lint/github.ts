import { plainText } from '../../report/index.ts';
import type { LintProblem, LintResult } from './result.ts';

/** The runner cuts messages at 4,096 characters. */
const MOST_CHARACTERS = 4_000;

/** Workflow commands, from which the runner makes annotations; each in a line of its own, whatever the texts hold. */
export function lintGithub({ problems }: LintResult): string {
  return problems.map((problem) => `${commandOf(problem)}\n`).join('');
}

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message */
function commandOf({ severity, code, message, at, hint }: LintProblem): string {
  const properties = { file: at?.path, line: at?.line, col: at?.column, title: code };
  const stated = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${severity} ${stated.join(',')}::${escapeData(hint === undefined ? message : `${message} ${hint}`)}`;
}

/** As the runner decodes it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return plainText(text, MOST_CHARACTERS).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
