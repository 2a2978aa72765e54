import { z } from 'zod';
import type { Lineage } from '../model/index.ts';
import type { Client } from './client.ts';
import { compareCommits } from './compared-commits.ts';
import { RequestFailure } from './failures.ts';

const purpose = { doing: 'read the history of the judged commit', permission: 'contents: read' } as const;

/** Decisive commits that a page of history does not hold are compared one by one, so many at most. */
const MOST_COMPARED = 8;

const historyAnswer = z.object({
  repository: z.object({
    object: z.object({
      history: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean() }),
        nodes: z.array(
          z.object({ oid: z.string(), parents: z.object({ nodes: z.array(z.object({ oid: z.string() })) }) }),
        ),
      }),
    }),
  }),
});

const HISTORY = `query History($owner: String!, $repo: String!, $commit: GitObjectID!) {
  repository(owner: $owner, name: $repo) {
    object(oid: $commit) { ... on Commit {
      history(first: 100) {
        pageInfo { hasNextPage }
        nodes { oid parents(first: 1) { nodes { oid } } }
      }
    } }
  }
}`;

/**
 * Which of the asked commits lead to a commit, for a workspace whose history is cut off: the newest hundred before it
 * come in one request; the decisive ones beyond are compared.
 * @throws {RequestFailure}
 */
export async function readLineage(
  client: Client,
  commit: string,
  asked: ReadonlySet<string>,
  decisive: string[],
): Promise<Lineage> {
  const { commits, mainline, complete } = await recentHistory(client, commit);
  const recent = new Set(commits);
  const earlier: { sha: string; distance: number }[] = [];
  const open = complete ? [] : [...new Set(decisive)].filter((sha) => !recent.has(sha));
  for (const sha of open.slice(0, MOST_COMPARED)) {
    const { distance } = await compareCommits(client, sha, commit);
    if (distance !== null) earlier.push({ sha, distance });
  }
  earlier.sort((one, other) => one.distance - other.distance);
  return {
    commits: [...commits.filter((sha) => asked.has(sha)), ...earlier.map(({ sha }) => sha)],
    mainline: mainline.filter((sha) => asked.has(sha)),
    complete,
  };
}

/** Where GraphQL brings nothing, only the commit itself is known. */
async function recentHistory(client: Client, commit: string): Promise<Lineage> {
  try {
    const { repository } = await client.graphql(purpose, historyAnswer, HISTORY, { commit });
    const { pageInfo, nodes } = repository.object.history;
    const firstParents = new Map(nodes.map(({ oid, parents }) => [oid, parents.nodes[0]?.oid]));
    const mainline: string[] = [];
    for (let sha: string | undefined = commit; sha !== undefined && firstParents.has(sha); sha = firstParents.get(sha))
      mainline.push(sha);
    return { commits: nodes.map(({ oid }) => oid), mainline, complete: !pageInfo.hasNextPage };
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return { commits: [commit], mainline: [commit], complete: false };
  }
}
