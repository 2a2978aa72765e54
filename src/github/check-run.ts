import { z } from 'zod';
import type { Annotation } from '../report/index.ts';
import { fitAnnotations, fitCheckText, inBatches, type ApiAnnotation, type CheckText } from './check-output.ts';
import type { Client } from './client.ts';
import { createOnce } from './create-once.ts';
import { RequestFailure } from './failures.ts';
import type { AskOverview } from './overview.ts';
import { annotationKey, externalIdOf, findOwnCheckRun, shownAnnotations } from './own-check-run.ts';
import { attempt, type Published } from './published.ts';

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

/**
 * Publishes the verdict as a completed check run of the commit: brings our earlier one of that name up to date, or
 * creates it. The URL is the check run's page.
 */
export function publishCheckRun(client: Client, run: CheckRun, ask: AskOverview | null = null): Promise<Published> {
  return attempt(async () => {
    const annotations = fitAnnotations(run.annotations);
    const known = ask === null ? null : (await ask([])).checkRuns;
    const ours = await findOwnCheckRun(client, run, known);
    if (ours === null) return write(client, run, null, annotations);

    const shown = ours.annotations === 0 ? new Set() : await shownAnnotations(client, ours);
    const unseen = annotations.filter((annotation) => !shown.has(annotationKey(annotation)));
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

/** Creates the run (`id` null) or updates it, as many requests as the annotations take. */
async function write(client: Client, run: CheckRun, id: number | null, annotations: ApiAnnotation[]) {
  const [first, ...more] = inBatches(annotations);
  const saved = id === null ? await create(client, run, first) : await update(client, run, id, first);
  for (const batch of more) await update(client, run, saved.id, batch);
  return saved.html_url;
}

function create(client: Client, run: CheckRun, annotations: ApiAnnotation[]) {
  const body = { head_sha: run.commit, ...bodyOf(run, annotations) };
  return createOnce(
    client,
    () => client.rest(purpose, savedRun, 'POST /repos/{owner}/{repo}/check-runs', body),
    async () => {
      const found = await findOwnCheckRun(client, run, null);
      return found === null ? null : update(client, run, found.id, []);
    },
  );
}

/** Annotations are appended: after an update that may have gone through it is looked whether they are there. */
function update(client: Client, run: CheckRun, id: number, annotations: ApiAnnotation[]) {
  const send = (more: ApiAnnotation[], request: object) =>
    client.rest(purpose, savedRun, 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      check_run_id: id,
      ...bodyOf(run, more),
      ...request,
    });
  if (annotations.length === 0) return send([], {});
  return createOnce(
    client,
    () => send(annotations, { request: { once: true } }),
    async () => {
      const shown = await shownAnnotations(client, { id, annotations: Infinity });
      return annotations.every((annotation) => shown.has(annotationKey(annotation))) ? send([], {}) : null;
    },
  );
}

/** Every request says everything: an update replaces the whole output but for the annotations, which it appends. */
function bodyOf(run: CheckRun, annotations: ApiAnnotation[]) {
  return {
    name: run.name,
    external_id: externalIdOf(run.reference),
    status: 'completed',
    conclusion: run.conclusion,
    output: { ...fitCheckText(run, run.annotations.length), annotations },
  };
}
