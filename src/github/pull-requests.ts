import { z } from 'zod';
import type { Client } from './client.ts';

const purpose = { doing: 'find the pull request of the branch', permission: 'pull-requests: read' } as const;

const repository = z.object({ full_name: z.string() });
const pulls = z.array(
  z.object({
    number: z.int().positive(),
    state: z.string(),
    head: z.object({ sha: z.string(), repo: repository.nullable() }),
    base: z.object({ repo: repository }),
  }),
);

/** A head as GitHub states it, not as somebody says it is. */
export interface Head {
  /** `owner/name` */
  repository: string;
  branch: string;
  commit: string;
}

/**
 * Numbers of the open pull requests of our repository whose head is exactly this.
 * @throws {RequestFailure}
 */
export async function findOpenPullRequests(client: Client, { repository, branch, commit }: Head): Promise<number[]> {
  const [owner = ''] = repository.split('/');
  const found = await client.rest(purpose, pulls, 'GET /repos/{owner}/{repo}/pulls', {
    state: 'open',
    head: `${owner}:${branch}`,
    per_page: 100,
  });
  const ours = `${client.repository.owner}/${client.repository.name}`;
  return found
    .filter(({ state, head, base }) => state === 'open' && head.sha === commit && base.repo.full_name === ours)
    .filter(({ head }) => head.repo?.full_name === repository)
    .map(({ number }) => number);
}
