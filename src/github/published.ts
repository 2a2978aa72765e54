import type { Problem } from '../model/index.ts';
import { RequestFailure } from './failures.ts';

/** What became of something we wanted to say: where it can be read, or why it is not there. */
export interface Published {
  url: string | null;
  problem: Problem | null;
}

/** Lets `write` speak. A refusal is a problem to tell, never a reason to fail: the verdict stands without it. */
export async function attempt(write: () => Promise<string | null>): Promise<Published> {
  try {
    return { url: await write(), problem: null };
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return { url: null, problem: error.problem };
  }
}
