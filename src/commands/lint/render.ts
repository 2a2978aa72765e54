import { lintGithub } from './github.ts';
import { lintJson } from './json.ts';
import type { LintResult } from './result.ts';
import { lintTerminal } from './terminal.ts';

/** The formats of `lint`. */
export const lintFormats = ['terminal', 'json', 'github'] as const;

/** What lint found, in one of its formats. */
export function renderLint(
  result: LintResult,
  format: (typeof lintFormats)[number],
  view: { width: number; colour: boolean },
): string {
  if (format === 'json') return lintJson(result);
  return format === 'github' ? lintGithub(result) : lintTerminal(result, view);
}
