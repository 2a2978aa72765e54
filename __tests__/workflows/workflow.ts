import { parse } from 'yaml';
import { z } from 'zod';

const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});

const job = z.looseObject({
  uses: z.string().optional(),
  if: z.string().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  'timeout-minutes': z.number().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  steps: z.array(step).default([]),
});

const triggers = z.record(z.string(), z.unknown());

const workflow = z.looseObject({
  on: z.union([z.string().transform((event) => ({ [event]: null })), triggers]),
  permissions: z.unknown().optional(),
  concurrency: z
    .looseObject({ group: z.string().optional(), 'cancel-in-progress': z.union([z.boolean(), z.string()]).optional() })
    .optional(),
  jobs: z.record(z.string(), job),
});

export type Workflow = z.infer<typeof workflow>;
export type Job = Workflow['jobs'][string];
export type Step = Job['steps'][number];

/** The workflow as far as our rules look at it. @throws when the text is no workflow. */
export function readWorkflow(text: string): Workflow {
  return workflow.parse(parse(text));
}

/** Whether a YAML text is a whole workflow, and not a part of one or something else. */
export function isWorkflow(text: string): boolean {
  return z.object({ on: z.unknown(), jobs: z.looseObject({}) }).safeParse(parse(text)).success;
}

/** The blocks of a Markdown text that are fenced as YAML. */
export function yamlBlocks(markdown: string): string[] {
  return [...markdown.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}
