import { z } from 'zod';
import type { Client } from './client.ts';
import type { NamedCheckRun } from './overview.ts';

/** Begins the `external_id` of our check runs: a run of the same name without it is somebody else's. */
const OURS = 'maturity-gates:';

const purpose = { doing: 'publish the check run', permission: 'checks: write' } as const;

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

/** A check run that an earlier run of ours made, and how many annotations it has. */
export interface OwnCheckRun {
  id: number;
  annotations: number;
}

/** What marks a check run as ours: run id and attempt behind our name. */
export function externalIdOf(reference: string): string {
  return `${OURS}${reference}`;
}

/** Our check run of that name on the commit; runs of the name that are known already spare the listing. */
export async function findOwnCheckRun(
  client: Client,
  { name, commit }: { name: string; commit: string },
  known: NamedCheckRun[] | null,
): Promise<OwnCheckRun | null> {
  const ours = known?.filter(isOurs).map(fromOverview);
  const usable = ours?.every(({ id }) => id > 0) ?? false;
  return (usable ? ours : (await listRuns(client, name, commit)).filter(isOurs))?.[0] ?? null;
}

function isOurs({ externalId }: { externalId: string | null }): boolean {
  return externalId?.startsWith(OURS) === true;
}

/** Its id ends its path; 0 where the path is of another shape. */
function fromOverview({ resourcePath, annotations }: NamedCheckRun): OwnCheckRun {
  return { id: Number(/\/runs\/(\d+)$/.exec(resourcePath)?.[1] ?? 0), annotations: annotations.totalCount };
}

async function listRuns(client: Client, name: string, commit: string) {
  const { check_runs: runs } = await client.rest(
    purpose,
    listedRuns,
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    { ref: commit, check_name: name, filter: 'latest', per_page: 100 },
  );
  return runs.map(({ id, external_id: externalId, output }) => ({
    id,
    externalId,
    annotations: output.annotations_count,
  }));
}

/** An update adds to the annotations that are there, so those of an earlier attempt must not be sent again. */
export async function shownAnnotations(client: Client, ours: OwnCheckRun): Promise<Set<string>> {
  const shown = new Set<string>();
  for (let page = 1; shown.size < ours.annotations; page += 1) {
    const answer = await client.rest(
      purpose,
      listedAnnotations,
      'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
      { check_run_id: ours.id, per_page: 100, page },
    );
    for (const annotation of answer) shown.add(annotationKey(annotation));
    if (answer.length < 100) break;
  }
  return shown;
}

/** What makes two annotations the same. */
export function annotationKey(annotation: z.infer<typeof listedAnnotations>[number]): string {
  const { path, start_line, end_line, annotation_level, title, message } = annotation;
  return JSON.stringify([path, start_line, end_line, annotation_level, title, message]);
}
