import { z } from 'zod';
import type { Base } from '../model/index.ts';
import type { Client } from './client.ts';
import { blobReader, snapshotOf, type ReadLocal } from './snapshot.ts';

const purpose = { doing: 'compare the change with its base', permission: 'contents: read' } as const;

/** A comparison lists this many files and not one more: a full list may be a cut one. */
const MOST_FILES = 300;

const comparison = z.object({
  merge_base_commit: z.object({ sha: z.string() }),
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional(),
});

/** The two ends of a change, by commit. */
export interface Ends {
  base: string;
  head: string;
}

/** Where files are looked at. */
export interface Place {
  /** `''`, or `folder/` when only a folder of the repository is judged; paths are relative to it. */
  prefix: string;
  /** Files at hand: what the change does not touch need not be fetched. */
  readLocal: ReadLocal;
}

/**
 * What the change is compared with. Both names of a moved file are changed paths.
 * @throws {RequestFailure} here and when files are read
 */
export async function readBase(client: Client, { base, head }: Ends, { prefix, readLocal }: Place): Promise<Base> {
  const { merge_base_commit: mergeBase, files } = await client.rest(
    purpose,
    comparison,
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    // One commit a page: only the files are of interest, and they come with the first page.
    { basehead: `${base}...${head}`, per_page: 1 },
  );
  const readBlob = blobReader(client, readLocal);
  const baseSnapshot = snapshotOf(client, base, prefix, readBlob);
  return {
    base: baseSnapshot,
    mergeBase: mergeBase.sha === base ? baseSnapshot : snapshotOf(client, mergeBase.sha, prefix, readBlob),
    changedPaths: files === undefined || files.length >= MOST_FILES ? null : changedPaths(files, prefix),
  };
}

function changedPaths(files: { filename: string; previous_filename?: string | undefined }[], prefix: string): string[] {
  return files
    .flatMap(({ filename, previous_filename: before }) => (before === undefined ? [filename] : [before, filename]))
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}
