import type { Location, Problem } from '../../model/index.ts';

/** An error contradicts the specification or leaves it incomplete; a warning may be meant. */
export type Severity = 'error' | 'warning';

export interface LintProblem extends Problem {
  severity: Severity;
}

/** A line that demands something, and what it became. */
export interface LintedCriterion {
  /** Verbatim. */
  text: string;
  at: Location;
  /** The ladder's name; where the ladder has none, the word that the specification writes. */
  stage: string;
  /** The parameters are those that the line states. */
  gates: { id: string; params: Record<string, unknown> }[];
  /** Whether it only sums up other lines ("All quality gates pass") and makes no row of its own. */
  rollUp: boolean;
}

/** What lint found: problems by file and line, criteria by file in the order of the file. */
export interface LintResult {
  problems: LintProblem[];
  criteria: LintedCriterion[];
}

/** Problems of one severity. */
export function graded(severity: Severity, problems: Problem[]): LintProblem[] {
  return problems.map((problem) => ({ ...problem, severity }));
}
