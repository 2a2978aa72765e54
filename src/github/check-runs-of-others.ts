import { z } from 'zod';
import type { CheckRunFact } from '../model/index.ts';
import type { Client } from './client.ts';
import { externalIdOf } from './own-check-run.ts';

const purpose = { doing: 'read the check runs', permission: 'checks: read' } as const;

const PAGE = 100;

const runsAnswer = z.object({
  check_runs: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      external_id: z.string().nullable(),
      status: z.string(),
      conclusion: z.string().nullable(),
      app: z.object({ slug: z.string().optional() }).nullable(),
    }),
  ),
});
type ListedRun = z.infer<typeof runsAnswer>['check_runs'][number];

/**
 * The check runs of a commit that have one of the names, the newest of each name and app.
 * @throws {RequestFailure}
 */
export async function readCheckRuns(client: Client, commit: string, names: string[]): Promise<CheckRunFact[]> {
  const facts: CheckRunFact[] = [];
  for (const name of names) {
    const runs = await runsNamed(client, commit, name);
    facts.push(...newestOfEachApp(runs).map(factOf));
  }
  return facts;
}

async function runsNamed(client: Client, commit: string, name: string): Promise<ListedRun[]> {
  const all: ListedRun[] = [];
  for (let page = 1; ; page += 1) {
    const { check_runs: runs } = await client.rest(
      purpose,
      runsAnswer,
      'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      { ref: commit, check_name: name, filter: 'latest', per_page: PAGE, page },
    );
    all.push(...runs);
    if (runs.length < PAGE) return all.filter((run) => run.name === name);
  }
}

/** Ids grow with time: a later one of the same app has taken the place of an earlier one, of whatever workflow. */
function newestOfEachApp(runs: ListedRun[]): ListedRun[] {
  const byAge = [...runs].sort((one, other) => one.id - other.id);
  return [...new Map(byAge.map((run) => [run.app?.slug ?? '', run])).values()];
}

function factOf({ name, app, external_id: externalId, status, conclusion }: ListedRun): CheckRunFact {
  return {
    name,
    app: app?.slug ?? '',
    own: externalId?.startsWith(externalIdOf('')) === true,
    conclusion: status === 'completed' ? conclusion : null,
  };
}
