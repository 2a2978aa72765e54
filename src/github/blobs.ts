import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Client } from './client.ts';
import { RequestFailure } from './failures.ts';
import type { TreeEntry } from './tree-entry.ts';

const purpose = { doing: "read the base commit's files", permission: 'contents: read' } as const;

/** The bytes of a file that is at hand (the workspace's), by the repository's path; `null` when there is none. */
export type ReadLocal = (path: string) => Promise<Buffer | null>;

/** Reads the texts of files, each blob once: two commits share what did not change between them. */
export interface Blobs {
  /** By path. @throws {RequestFailure} */
  read(entries: TreeEntry[]): Promise<Map<string, string>>;
}

/** Texts of blobs: from the workspace where a hash proves them the same, else all of them in one request. */
export function blobsOf(client: Client, readLocal: ReadLocal): Blobs {
  const known = new Map<string, string>();
  return {
    read: async (entries) => {
      const unknown = entries.filter(({ sha }) => !known.has(sha));
      await Promise.all(
        unknown.map(async ({ path, sha }) => {
          const local = await readLocal(path);
          if (local !== null && blobHash(local, sha.length) === sha) known.set(sha, local.toString('utf8'));
        }),
      );
      const missing = new Set(unknown.map(({ sha }) => sha).filter((sha) => !known.has(sha)));
      for (const [sha, text] of await fetchTogether(client, [...missing])) known.set(sha, text);
      for (const sha of missing) if (!known.has(sha)) known.set(sha, await fetchAlone(client, sha));
      return new Map(entries.map(({ path, sha }) => [path, textOf(known, sha)]));
    },
  };
}

/** An absent text must never look like an empty file. */
function textOf(known: Map<string, string>, sha: string): string {
  const text = known.get(sha);
  if (text === undefined) throw new Error(`The blob ${sha} was not read`);
  return text;
}

/** Git's name for a blob, SHA-1 or SHA-256 by its length: https://git-scm.com/docs/git-hash-object */
export function blobHash(bytes: Buffer, length: number): string {
  const algorithm = length === 64 ? 'sha256' : 'sha1';
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** How many blobs one query names: their texts come in one answer. */
const TOGETHER = 50;

const blobPart = z.object({ text: z.string() });
const blobParts = z.object({ repository: z.record(z.string(), z.unknown()) });

/** The texts that GraphQL brings, as far as their hashes prove them whole: it cuts long ones and has no bytes of others. */
async function fetchTogether(client: Client, shas: string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (let start = 0; start < shas.length; start += TOGETHER) {
    const some = shas.slice(start, start + TOGETHER);
    const names = some.map((_sha, index) => `b${index}`);
    const query = `query Blobs($owner: String!, $repo: String!, ${names.map((name) => `$${name}: GitObjectID!`).join(', ')}) {
  repository(owner: $owner, name: $repo) {
    ${names.map((name) => `${name}: object(oid: $${name}) { ... on Blob { text } }`).join('\n    ')}
  }
}`;
    const parts = await partsOf(client, query, Object.fromEntries(some.map((sha, index) => [`b${index}`, sha])));
    for (const [index, sha] of some.entries()) {
      const text = blobPart.safeParse(parts[`b${index}`]).data?.text;
      if (text !== undefined && blobHash(Buffer.from(text), sha.length) === sha) texts.set(sha, text);
    }
  }
  return texts;
}

async function partsOf(client: Client, query: string, variables: Record<string, string>) {
  try {
    const { data } = await client.graphqlParts(purpose, query, variables);
    return blobParts.safeParse(data).data?.repository ?? {};
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return {};
  }
}

const blobAnswer = z.object({ content: z.string(), encoding: z.literal('base64') });

async function fetchAlone(client: Client, sha: string): Promise<string> {
  const { content } = await client.rest(purpose, blobAnswer, 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
    file_sha: sha,
  });
  return Buffer.from(content, 'base64').toString('utf8');
}
