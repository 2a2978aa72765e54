import type { getOctokit } from '@actions/github';
import type { ThrottlingOptions } from '@octokit/plugin-throttling';
import type { RetryBudget } from './budget.ts';
import { BrokenAnswer, refusalIn } from './failures.ts';
import { isExhausted, isLimited } from './rate-limit.ts';

type Plugin = NonNullable<Parameters<typeof getOctokit>[2]>;
type Options = NonNullable<Parameters<typeof getOctokit>[1]>;
type Pacing = NonNullable<ThrottlingOptions['write']>;

/** A server that accepts a connection and says nothing must not hold the job. */
const TIMEOUT_MS = 30_000;

/** A request is tried this often again, as long as the budget allows. */
const MOST_RETRIES = 3;

const NO_CONTENT = 204;

/** plugin-retry waits once, four and nine times this long. */
const FIRST_WAIT_MS = 250;

/**
 * Octokit's options and plugins for a patient client. A wait for a rate limit is plugin-throttling's matter, for every
 * request: what was refused was not done. A 5xx status, a dropped connection and a garbled answer are plugin-retry's,
 * for requests that may be repeated: all but those with `request: { once: true }`. Each wait has to be in the budget.
 */
export async function retrying(budget: RetryBudget): Promise<{ options: Options; plugins: Plugin[] }> {
  const [{ retry }, { throttling }] = await Promise.all([
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const mayWait = (seconds: number, _options: object, _octokit: object, retries: number) =>
    retries < MOST_RETRIES && budget.take(seconds * 1000);
  return {
    options: {
      retry: { retries: MOST_RETRIES, retryAfterBaseValue: FIRST_WAIT_MS },
      throttle: {
        onRateLimit: mayWait,
        onSecondaryRateLimit: mayWait,
        write: unspaced,
        notifications: unspaced,
      },
    },
    // Hooks of an earlier plug-in run inside those of a later one: ours sees each attempt.
    plugins: [eachAttempt(budget), retry, throttling],
  };
}

/**
 * In place of plugin-throttling's pacing, which takes GraphQL's queries for writes and so would make every run wait;
 * ours is in `write-pace.ts`. These two functions are all that the plug-in calls.
 */
const unspaced = {
  key: () => ({ schedule: (_job: object, go: () => Promise<void>) => go() }),
} as unknown as Pacing;

/** What plugin-retry, and we, keep with a request. */
interface Attempt {
  /** How often it failed. Kept by plugin-retry. */
  retryCount?: number;
  /** How often plugin-retry may try it again; its own default where nothing is said. */
  retries?: number | undefined;
  /** Says that it must not be repeated when it may have been carried out. */
  once?: boolean;
  signal?: AbortSignal;
}

/** Gives each attempt its own time limit, and says of each that failed whether another is allowed. */
function eachAttempt(budget: RetryBudget): Plugin {
  return (octokit) => {
    octokit.hook.wrap('request', async (send, options) => {
      const attempt: Attempt = options.request;
      const begun = performance.now();
      attempt.signal = AbortSignal.timeout(TIMEOUT_MS);
      try {
        const answer = await send(options);
        if (attempt.once !== true && isBroken(answer)) throw new BrokenAnswer(options);
        // plugin-retry takes a GraphQL answer of status 200 for a failure if it says so, and then knows no budget.
        attempt.retries = 0;
        return answer;
      } catch (error) {
        budget.charge(performance.now() - begun);
        nameLimit(error);
        attempt.retries = isTemporary(error) && attempt.once !== true && budget.take(nextWait(attempt)) ? undefined : 0;
        throw error;
      }
    });
  };
}

/** Octokit hands over text where it expected JSON and found none. */
function isBroken({ status, data }: { status: number; data: unknown }): boolean {
  return status !== NO_CONTENT && (typeof data !== 'object' || data === null);
}

/** plugin-throttling knows a limit that is not the hour's by these words only, not by `Retry-After`. */
function nameLimit(error: unknown): void {
  const refusal = refusalIn(error);
  if (refusal === null || !isLimited(refusal) || isExhausted(refusal.headers)) return;
  if (error instanceof Error) error.message = `Secondary rate limit: ${error.message}`;
}

/** Of octokit's errors; one without an answer has the status 500. */
function isTemporary(error: unknown): boolean {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status >= 500;
}

/** https://github.com/octokit/plugin-retry.js/blob/main/src/error-request.ts */
function nextWait({ retryCount = 0 }: Attempt): number {
  return (retryCount + 1) ** 2 * FIRST_WAIT_MS;
}
