import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ReadFailure } from '../model/index.ts';
import type { Client } from './client.ts';
import { RequestFailure } from './failures.ts';
import { unzip } from './unzip.ts';

const listing = { doing: 'list the artifacts of the workflow run', permission: 'actions: read' } as const;

/** An archive is read into memory: a report that needs more is a mistake or an attack. */
const MOST_BYTES = 50_000_000;

const PAGE = 100;

const listedArtifacts = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      size_in_bytes: z.int(),
      expired: z.boolean(),
      digest: z.string().nullish(),
    }),
  ),
});

/** An artifact of a workflow run. The run's author made name and content: only id, digest and state are GitHub's word. */
export interface Artifact {
  id: number;
  name: string;
  /** Of the archive. */
  bytes: number;
  expired: boolean;
  /** `sha256:…` of the archive; `null` for those of old uploaders. */
  digest: string | null;
}

/**
 * The artifacts of a workflow run, newest first; those of one name, or all (`null`).
 * https://docs.github.com/rest/actions/artifacts#list-workflow-run-artifacts
 * @throws {RequestFailure}
 */
export async function listArtifacts(client: Client, runId: number, name: string | null): Promise<Artifact[]> {
  const found: Artifact[] = [];
  for (let page = 1; ; page += 1) {
    const { artifacts } = await client.rest(
      listing,
      listedArtifacts,
      'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
      { run_id: runId, per_page: PAGE, page, ...(name === null ? {} : { name }) },
    );
    found.push(...artifacts.map(artifactOf));
    if (artifacts.length < PAGE) break;
  }
  return found.toSorted((one, other) => other.id - one.id);
}

function artifactOf(listed: z.infer<typeof listedArtifacts>['artifacts'][number]): Artifact {
  const { id, name, size_in_bytes: bytes, expired, digest = null } = listed;
  return { id, name, bytes, expired, digest };
}

/**
 * The files of an artifact by their path, unpacked in memory. Its content is whatever the run's author wished; that the
 * archive is the uploaded one is proved where GitHub states its digest.
 * https://docs.github.com/rest/actions/artifacts#download-an-artifact
 * @throws {ReadFailure} also for an archive that is expired, changed, damaged, too large or made to do harm
 */
export async function downloadArtifact(client: Client, artifact: Artifact): Promise<Map<string, Buffer>> {
  const what = `the artifact \`${artifact.name}\``;
  if (artifact.expired) throw expired(what, null);
  if (artifact.bytes > MOST_BYTES) throw tooLarge(what);
  const archive = await fetchArchive(client, artifact.id, what);
  if (archive === null) throw tooLarge(what);
  if (artifact.digest !== null && artifact.digest !== digestOf(archive)) {
    throw new ReadFailure({
      code: 'artifact-digest',
      message: `Could not read ${what}: what was downloaded is not what was uploaded (its SHA-256 differs).`,
      hint: 'Run the job again.',
    });
  }
  return unzip(archive, what);
}

async function fetchArchive(client: Client, id: number, what: string): Promise<Buffer | null> {
  const purpose = { doing: `download ${what}`, permission: 'actions: read' } as const;
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';
  try {
    return await client.download(purpose, MOST_BYTES, route, { artifact_id: id, archive_format: 'zip' });
  } catch (error) {
    if (error instanceof RequestFailure && error.status === 410) throw expired(what, error);
    throw error;
  }
}

function digestOf(archive: Buffer): string {
  return `sha256:${createHash('sha256').update(archive).digest('hex')}`;
}

function expired(what: string, cause: unknown): ReadFailure {
  const problem = {
    code: 'artifact-expired',
    message: `Could not read ${what}: it has expired.`,
    hint: 'Run the workflow that uploads it again, or keep it longer (`retention-days`).',
  };
  return new ReadFailure(problem, { cause });
}

function tooLarge(what: string): ReadFailure {
  return new ReadFailure({
    code: 'artifact-too-large',
    message: `Could not read ${what}: its archive has more than the ${MOST_BYTES} bytes that are read.`,
    hint: 'Upload only the reports.',
  });
}
