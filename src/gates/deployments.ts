import type { DeploymentEvidence, Finding, Problem } from '../model/index.ts';
import type { Ancestry, DeploymentHistory, Facts } from './known-facts.ts';
import { finding } from './judgement.ts';

type Deployment = DeploymentEvidence['deployments'][number];

/** What became of a deployment; `superseded` and taken-down ones did succeed. */
export type Outcome = 'succeeded' | 'failed' | 'pending';

/** A deployment as its statuses tell it. Times are milliseconds since 1970. */
export interface ReadDeployment {
  environment: string;
  sha: string;
  createdAt: number;
  /** By the newest status that says something: `inactive` only says that it is over. */
  outcome: Outcome;
  /** The newest status, as GitHub words it; `null` without any. */
  state: string | null;
  firstSuccess: number | null;
  failures: number[];
}

/** The deployments to an environment, oldest first, and what can't be true of them. */
export interface ReadEnvironment {
  deployments: ReadDeployment[];
  problems: Problem[];
}

/** A deployment of an older commit in the place of a newer one, with success. */
export interface Rollback {
  from: ReadDeployment;
  to: ReadDeployment;
  at: number;
}

/** https://docs.github.com/en/rest/deployments/statuses; `waiting` is for a protection rule. */
const outcomes = new Map<string, Outcome | 'over'>([
  ['success', 'succeeded'],
  ['failure', 'failed'],
  ['error', 'failed'],
  ['pending', 'pending'],
  ['queued', 'pending'],
  ['in_progress', 'pending'],
  ['waiting', 'pending'],
  ['inactive', 'over'],
]);

/** Of two statuses of the same second the graver is the newer one. */
const gravity = ['pending', 'succeeded', 'over', 'failed'];

/** The environment that a row means: the named one, else the stage’s; a stage's may have another name on GitHub. */
export function environmentOf(
  { environments, stageNamed }: Pick<Facts, 'environments' | 'stageNamed'>,
  named: string,
): string {
  return environments.get(stageNamed(named) ?? named) ?? named;
}

/** Reads the deployments to one environment, or to all (`null`). GitHub's environments don't differ by case. */
export function readEnvironment(history: DeploymentHistory, environment: string | null, now: string): ReadEnvironment {
  const here = history.deployments.filter((one) => environment === null || sameName(one.environment, environment));
  return {
    deployments: here.map(readDeployment).sort((one, other) => one.createdAt - other.createdAt),
    problems: here.flatMap((deployment) => contradictions(deployment, Date.parse(now))),
  };
}

/**
 * Deployments of the commit in question, else of the nearest deployed commit before it; `findings` say what they are, or
 * why there are none.
 */
export function deploymentsOfCommit(
  deployments: ReadDeployment[],
  { commit, ancestry }: DeploymentHistory,
): { deployments: ReadDeployment[]; findings: Finding[] } {
  if (commit === null) {
    const note = finding('note', 'No commit is known: the newest deployment counts, whatever its commit.');
    return { deployments, findings: [note] };
  }
  const deployed = new Set(deployments.map(({ sha }) => sha));
  const nearest = deployed.has(commit) ? commit : ancestry?.commits.find((sha) => deployed.has(sha));
  if (nearest === undefined) return { deployments: [], findings: [finding('fail', whyNone(commit, ancestry))] };
  const note = `Deployed is ${short(nearest)}, the newest deployed commit before ${short(commit)}.`;
  return {
    deployments: deployments.filter(({ sha }) => sha === nearest),
    findings: nearest === commit ? [] : [finding('note', note)],
  };
}

/** The deployment that runs: the last one to succeed, if it is not over. `null` when nothing runs. */
export function runningDeployment(deployments: ReadDeployment[]): ReadDeployment | null {
  const last = inOrderOfSuccess(deployments).at(-1);
  return last === undefined || last.state === 'inactive' ? null : last;
}

/** Rollbacks within one environment: where both commits are on the main line git says which is older, else the order of their first success. */
export function rollbacksOf(deployments: ReadDeployment[], ancestry: Ancestry | null): Rollback[] {
  const first = new Map<string, number>();
  const rollbacks: Rollback[] = [];
  let running: ReadDeployment | null = null;
  for (const deployment of inOrderOfSuccess(deployments)) {
    const at = deployment.firstSuccess ?? deployment.createdAt;
    const since = first.get(deployment.sha) ?? at;
    if (running !== null && isOlder(deployment.sha, running.sha, ancestry, since < (first.get(running.sha) ?? at)))
      rollbacks.push({ from: running, to: deployment, at });
    first.set(deployment.sha, since);
    running = deployment;
  }
  return rollbacks;
}

/** The beginning of a commit's name, as people say it. */
export function short(sha: string): string {
  return sha.slice(0, 10);
}

function isOlder(sha: string, other: string, ancestry: Ancestry | null, wasFirst: boolean): boolean {
  if (sha === other) return false;
  const [place, otherPlace] = [ancestry?.mainline.indexOf(sha) ?? -1, ancestry?.mainline.indexOf(other) ?? -1];
  return place >= 0 && otherPlace >= 0 ? place > otherPlace : wasFirst;
}

function inOrderOfSuccess(deployments: ReadDeployment[]): ReadDeployment[] {
  return deployments
    .flatMap((deployment) => (deployment.firstSuccess === null ? [] : [{ at: deployment.firstSuccess, deployment }]))
    .sort((one, other) => one.at - other.at)
    .map(({ deployment }) => deployment);
}

function readDeployment({ environment, sha, createdAt, statuses }: Deployment): ReadDeployment {
  const read = statuses
    .map((status) => {
      const state = status.state.toLowerCase();
      return { state, at: Date.parse(status.createdAt), outcome: outcomes.get(state) ?? 'pending' };
    })
    .sort((one, other) => one.at - other.at || gravity.indexOf(one.outcome) - gravity.indexOf(other.outcome));
  const times = (wanted: Outcome): number[] => read.filter(({ outcome }) => outcome === wanted).map(({ at }) => at);
  const telling = read.filter(({ outcome }) => outcome !== 'over').at(-1);
  return {
    environment,
    sha: sha.toLowerCase(),
    createdAt: Date.parse(createdAt),
    outcome: telling === undefined || telling.outcome === 'over' ? 'pending' : telling.outcome,
    state: read.at(-1)?.state ?? null,
    firstSuccess: times('succeeded')[0] ?? null,
    failures: times('failed'),
  };
}

/** A history that can't have been: it proves nothing, whatever else it says. */
function contradictions({ environment, sha, createdAt, statuses }: Deployment, now: number): Problem[] {
  const of = `of the deployment of ${short(sha)} to ${environment}`;
  const hint = 'Take the history from GitHub’s API, and check the clock.';
  const problems: Problem[] = [];
  if ([createdAt, ...statuses.map((status) => status.createdAt)].some((date) => Date.parse(date) > now))
    problems.push({ code: 'deployment-in-future', message: `A date ${of} lies in the future.`, hint });
  if (statuses.some((status) => Date.parse(status.createdAt) < Date.parse(createdAt)))
    problems.push({
      code: 'deployment-unordered',
      message: `A status ${of} is older than the deployment itself.`,
      hint,
    });
  const unknown = statuses.find(({ state }) => !outcomes.has(state.toLowerCase()));
  if (unknown !== undefined) {
    const message = `A status ${of} is "${unknown.state}", which is no state of GitHub's.`;
    problems.push({ code: 'deployment-state', message, hint: `Expected one of ${[...outcomes.keys()].join(', ')}.` });
  }
  return problems;
}

function whyNone(commit: string, ancestry: Ancestry | null): string {
  const none = `There is no deployment of ${short(commit)}`;
  if (ancestry === null)
    return `${none}; which commits came before it can't be known here, so no other deployment counts.`;
  if (!ancestry.complete)
    return `${none} or of a commit before it that is known here, where the history is cut off: fetch the whole (fetch-depth: 0).`;
  return `${none} or of any commit before it.`;
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
