import { z } from 'zod';
import type { ComparedRuns } from '../github/index.ts';
import type { Surroundings } from './surroundings.ts';

/** `octo/demo/.github/workflows/ci.yml@refs/heads/main` */
const WORKFLOW_FILE = /\/([^/@]+)@/;

const BRANCH = /^refs\/heads\/(.+)$/;

/** Where the events that compare with a base branch name it. */
const payloads = z.object({
  pull_request: z.object({ base: z.object({ ref: z.string() }) }).optional(),
  merge_group: z.object({ base_ref: z.string() }).optional(),
});

/** The runs among which the baseline is looked for: of this workflow on the base branch, else on the branch that runs. */
export function comparedRuns(
  payload: unknown,
  { ref, workflowRef }: Pick<Surroundings, 'ref' | 'workflowRef'>,
): ComparedRuns {
  const { pull_request: pullRequest, merge_group: queue } = payloads.safeParse(payload).data ?? {};
  const own = queue?.base_ref ?? ref ?? '';
  return {
    workflow: WORKFLOW_FILE.exec(workflowRef ?? '')?.[1] ?? null,
    branch: pullRequest?.base.ref ?? BRANCH.exec(own)?.[1] ?? null,
  };
}
