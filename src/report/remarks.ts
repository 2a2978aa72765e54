import { describeProblem, type Problem, type ReportedProblem } from '../model/index.ts';
import type { Annotation } from './annotations.ts';
import type { Remark } from './workflow-command.ts';

/** What the log is told of. */
export interface LogContent {
  failing: boolean;
  headline: string;
  /** Of the report. */
  problems: ReportedProblem[];
  /** Worst first; none when a check run shows them already, for the page would show each twice. */
  annotations: Annotation[];
  /** What could not be published. */
  warnings: Problem[];
}

/** The remarks in order of weight: the verdict, what kept it from being better, what could not be said elsewhere. */
export function remarksOf({ failing, headline, problems, annotations, warnings }: LogContent): Remark[] {
  return [
    { level: failing ? 'error' : 'notice', title: 'Maturity', message: headline },
    ...problems.map((problem): Remark => ({
      level: failing ? 'error' : 'warning',
      message: problem.hint === null ? problem.message : `${problem.message} ${problem.hint}`,
      file: problem.path ?? undefined,
      line: problem.line ?? undefined,
    })),
    ...warnings.map((problem): Remark => ({ level: 'warning', message: describeProblem(problem) })),
    ...annotations.map(({ path, line, level, title, message }): Remark => ({
      level: level === 'failure' ? 'error' : level,
      title,
      message,
      file: path,
      line,
    })),
  ];
}
