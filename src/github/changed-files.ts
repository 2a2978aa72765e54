import { z } from 'zod';
import { changedLinesOf } from '../model/index.ts';
import { blobHash, type ReadLocal } from './blobs.ts';

/** A file of a comparison. */
export const changedFile = z.object({
  /** The blob after the change. */
  sha: z.string().nullable(),
  filename: z.string(),
  previous_filename: z.string().optional(),
  changes: z.int().optional(),
  patch: z.string().optional(),
});
export type ChangedFile = z.infer<typeof changedFile>;

/**
 * The changed lines of the files, as far as they are known: a patch that is too long is left out of the answer. A patch
 * counts lines in the head's file; where the workspace holds another (the test merge's), reports count otherwise.
 */
export async function changedLinesIn(files: ChangedFile[], readLocal: ReadLocal): Promise<Map<string, number[]>> {
  const changed = new Map<string, number[]>();
  for (const { sha, filename, changes, patch } of files) {
    if (sha === null || (patch === undefined && changes !== 0)) continue;
    const local = await readLocal(filename);
    if (local === null || blobHash(local, sha.length) !== sha) continue;
    changed.set(filename, patch === undefined ? [] : changedLinesOf(patch));
  }
  return changed;
}
