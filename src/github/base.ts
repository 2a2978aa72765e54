import { z } from 'zod';
import type { Base, Wanted } from '../model/index.ts';
import { blobsOf, type ReadLocal } from './blobs.ts';
import { changedFile, changedLinesIn, type ChangedFile } from './changed-files.ts';
import type { Client } from './client.ts';
import type { AskOverview, Overview } from './overview.ts';
import { snapshotOf, type Foretold } from './snapshot.ts';
import { foldersOf } from './tree-entry.ts';

const purpose = { doing: 'compare the change with its base', permission: 'contents: read' } as const;

/** A comparison lists this many files and not one more: a full list may be a cut one. */
const MOST_FILES = 300;

const comparison = z.object({
  merge_base_commit: z.object({ sha: z.string() }),
  files: z.array(changedFile).optional(),
});

/** The two ends of a change, by commit. */
export interface Ends {
  base: string;
  head: string;
}

/** What a base is read with. */
export interface BaseReading {
  askOverview: AskOverview | null;
  /** Files at hand: what the change does not touch need not be fetched. */
  readLocal: ReadLocal;
  /** What will be read of both commits: it is asked for at once. */
  policy: Wanted;
}

/**
 * What the change is compared with. Both names of a moved file are changed paths.
 * @throws {ReadFailure} here and when files are read
 */
export async function readBase(client: Client, ends: Ends, reading: BaseReading): Promise<Base> {
  const { askOverview, readLocal, policy } = reading;
  const { merge_base_commit: mergeBase, files } = await client.rest(
    purpose,
    comparison,
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    // One commit a page: only the files are of interest, and they come with the first page.
    { basehead: `${ends.base}...${ends.head}`, per_page: 1 },
  );
  const commits = [...new Set([ends.base, mergeBase.sha])];
  const folders = foldersOf(policy);
  const asked = commits.flatMap((commit) => (folders ?? []).map((folder) => ({ ...folder, commit })));
  const overview = askOverview === null ? null : await askOverview(asked);
  const blobs = blobsOf(client, readLocal);
  const snapshots = commits.map((commit) =>
    snapshotOf(client, commit, folders === null ? null : foretoldBy(overview, commit, policy), blobs),
  );
  await blobs.read((await Promise.all(snapshots.map((snapshot) => snapshot.find(policy)))).flat());
  const [base, branchedOff = base] = snapshots;
  if (base === undefined || branchedOff === undefined) throw new Error('A comparison has two ends');
  return {
    base,
    mergeBase: branchedOff,
    changedPaths: files === undefined || files.length >= MOST_FILES ? null : files.flatMap(namesOf),
    changedLines: await changedLinesIn(files ?? [], readLocal),
  };
}

function foretoldBy(overview: Overview | null, commit: string, wanted: Wanted): Foretold | null {
  const entries = overview?.files.get(commit);
  return entries === undefined ? null : { wanted, entries };
}

function namesOf({ filename, previous_filename: before }: ChangedFile): string[] {
  return before === undefined ? [filename] : [before, filename];
}
