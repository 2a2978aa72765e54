import * as core from '@actions/core';
import { run } from './run.ts';

// An exit code of 2 or 3 means nothing to a runner: whatever keeps the change from being ready fails the step.
try {
  if (!(await run())) process.exitCode = 1;
} catch (error) {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  core.error(`This is a bug of maturity-gates, please report it: ${trace.slice(0, 3_000)}`);
  process.exitCode = 1;
}
