import { z } from 'zod';
import { parsed, unparsed, type Parsed } from '../model/index.ts';

/** A workflow run of ours that has ended, as GitHub states it: the payload of `workflow_run` is its word, not the fork's. */
export interface FinishedRun {
  id: number;
  attempt: number;
  /** What triggered it. */
  event: string;
  /** `success`, `failure`, `cancelled`, … */
  conclusion: string;
  commit: string;
  branch: string;
  /** `owner/name` of the repository that the commit comes from. */
  repository: string;
}

const payloadSchema = z.object({
  action: z.literal('completed'),
  workflow_run: z.object({
    id: z.int().positive(),
    run_attempt: z.int().positive(),
    event: z.string(),
    conclusion: z.string(),
    head_sha: z.string().regex(/^[0-9a-f]{40,64}$/),
    head_branch: z.string(),
    head_repository: z.object({ full_name: z.string() }),
  }),
});

/**
 * Reads the payload of the event `workflow_run`.
 * https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_run
 */
export function readFinishedRun(payload: unknown): Parsed<FinishedRun> {
  const checked = payloadSchema.safeParse(payload);
  if (!checked.success) {
    const at = checked.error.issues[0]?.path.join('.') ?? '';
    return unparsed({
      code: 'unreadable-event',
      message: `The payload of the event \`workflow_run\` does not tell of a run that has ended (\`${at}\`).`,
      hint: 'Trigger the workflow by `types: [completed]`; of a fork that is gone nothing can be published.',
    });
  }
  const run = checked.data.workflow_run;
  return parsed({
    id: run.id,
    attempt: run.run_attempt,
    event: run.event,
    conclusion: run.conclusion,
    commit: run.head_sha,
    branch: run.head_branch,
    repository: run.head_repository.full_name,
  });
}
