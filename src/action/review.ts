import { z } from 'zod';
import type { Client } from '../github/index.ts';
import type { JudgedEvent } from './event.ts';
import type { Inputs } from './inputs.ts';
import { rerunGate, type Opinion } from './rerun.ts';
import { tellDone, tellProblems } from './summary.ts';

/**
 * Leaves the judgement of a review to the gate's own job, whose check it is. Answers whether this job may go on; `null`
 * when there is nothing to leave it to, so that it must be judged here.
 */
export async function passReviewOn(
  event: JudgedEvent,
  client: Client | null,
  inputs: Inputs,
  payload: unknown,
): Promise<boolean | null> {
  if (event.name !== 'pull_request_review' || client === null) return null;
  const rerun = await rerunGate(client, event.commit, inputs['check-name'], opinionOf(payload));
  if ('message' in rerun) {
    await tellDone(inputs, rerun.message);
    return true;
  }
  const isUnavailable = rerun.kind === 'unavailable';
  await tellProblems(inputs, isUnavailable ? 'warning' : 'error', [rerun.problem]);
  return isUnavailable ? null : false;
}

const reviewPayload = z.object({ action: z.string(), review: z.object({ state: z.string() }) });
const opinions = z.enum(['approved', 'changes_requested', 'dismissed']);

/**
 * What the event `pull_request_review` is about. Who edits a review changes its words only.
 * https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request_review
 */
export function opinionOf(payload: unknown): Opinion {
  const checked = reviewPayload.safeParse(payload);
  if (!checked.success) return null;
  const { action, review } = checked.data;
  if (action === 'edited' || /^commented$/i.test(review.state)) return 'comment';
  return opinions.safeParse(action === 'dismissed' ? action : review.state.toLowerCase()).data ?? null;
}
