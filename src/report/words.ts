import type { ComponentReport, ReportedProblem, Result, Status } from '../model/index.ts';
import { plainText } from './plain-text.ts';

/** The word for each status; it stands beside every symbol, so that nothing is told by a symbol or a colour alone. */
export const statusWords: Record<Status, string> = {
  pass: 'pass',
  fail: 'fail',
  missing: 'missing',
  error: 'error',
  waived: 'waived',
  'not-applicable': 'n/a',
};

/** `1 problem`, `2 problems`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `specs/cache.md:12`, plain text. */
export function placeText({ path, line }: { path: string; line: number | null }): string {
  return line === null ? plainText(path) : `${plainText(path)}:${line}`;
}

/** The id of a component, plain text. */
export function componentName(component: ComponentReport): string {
  return plainText(component.id, 80);
}

/** Whose word on the component this is, behind what else is said of it; empty for this run's. */
export function carriedText({ carried }: ComponentReport): string {
  return carried === null ? '' : `, taken from the report of ${plainText(carried.commit.slice(0, 12))}`;
}

/** What a component claims, aims at and has earned, as plain words. */
export function standingOf(component: ComponentReport): { declared: string; target: string; achieved: string } {
  return {
    declared: plainText(component.declaredStatus ?? 'no status'),
    target: plainText(component.targetStage ?? 'unknown'),
    achieved: plainText(component.achievedStage ?? 'none'),
  };
}

/** `Test coverage (staging)`, plain text. */
export function rowName(result: Result): string {
  return `${plainText(result.title, 120)} (${plainText(result.stage, 40)})`;
}

/** The message of a problem and how to mend it, plain text. */
export function problemText(problem: ReportedProblem): string {
  const hint = problem.hint === null ? '' : ` ${problem.hint}`;
  return plainText(`${problem.message}${hint}`, 600);
}
