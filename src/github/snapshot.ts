import { z } from 'zod';
import { ReadFailure, type Snapshot, type Wanted } from '../model/index.ts';
import type { Blobs } from './blobs.ts';
import type { Client } from './client.ts';
import { wantedEntries, type TreeEntry } from './tree-entry.ts';

const purpose = { doing: "read the base commit's files", permission: 'contents: read' } as const;

const treeAnswer = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string(), size: z.int().optional() }),
  ),
});

/** What is known of a commit's tree before it is listed: all entries that these files could be. */
export interface Foretold {
  wanted: Wanted;
  entries: TreeEntry[];
}

/** A commit whose files are read over the API when they are asked for. */
export interface ApiSnapshot extends Snapshot {
  /** The wanted entries of the tree. @throws {ReadFailure} */
  find(wanted: Wanted): Promise<TreeEntry[]>;
}

/** The tree of a commit; it is listed only when more is wanted than was foretold. */
export function snapshotOf(client: Client, commit: string, foretold: Foretold | null, blobs: Blobs): ApiSnapshot {
  let tree: Promise<TreeEntry[]> | null = null;
  const find = async (wanted: Wanted) => {
    const isForetold = foretold !== null && covers(foretold.wanted, wanted);
    return wantedEntries(isForetold ? foretold.entries : await (tree ??= fetchTree(client, commit)), wanted);
  };
  return { commit, find, read: async (wanted) => blobs.read(await find(wanted)) };
}

function covers(one: Wanted, other: Wanted): boolean {
  return other.paths.every((path) => one.paths.includes(path)) && other.globs.every((glob) => one.globs.includes(glob));
}

async function fetchTree(client: Client, commit: string): Promise<TreeEntry[]> {
  const { tree, truncated } = await client.rest(purpose, treeAnswer, 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    tree_sha: commit,
    recursive: '1',
  });
  if (truncated) {
    throw new ReadFailure({
      code: 'truncated-tree',
      message: `Could not read the base commit's files: the list of ${commit} is too long for the API.`,
      hint: 'Check out the history (`fetch-depth: 0`) and compare on the command line with `--base`.',
    });
  }
  return tree.filter(({ type }) => type !== 'tree').map(({ path, mode, sha, size = 0 }) => ({ path, mode, sha, size }));
}
