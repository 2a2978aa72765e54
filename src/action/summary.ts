import * as core from '@actions/core';
import { describeProblem, type Problem } from '../model/index.ts';
import { escapeMarkdown } from '../report/index.ts';
import type { Inputs } from './inputs.ts';
import { writeRemarks } from './log.ts';

/** A job summary may have 1 MiB; beyond it nothing is shown. */
export const SUMMARY_BYTES = 1_000_000;

/** Appends Markdown to the job's summary, if one is asked for; the problem says that it could not be written. */
export async function appendSummary({ summary }: Inputs, markdown: string): Promise<Problem | null> {
  if (!summary || markdown === '') return null;
  try {
    await core.summary.addRaw(markdown, true).write();
    return null;
  } catch {
    return { code: 'summary-not-written', message: 'Could not write the job summary (`GITHUB_STEP_SUMMARY`).' };
  }
}

/** A problem as a block of the summary. */
export function warningBlock(problem: Problem): string {
  return `\n> [!WARNING]\n> ${escapeMarkdown(describeProblem(problem))}\n`;
}

/** Tells log and summary of problems that keep a job from its work (`error`), or from a part of it. */
export async function tellProblems(inputs: Inputs, level: 'error' | 'warning', problems: Problem[]): Promise<void> {
  writeRemarks(problems.map((problem) => ({ level, title: 'Maturity', message: describeProblem(problem) })));
  await appendSummary(inputs, problems.map(warningBlock).join(''));
}

/** Tells log and summary what was done instead of judging. */
export async function tellDone(inputs: Inputs, message: string): Promise<void> {
  writeRemarks([{ level: 'notice', title: 'Maturity', message }]);
  await appendSummary(inputs, `\n> [!NOTE]\n> ${escapeMarkdown(message)}\n`);
}
