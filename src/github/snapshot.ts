import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ReadFailure, type Snapshot } from '../model/index.ts';
import type { Client } from './client.ts';

const purpose = { doing: "read the base commit's files", permission: 'contents: read' } as const;

/** Specifications and configurations are small; more is a mistake or an attack. */
const MOST_BYTES = 5 * 1024 * 1024;

const SYMBOLIC_LINK = '120000';

const treeAnswer = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string(), size: z.int().optional() }),
  ),
});
type Entry = z.infer<typeof treeAnswer>['tree'][number];

const blobAnswer = z.object({ content: z.string(), encoding: z.literal('base64') });

/** The bytes of a file that is at hand (the workspace's), by the repository's path; `null` when there is none. */
export type ReadLocal = (path: string) => Promise<Buffer | null>;

/** Reads the blob of a path, each blob once: two commits share what did not change between them. */
export type ReadBlob = (path: string, sha: string) => Promise<string>;

/** A {@link ReadBlob} that remembers, and spares the request where a file at hand proves by its hash to be the blob. */
export function blobReader(client: Client, readLocal: ReadLocal): ReadBlob {
  const known = new Map<string, Promise<string>>();
  const read = async (path: string, sha: string) => {
    const local = await readLocal(path);
    return local !== null && blobHash(local, sha.length) === sha ? local.toString('utf8') : fetchBlob(client, sha);
  };
  return (path, sha) => {
    const text = known.get(sha) ?? read(path, sha);
    known.set(sha, text);
    return text;
  };
}

/** Git's name for a blob, SHA-1 or SHA-256 by its length: https://git-scm.com/docs/git-hash-object */
function blobHash(bytes: Buffer, length: number): string {
  const algorithm = length === 64 ? 'sha256' : 'sha1';
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

async function fetchBlob(client: Client, sha: string): Promise<string> {
  const { content } = await client.rest(purpose, blobAnswer, 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
    file_sha: sha,
  });
  return Buffer.from(content, 'base64').toString('utf8');
}

/** The files of a commit below `prefix` (`''` or `folder/`), read over the API when they are asked for. */
export function snapshotOf(client: Client, commit: string, prefix: string, readBlob: ReadBlob): Snapshot {
  let tree: Promise<Map<string, Entry>> | null = null;
  const entries = () => (tree ??= fetchTree(client, commit, prefix));
  return {
    commit,
    list: async () => [...(await entries()).keys()],
    read: async (path) => {
      const entry = (await entries()).get(path);
      if (entry === undefined) return null;
      refuseUnreadable(entry);
      return readBlob(entry.path, entry.sha);
    },
  };
}

async function fetchTree(client: Client, commit: string, prefix: string): Promise<Map<string, Entry>> {
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
  const files = tree.filter((entry) => entry.type === 'blob' && entry.path.startsWith(prefix));
  return new Map(files.map((entry) => [entry.path.slice(prefix.length), entry]));
}

/** What can't be taken at its word must not look absent: the policy of the base would be gone. */
function refuseUnreadable({ path, mode, size = 0 }: Entry): void {
  if (mode === SYMBOLIC_LINK) {
    throw new ReadFailure({
      code: 'symbolic-link',
      message: 'On the base commit this is a symbolic link, which is not followed.',
      at: { path },
      hint: 'Keep configuration and specifications as plain files.',
    });
  }
  if (size > MOST_BYTES) {
    throw new ReadFailure({
      code: 'file-too-large',
      message: `On the base commit this file has ${size} bytes, more than the ${MOST_BYTES} that are read.`,
      at: { path },
    });
  }
}
