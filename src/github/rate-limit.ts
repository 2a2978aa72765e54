import { z } from 'zod';

/** An answer of GitHub, as far as it tells of limits. */
export interface Refusal {
  status: number;
  headers: Record<string, unknown>;
  /** The message in its body. */
  said: string;
}

/**
 * Whether a limit was the reason, by any of the signs that GitHub documents:
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function isLimited({ status, headers, said }: Refusal): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return headers['retry-after'] !== undefined || isExhausted(headers) || /rate limit/i.test(said);
}

/** Whether the requests of the hour are used up, which only the reset ends. */
export function isExhausted(headers: Refusal['headers']): boolean {
  return headers['x-ratelimit-remaining'] === '0';
}

const seconds = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number);

/** What to do about it, with the time of the reset where GitHub says it. */
export function limitHint(headers: Refusal['headers']): string {
  const wait = seconds.safeParse(headers['retry-after']);
  if (wait.success) return `GitHub asks to wait ${wait.data} seconds; run the job again then.`;
  const reset = isExhausted(headers) ? seconds.safeParse(headers['x-ratelimit-reset']) : null;
  if (reset?.success !== true) return 'Run the job again later.';
  const at = new Date(reset.data * 1000).toISOString().replace('.000', '');
  return `The limit resets at ${at}; run the job again then.`;
}
