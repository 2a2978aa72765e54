import { z } from 'zod';

/** What GitHub Actions says of the run; see `readEvent` for what is judged of which event. */
export interface ActionsEvent {
  name: string;
  /** `GITHUB_SHA` */
  sha: string;
  /** The payload as the runner wrote it; unchecked. */
  payload: unknown;
}

const payloadOfChange = z.object({
  pull_request: z.object({ head: z.object({ sha: z.string() }) }).optional(),
  merge_group: z.object({ head_sha: z.string() }).optional(),
});

/**
 * The commit that reports of this checkout are of: what is checked out, but the judged head where that is its test merge, whose
 * name changes with every push to the base. `null` when nobody knows.
 */
export function commitToStamp(checkedOut: string | null, event: ActionsEvent | null): string | null {
  // There `GITHUB_SHA` is the default branch, which is not what a pull request is judged by.
  if (event === null || event.name === 'pull_request_target') return checkedOut;
  const change = payloadOfChange.safeParse(event.payload).data;
  const judged = change?.pull_request?.head.sha ?? change?.merge_group?.head_sha ?? event.sha;
  return checkedOut === null || checkedOut === event.sha ? judged : checkedOut;
}
