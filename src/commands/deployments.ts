import { finding, readEnvironment, runningDeployment, type Ancestry, type Known } from '../gates/index.ts';
import { ReadFailure, type Change, type DeploymentEvidence, type EvidenceSet } from '../model/index.ts';
import type { DeploymentLog } from '../run/index.ts';
import { ancestorsAmong, changedBetween } from '../workspace/index.ts';

type Deployments = DeploymentEvidence['deployments'];

/**
 * The deployments, and how their commits relate to the base of the change, or to the judged commit. They come from files,
 * shown as self-reported; where there is an API, files don't count.
 */
export async function deploymentsOf(
  change: Change,
  evidence: EvidenceSet,
  root: string,
  now: string,
): Promise<Known<DeploymentLog>> {
  if (change.readReviews !== null)
    return { state: 'missing', why: 'On GitHub only the API’s deployments count, and they are not read yet.' };
  const broken = evidence.unreliable.filter(({ kind }) => kind === 'deployment');
  if (broken.length > 0) {
    const problems = broken.flatMap((report) => report.problems);
    return { state: 'error', problems, evidence: broken.map(({ provenance }) => provenance) };
  }
  const reports = evidence.deployments;
  if (reports.length === 0)
    return { state: 'missing', why: 'No deployment is known: no API was asked, and no deployment file was found.' };
  const provenances = reports.map(({ provenance }) => provenance);
  try {
    return {
      state: 'known',
      value: await logOf(
        reports.flatMap((report) => report.evidence.deployments),
        change,
        root,
        now,
      ),
      evidence: provenances,
      notes: [finding('note', 'Self-reported: read from a file, not from the API.')],
    };
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { state: 'error', problems: [error.problem], evidence: provenances };
  }
}

async function logOf(deployments: Deployments, change: Change, root: string, now: string): Promise<DeploymentLog> {
  const base = change.readBase === null ? null : await change.readBase();
  const commit = base?.base.commit ?? change.commit;
  const shas = new Set(deployments.map(({ sha }) => sha.toLowerCase()));
  const ancestry = commit === null ? null : await ancestorsAmong(root, commit, shas);
  const log = { deployments, commit, ancestry };
  return { ...log, changedPaths: await changedSince(runningCommits(deployments, now), commit, ancestry, root) };
}

/** The commits that run now, one an environment. */
function runningCommits(deployments: Deployments, now: string): Set<string> {
  const history = { deployments, commit: null, ancestry: null, changedFiles: new Map<string, string[]>() };
  const environments = new Set(deployments.map(({ environment }) => environment.toLowerCase()));
  const running = [...environments].flatMap((environment) => {
    const one = runningDeployment(readEnvironment(history, environment, now).deployments);
    return one === null ? [] : [one.sha];
  });
  return new Set(running);
}

async function changedSince(
  running: Set<string>,
  commit: string | null,
  ancestry: Ancestry | null,
  root: string,
): Promise<Map<string, string[]>> {
  const changed = new Map<string, string[]>();
  if (commit === null) return changed;
  for (const sha of ancestry?.commits.filter((one) => running.has(one)) ?? []) {
    const paths = await changedBetween(root, sha, commit);
    if (paths !== null) changed.set(sha, paths);
  }
  return changed;
}
