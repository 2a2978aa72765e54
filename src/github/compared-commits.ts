import { z } from 'zod';
import type { Client } from './client.ts';
import { RequestFailure } from './failures.ts';

const purpose = { doing: 'compare the deployed commit with the judged one', permission: 'contents: read' } as const;

/** A comparison lists this many files and not one more: a full list may be a cut one. */
const MOST_FILES = 300;

const comparison = z.object({
  status: z.enum(['ahead', 'behind', 'diverged', 'identical']),
  ahead_by: z.int(),
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional(),
});

/** How a commit and a later one differ. */
export interface ComparedCommits {
  /** How many commits lie between them; `null` when the first does not lead to the second. */
  distance: number | null;
  /** Paths that differ, both names of a moved file; `null` when there are too many to know them all. */
  changedPaths: string[] | null;
}

/**
 * Compares two commits. One that GitHub does not know (any more) leads nowhere.
 * @throws {RequestFailure}
 */
export async function compareCommits(client: Client, from: string, to: string): Promise<ComparedCommits> {
  try {
    const found = await client.rest(purpose, comparison, 'GET /repos/{owner}/{repo}/compare/{basehead}', {
      basehead: `${from}...${to}`,
      per_page: 1,
    });
    const { status, ahead_by: distance, files } = found;
    return {
      distance: status === 'ahead' || status === 'identical' ? distance : null,
      changedPaths:
        files === undefined || files.length >= MOST_FILES
          ? null
          : files.flatMap(({ filename, previous_filename: before }) => [
              ...(before === undefined ? [] : [before]),
              filename,
            ]),
    };
  } catch (error) {
    if (error instanceof RequestFailure && error.status === 404) return { distance: null, changedPaths: null };
    throw error;
  }
}
