import * as core from '@actions/core';
import type { Remark } from '../report/index.ts';

/** A runner keeps ten of each level a step. */
const MOST_OF_A_LEVEL = 10;

/** It cuts messages at 4,096 characters. */
const MOST_CHARACTERS = 4_000;

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
