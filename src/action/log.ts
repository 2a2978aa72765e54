import * as core from '@actions/core';
import { describeProblem, type Problem, type ReportedProblem } from '../model/index.ts';
import type { Annotation } from '../report/index.ts';

/** A runner keeps ten of each level a step. */
const MOST_OF_A_LEVEL = 10;

/** It cuts messages at 4,096 characters. */
const MOST_CHARACTERS = 4_000;

/** A line of the log that the runner makes an annotation of. */
export interface Remark {
  level: 'error' | 'warning' | 'notice';
  message: string;
  title?: string;
  file?: string;
  line?: number;
}

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

/**
 * Writes as many remarks of each level as the runner keeps, and how many more there are. Untrusted text stands only in
 * the data of commands, where the toolkit escapes it: there it can neither begin a command nor look like a compiler's output.
 */
export function writeRemarks(remarks: Remark[]): void {
  for (const level of ['error', 'warning', 'notice'] as const) {
    const ofLevel = remarks.filter((remark) => remark.level === level);
    for (const { message, title, file, line } of ofLevel.slice(0, MOST_OF_A_LEVEL)) {
      core[level](oneLine(message), { title: title && oneLine(title), file: file && oneLine(file), startLine: line });
    }
    const left = ofLevel.length - MOST_OF_A_LEVEL;
    if (left > 0) core.info(`… and ${left} more of level ${level}: the report has them all.`);
  }
}

/** The runner unescapes messages and prints them: line ends and control characters would begin lines of their own. */
function oneLine(text: string): string {
  return text.slice(0, MOST_CHARACTERS).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
