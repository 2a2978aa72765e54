import { z } from 'zod';
import type { DeploymentEvidence, EvidenceReport, WantedEnvironment } from '../model/index.ts';
import type { Client } from './client.ts';
import { enoughKnown, tooMany, type Deployment } from './enough-deployments.ts';
import { RequestFailure, unexpectedAnswer } from './failures.ts';
import { listDeployments } from './listed-deployments.ts';

const purpose = { doing: 'read the deployments', permission: 'deployments: read' } as const;

/** Environments asked for in one request, and pages of each that are read at most. */
const MOST_TOGETHER = 10;
const MOST_PAGES = 10;

const deploymentsPart = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(
    z.object({
      environment: z.string().nullable(),
      commitOid: z.string(),
      createdAt: z.string(),
      statuses: z.object({
        // More statuses than a page holds: REST lists them all.
        pageInfo: z.object({ hasNextPage: z.literal(false) }),
        nodes: z.array(z.object({ state: z.string(), createdAt: z.string() })),
      }),
    }),
  ),
});
type DeploymentsPart = z.infer<typeof deploymentsPart>;

const answer = z.object({ repository: z.record(z.string(), deploymentsPart) });

/** An environment that is being read, newest deployments first. */
interface Reading extends WantedEnvironment {
  known: Deployment[];
  after: string | null;
}

/**
 * The deployments to the environments as they were at `now`, back to where nothing older can matter. Where GraphQL brings
 * nothing, REST is asked.
 * @throws {ReadFailure} also when there are too many
 */
export async function readDeployments(
  client: Client,
  environments: WantedEnvironment[],
  now: string,
): Promise<EvidenceReport<DeploymentEvidence>> {
  const deployments = await queryAll(client, environments, now).catch((error: unknown) => {
    if (!(error instanceof RequestFailure)) throw error;
    return listDeployments(client, environments, now);
  });
  const path = `deployments to ${environments.map(({ name }) => name).join(', ')}`;
  return {
    provenance: { path, format: 'github-deployments', sha256: '', trust: 'api-verified' },
    evidence: { kind: 'deployment', deployments: deployments.flatMap((one) => asOf(one, now)), defects: [] },
  };
}

/** What has happened since is left to the next run: the clocks of runner and server need not agree. */
function asOf(deployment: Deployment, now: string): Deployment[] {
  const until = Date.parse(now);
  if (Date.parse(deployment.createdAt) > until) return [];
  return [{ ...deployment, statuses: deployment.statuses.filter(({ createdAt }) => Date.parse(createdAt) <= until) }];
}

async function queryAll(client: Client, environments: WantedEnvironment[], now: string): Promise<Deployment[]> {
  const done: Deployment[] = [];
  let open = environments.map((wanted): Reading => ({ ...wanted, known: [], after: null }));
  for (let page = 0; open.length > 0; page += 1) {
    if (page === MOST_PAGES) throw tooMany(open[0]?.name ?? '', MOST_PAGES * 100);
    const next: Reading[] = [];
    for (let start = 0; start < open.length; start += MOST_TOGETHER) {
      next.push(...(await queryPages(client, open.slice(start, start + MOST_TOGETHER))));
    }
    open = next.filter((reading) => reading.after !== null && !enoughKnown(reading.known, reading.days, now));
    done.push(...next.filter((reading) => !open.includes(reading)).flatMap(({ known }) => known));
  }
  return done;
}

async function queryPages(client: Client, readings: Reading[]): Promise<Reading[]> {
  const variables = Object.fromEntries(
    readings.flatMap(({ name, after }, index) => [
      [`environment${index}`, name],
      [`after${index}`, after],
    ]),
  );
  const { repository } = await client.graphql(purpose, answer, queryFor(readings.length), variables);
  return readings.map((reading, index) => {
    const { pageInfo, nodes } = partOf(repository, index);
    const known = [...reading.known, ...nodes.map((node) => deploymentOf(node, reading.name))];
    return { ...reading, known, after: pageInfo.hasNextPage ? pageInfo.endCursor : null };
  });
}

/** What the answer leaves out must not look like an environment without deployments. */
function partOf(repository: Record<string, DeploymentsPart>, index: number): DeploymentsPart {
  const part = repository[`e${index}`];
  if (part === undefined) throw unexpectedAnswer(purpose);
  return part;
}

function queryFor(count: number): string {
  const indexes = Array.from({ length: count }, (_none, index) => index);
  const variables = indexes.map((index) => `$environment${index}: String!, $after${index}: String`);
  const page = (index: number): string =>
    `e${index}: deployments(environments: [$environment${index}], first: 100, after: $after${index}, orderBy: {field: CREATED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes { environment commitOid createdAt statuses(first: 100) { pageInfo { hasNextPage } nodes { state createdAt } } }
    }`;
  return `query Deployments(${['$owner: String!, $repo: String!', ...variables].join(', ')}) {
  repository(owner: $owner, name: $repo) {
    ${indexes.map(page).join('\n    ')}
  }
}`;
}

/** GraphQL writes states in capitals, which evidence does not. */
function deploymentOf(node: DeploymentsPart['nodes'][number], environment: string): Deployment {
  return {
    environment: node.environment ?? environment,
    sha: node.commitOid,
    createdAt: node.createdAt,
    statuses: node.statuses.nodes.map(({ state, createdAt }) => ({ state: state.toLowerCase(), createdAt })),
  };
}
