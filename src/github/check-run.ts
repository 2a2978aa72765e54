import { z } from 'zod';
import type { Annotation } from '../report/index.ts';
import { fitAnnotations, fitCheckText, inBatches, type ApiAnnotation, type CheckText } from './check-output.ts';
import type { Client } from './client.ts';
import { RequestFailure } from './failures.ts';
import { attempt, type Published } from './published.ts';

/** Begins the `external_id` of our check runs: a run of the same name without it is somebody else's. */
const OURS = 'maturity-gates:';

/** A check run to publish. `skipped` is never used: like `neutral`, it would satisfy a required check. */
export interface CheckRun extends CheckText {
  name: string;
  commit: string;
  conclusion: 'success' | 'failure' | 'neutral';
  /** What made it: run id and attempt. */
  reference: string;
  /** Worst first. */
  annotations: Annotation[];
}

const purpose = { doing: 'publish the check run', permission: 'checks: write' } as const;

const savedRun = z.object({ id: z.int(), html_url: z.string().nullable() });
const listedRuns = z.object({
  check_runs: z.array(
    z.object({
      id: z.int(),
      external_id: z.string().nullable(),
      output: z.object({ annotations_count: z.int() }),
    }),
  ),
});
const listedAnnotations = z.array(
  z.object({
    path: z.string(),
    start_line: z.int(),
    end_line: z.int(),
    annotation_level: z.string().nullable(),
    title: z.string().nullable(),
    message: z.string().nullable(),
  }),
);

/**
 * Publishes the verdict as a completed check run of the commit: brings our earlier one of that name up to date, or
 * creates it. The URL is the check run's page.
 */
export function publishCheckRun(client: Client, run: CheckRun): Promise<Published> {
  return attempt(async () => {
    const annotations = fitAnnotations(run.annotations);
    const ours = await findOurs(client, run);
    if (ours === null) return write(client, run, null, annotations);

    const shown = await shownAnnotations(client, ours);
    const unseen = annotations.filter((annotation) => !shown.has(keyOf(annotation)));
    try {
      return await write(client, run, ours.id, unseen);
    } catch (error) {
      // Only the app that made a check run may change it: after a change of token we begin our own.
      const foreign = error instanceof RequestFailure && (error.status === 403 || error.status === 404);
      if (!foreign) throw error;
      return write(client, run, null, annotations);
    }
  });
}

async function findOurs(client: Client, { name, commit }: CheckRun) {
  const { check_runs: runs } = await client.rest(
    purpose,
    listedRuns,
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    { ref: commit, check_name: name, filter: 'latest', per_page: 100 },
  );
  return runs.find((run) => run.external_id?.startsWith(OURS)) ?? null;
}

/** An update adds to the annotations that are there, so those of an earlier attempt must not be sent again. */
async function shownAnnotations(client: Client, ours: { id: number; output: { annotations_count: number } }) {
  const shown = new Set<string>();
  for (let page = 1; shown.size < ours.output.annotations_count; page += 1) {
    const answer = await client.rest(
      purpose,
      listedAnnotations,
      'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
      { check_run_id: ours.id, per_page: 100, page },
    );
    for (const annotation of answer) shown.add(keyOf(annotation));
    if (answer.length < 100) break;
  }
  return shown;
}

/** Creates the run (`id` null) or updates it, as many requests as the annotations take. */
async function write(client: Client, run: CheckRun, id: number | null, annotations: ApiAnnotation[]) {
  const [first, ...more] = inBatches(annotations);
  const saved = id === null ? await create(client, run, first) : await update(client, run, id, first);
  for (const batch of more) await update(client, run, saved.id, batch);
  return saved.html_url;
}

function create(client: Client, run: CheckRun, annotations: ApiAnnotation[]) {
  return client.rest(purpose, savedRun, 'POST /repos/{owner}/{repo}/check-runs', {
    head_sha: run.commit,
    ...bodyOf(run, annotations),
  });
}

function update(client: Client, run: CheckRun, id: number, annotations: ApiAnnotation[]) {
  return client.rest(purpose, savedRun, 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    check_run_id: id,
    ...bodyOf(run, annotations),
  });
}

/** Every request says everything: an update replaces the whole output but for the annotations, which it appends. */
function bodyOf(run: CheckRun, annotations: ApiAnnotation[]) {
  return {
    name: run.name,
    external_id: `${OURS}${run.reference}`,
    status: 'completed',
    conclusion: run.conclusion,
    output: { ...fitCheckText(run, run.annotations.length), annotations },
  };
}

function keyOf(annotation: z.infer<typeof listedAnnotations>[number]): string {
  const { path, start_line, end_line, annotation_level, title, message } = annotation;
  return JSON.stringify([path, start_line, end_line, annotation_level, title, message]);
}
