import { ReadFailure, type DeploymentEvidence } from '../model/index.ts';

/** A deployment with its statuses. */
export type Deployment = DeploymentEvidence['deployments'][number];

const DAY = 24 * 60 * 60 * 1000;

/**
 * A deployment may wait so long for its approval, and then take the place of a newer one.
 * https://docs.github.com/actions/how-tos/deploy/configure-and-manage-deployments/review-deployments
 */
const LONGEST_WAIT = 30 * DAY;

/**
 * Whether older deployments than these (newest first) can no longer matter: nothing younger than the demanded days is
 * unknown, nor the one that runs.
 */
export function enoughKnown(known: Deployment[], days: number, now: string): boolean {
  if (!known.some(({ statuses }) => statuses.some(({ state }) => state === 'success'))) return false;
  const oldest = known.at(-1);
  return (
    days === 0 || (oldest !== undefined && Date.parse(now) - Date.parse(oldest.createdAt) > days * DAY + LONGEST_WAIT)
  );
}

/** The failure when an environment has more deployments than are read. */
export function tooMany(environment: string, most: number): ReadFailure {
  return new ReadFailure({
    code: 'too-many-deployments',
    message: `The deployments to ${environment} are too many to read: ${most} do not reach back far enough.`,
    hint: 'Demand fewer days, or deploy to this environment less often.',
  });
}
