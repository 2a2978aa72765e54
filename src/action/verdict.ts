import type { CheckOutcome } from '../commands/index.ts';
import type { CheckRun } from '../github/index.ts';

/**
 * What GitHub is told. Only an advisory run is ever `neutral`, which satisfies a required check; a contradiction
 * between exit code and verdict fails.
 */
export function conclusionOf({ report, exitCode }: Pick<CheckOutcome, 'report' | 'exitCode'>): CheckRun['conclusion'] {
  if (exitCode !== 0) return 'failure';
  if (report.verdict === 'ready') return 'success';
  return report.advisory ? 'neutral' : 'failure';
}
