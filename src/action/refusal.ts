import { failedReport, USAGE_EXIT_CODE, type CheckOutcome } from '../commands/index.ts';
import type { Problem } from '../model/index.ts';

/** The outcome when nothing can be judged: a report of the problems alone, so that it is published like any other. */
export function refusal(problems: Problem[], commit: string | null): CheckOutcome {
  return { report: failedReport(problems, commit), exitCode: USAGE_EXIT_CODE, measured: null };
}
