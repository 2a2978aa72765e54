import { z } from 'zod';
import type { WantedEnvironment } from '../model/index.ts';
import type { Client } from './client.ts';
import { enoughKnown, tooMany, type Deployment } from './enough-deployments.ts';

const purpose = { doing: 'read the deployments', permission: 'deployments: read' } as const;

const PAGE = 100;
/** Each deployment takes a request of its own for its statuses. */
const MOST_DEPLOYMENTS = 100;

const deploymentsAnswer = z.array(
  z.object({ id: z.int(), sha: z.string(), environment: z.string(), created_at: z.string() }),
);
const statusesAnswer = z.array(z.object({ state: z.string(), created_at: z.string() }));

/**
 * The deployments to the environments by REST, for a server whose GraphQL brings none.
 * @throws {ReadFailure} also when there are too many
 */
export async function listDeployments(
  client: Client,
  environments: WantedEnvironment[],
  now: string,
): Promise<Deployment[]> {
  const all: Deployment[] = [];
  for (const environment of environments) all.push(...(await deploymentsTo(client, environment, now)));
  return all;
}

async function deploymentsTo(client: Client, { name, days }: WantedEnvironment, now: string): Promise<Deployment[]> {
  const known: Deployment[] = [];
  const listed = await client.rest(purpose, deploymentsAnswer, 'GET /repos/{owner}/{repo}/deployments', {
    environment: name,
    per_page: MOST_DEPLOYMENTS,
  });
  for (const { id, sha, environment, created_at: createdAt } of listed) {
    if (enoughKnown(known, days, now)) return known;
    known.push({ environment, sha, createdAt, statuses: await statusesOf(client, id) });
  }
  if (listed.length === MOST_DEPLOYMENTS && !enoughKnown(known, days, now)) throw tooMany(name, MOST_DEPLOYMENTS);
  return known;
}

async function statusesOf(client: Client, id: number): Promise<Deployment['statuses']> {
  const statuses: Deployment['statuses'] = [];
  for (let page = 1; ; page += 1) {
    const listed = await client.rest(
      purpose,
      statusesAnswer,
      'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
      { deployment_id: id, per_page: PAGE, page },
    );
    statuses.push(...listed.map(({ state, created_at: createdAt }) => ({ state, createdAt })));
    if (listed.length < PAGE) return statuses;
  }
}
