import { failedReport } from '../commands/index.ts';
import type { CheckRun } from '../github/index.ts';
import type { Parsed, Report } from '../model/index.ts';
import { headlineOf } from '../report/index.ts';
import type { FinishedRun } from './finished-run.ts';

/** What is published of a fork's run. */
export interface ForkVerdict {
  report: Report;
  conclusion: CheckRun['conclusion'];
  title: string;
}

/**
 * A fork can write any report, and the conclusion of its run is GitHub's word for what its own workflow made of it. So both
 * must agree for a success; an advisory run's `neutral`, which satisfies a required check, there is none.
 */
export function forkVerdict(run: FinishedRun, read: Parsed<Report>): ForkVerdict {
  const report = read.ok ? read.value : failedReport(read.problems, run.commit);
  const isReady = report.verdict === 'ready';
  const succeeded = run.conclusion === 'success';
  const contradicts = isReady && !succeeded;
  const headline = contradicts ? `the report says ready, but its run ended with ${run.conclusion}` : headlineOf(report);
  return {
    report,
    conclusion: isReady && succeeded ? 'success' : 'failure',
    title: `Self-reported by the fork: ${headline}`,
  };
}
