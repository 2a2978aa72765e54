import * as core from '@actions/core';
import { plan, type CheckOptions } from '../commands/index.ts';
import { describeProblem, UserError, type Change } from '../model/index.ts';

/** Says which components each job of a matrix judges. Answers whether the job may go on. */
export async function planShards(shards: number, options: CheckOptions, change: Change): Promise<boolean> {
  try {
    core.setOutput('matrix', JSON.stringify(await plan(shards, options, change)));
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const problem of error.problems) core.error(describeProblem(problem));
    return false;
  }
}
