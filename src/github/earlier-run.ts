import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BASELINE_FILE, REPORT_FILE, type EarlierReport, type EarlierRun } from '../model/index.ts';
import { downloadArtifact, listArtifacts } from './artifacts.ts';
import type { Client } from './client.ts';
import { compareCommits } from './compared-commits.ts';

const purpose = { doing: 'list the runs of the base branch', permission: 'actions: read' } as const;

/** The artifact as which a workflow uploads the folder of the report. */
const ARTIFACT = 'maturity-report';

/** What is further back was made of other code; each run costs a request or two. */
const MOST_RUNS = 10;

const run = z.object({
  id: z.int(),
  event: z.string(),
  head_sha: z.string(),
  conclusion: z.string().nullable(),
  head_repository: z.object({ full_name: z.string() }).nullish(),
});
const listedRuns = z.object({ workflow_runs: z.array(run) });
type Run = z.infer<typeof run>;

/** The commit under judgement, and its base. */
interface Judged {
  commit: string;
  base: string | null;
}

/** Which runs may be compared with; `null` where the event does not say. */
export interface ComparedRuns {
  /** File name of the workflow. */
  workflow: string | null;
  branch: string | null;
}

/**
 * The baseline that the newest completed run left, whatever its verdict: of this workflow, on the branch, at the base
 * commit or one before it. Runs of pull requests don't count: their code is nobody's yet.
 * https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
 * @throws {ReadFailure} also for an artifact that can't be used
 */
export async function readEarlierRun(client: Client, compared: ComparedRuns, judged: Judged): Promise<EarlierRun> {
  const found = await fileOfEarlierRun(client, compared, judged, BASELINE_FILE);
  if ('absent' in found) return found;
  const sha256 = createHash('sha256').update(found.bytes).digest('hex');
  const path = `run ${found.run.id}: ${ARTIFACT}`;
  const provenance = { path, format: 'maturity-baseline', sha256, trust: 'self-reported' } as const;
  return { text: found.bytes.toString('utf8'), provenance };
}

/**
 * The JSON report of the newest run that {@link readEarlierRun} would take, and the commit that GitHub ran it for.
 * @throws {ReadFailure} also for an artifact that can't be used
 */
export async function readEarlierReport(
  client: Client,
  compared: ComparedRuns,
  judged: Judged,
): Promise<EarlierReport> {
  const found = await fileOfEarlierRun(client, compared, judged, REPORT_FILE);
  return 'absent' in found ? found : { text: found.bytes.toString('utf8'), commit: found.run.head_sha };
}

/** A file that a run left. */
type FileOfRun = { bytes: Buffer; run: Run } | { absent: string };

async function fileOfEarlierRun(
  client: Client,
  { workflow, branch }: ComparedRuns,
  judged: Judged,
  name: string,
): Promise<FileOfRun> {
  if (workflow === null || branch === null) return { absent: 'the event names no workflow and branch to look for one' };
  const { workflow_runs: listed } = await client.rest(
    purpose,
    listedRuns,
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    { workflow_id: workflow, branch, status: 'completed', exclude_pull_requests: true, per_page: 50 },
  );
  const repository = `${client.repository.owner}/${client.repository.name}`;
  const usable = listed.filter((one) => isComparable(one, repository, judged)).slice(0, MOST_RUNS);
  for (const one of usable) {
    const found = (await leadsTo(client, one, judged)) ? await fileOf(client, one, name) : null;
    if (found !== null) return found;
  }
  return { absent: `no run of ${workflow} on ${branch} has left an artifact \`${ARTIFACT}\`, or it has expired` };
}

/** A push is compared with what was before it, not with another run of itself. */
function isComparable(
  { event, conclusion, head_sha: commit, head_repository: from }: Run,
  repository: string,
  judged: Judged,
): boolean {
  const ended = conclusion === 'success' || conclusion === 'failure';
  const own = from?.full_name.toLowerCase() === repository.toLowerCase();
  return ended && own && !event.startsWith('pull_request') && commit !== judged.commit;
}

async function leadsTo(client: Client, { head_sha: commit }: Run, judged: Judged): Promise<boolean> {
  const to = judged.base ?? judged.commit;
  return commit === to || (await compareCommits(client, commit, to)).distance !== null;
}

/** What a run left; `null` where it left nothing, as one that was cut off before. */
async function fileOf(client: Client, run: Run, name: string): Promise<FileOfRun | null> {
  const artifact = (await listArtifacts(client, run.id, ARTIFACT)).find(({ expired }) => !expired);
  if (artifact === undefined) return null;
  const files = await downloadArtifact(client, artifact);
  const [path] = [...files.keys()].filter((one) => one === name || one.endsWith(`/${name}`));
  const bytes = path === undefined ? undefined : files.get(path);
  if (bytes === undefined) return { absent: `the artifact \`${ARTIFACT}\` of run ${run.id} has no ${name}` };
  return { bytes, run };
}
