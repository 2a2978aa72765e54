import { finding, readEnvironment, runningDeployment, type Ancestry, type Known } from '../gates/index.ts';
import { ReadFailure, type ApiFacts, type Change, type DeploymentEvidence, type EvidenceSet } from '../model/index.ts';
import type { DeploymentLog, WantedFacts } from '../run/index.ts';
import { ancestorsAmong, changedBetween } from '../workspace/index.ts';

type Deployments = DeploymentEvidence['deployments'];

/** Where a log is made: the workspace, its git, and the time (ISO 8601). */
interface Place {
  root: string;
  now: string;
}

/**
 * The deployments, and how their commits relate to the base of the change, or to the judged commit. They come from files,
 * shown as self-reported; where there is an API, files don't count.
 */
export async function deploymentsOf(
  change: Change,
  evidence: EvidenceSet,
  wanted: WantedFacts,
  place: Place,
): Promise<Known<DeploymentLog>> {
  try {
    return change.api === null ? await fromFiles(change, evidence, place) : await fromApi(change.api, wanted, place);
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { state: 'error', problems: [error.problem], evidence: [] };
  }
}

async function fromFiles(change: Change, evidence: EvidenceSet, place: Place): Promise<Known<DeploymentLog>> {
  const broken = evidence.unreliable.filter(({ kind }) => kind === 'deployment');
  if (broken.length > 0) {
    const problems = broken.flatMap((report) => report.problems);
    return { state: 'error', problems, evidence: broken.map(({ provenance }) => provenance) };
  }
  const reports = evidence.deployments;
  if (reports.length === 0)
    return { state: 'missing', why: 'No deployment is known: no API was asked, and no deployment file was found.' };
  const deployments = reports.flatMap((report) => report.evidence.deployments);
  const base = change.readBase === null ? null : await change.readBase({ paths: [], globs: [] });
  const commit = base?.base.commit ?? change.commit;
  const ancestry = commit === null ? null : await ancestorsAmong(place.root, commit, commitsOf(deployments));
  const changedPaths = await changedSince(deployments, commit, ancestry, place, () => Promise.resolve(null));
  return {
    state: 'known',
    value: { deployments, commit, ancestry, changedPaths },
    evidence: reports.map(({ provenance }) => provenance),
    notes: [finding('note', 'Self-reported: read from a file, not from the API.')],
  };
}

async function fromApi(api: ApiFacts, wanted: WantedFacts, place: Place): Promise<Known<DeploymentLog>> {
  if (wanted.environments.length === 0)
    return { state: 'missing', why: 'Not asked for: no row that counts here demands a deployment.' };
  const { provenance, evidence } = await api.readDeployments(wanted.environments, place.now);
  const { deployments } = evidence;
  const commit = api.deployedCommit;
  const ancestry = await ancestryOf(api, deployments, place);
  const changedPaths = wanted.changesSince
    ? await changedSince(deployments, commit, ancestry, place, (from) => api.readChangedPaths(from, commit))
    : new Map<string, string[]>();
  return {
    state: 'known',
    value: { deployments, commit, ancestry, changedPaths },
    evidence: [provenance],
    notes: [finding('note', 'Verified by the API.')],
  };
}

/** A whole history at hand spares requests; a shallow one would take commits for unrelated that are not. */
async function ancestryOf(api: ApiFacts, deployments: Deployments, { root, now }: Place): Promise<Ancestry | null> {
  const commits = commitsOf(deployments);
  if (commits.size === 0) return null;
  const local = await ancestorsAmong(root, api.deployedCommit, commits);
  if (local?.complete === true) return local;
  return api.readLineage(api.deployedCommit, commits, decisiveCommits(deployments, now));
}

/** What decides most rows: in each environment the deployment that runs, and the newest one. */
function decisiveCommits(deployments: Deployments, now: string): string[] {
  const newest = environmentsOf(deployments, now).flatMap((read) => read.at(-1)?.sha ?? []);
  return [...new Set([...runningCommits(deployments, now), ...newest])];
}

/** The commits that run now, one an environment. */
function runningCommits(deployments: Deployments, now: string): Set<string> {
  return new Set(environmentsOf(deployments, now).flatMap((read) => runningDeployment(read)?.sha ?? []));
}

/** The deployments, environment by environment, oldest first. */
function environmentsOf(deployments: Deployments, now: string): ReturnType<typeof readEnvironment>['deployments'][] {
  const history = { deployments, commit: null, ancestry: null, changedFiles: new Map<string, string[]>() };
  const environments = new Set(deployments.map(({ environment }) => environment.toLowerCase()));
  return [...environments].map((environment) => readEnvironment(history, environment, now).deployments);
}

function commitsOf(deployments: Deployments): Set<string> {
  return new Set(deployments.map(({ sha }) => sha.toLowerCase()));
}

/** Paths that have changed since the commits that run; git at hand is asked first, `ask` where it does not know them. */
async function changedSince(
  deployments: Deployments,
  commit: string | null,
  ancestry: Ancestry | null,
  { root, now }: Place,
  ask: (from: string) => Promise<string[] | null>,
): Promise<Map<string, string[]>> {
  const changed = new Map<string, string[]>();
  if (commit === null) return changed;
  const running = runningCommits(deployments, now);
  for (const sha of ancestry?.commits.filter((one) => running.has(one)) ?? []) {
    const paths = (await changedBetween(root, sha, commit)) ?? (await ask(sha));
    if (paths !== null) changed.set(sha, paths);
  }
  return changed;
}
