import type { DeploymentEvidence } from '../model/index.ts';
import type { DeploymentHistory } from './known-facts.ts';

type Deployment = DeploymentEvidence['deployments'][number];

/** The 22nd of November 2026 at noon is the time of all examples; this is noon of an earlier day, some seconds later. */
export function noon(day: number, seconds = 0): string {
  return new Date(Date.UTC(2026, 10, day, 12, 0, seconds)).toISOString();
}

/** A deployment to staging at noon of a day of November 2026, with statuses a second apart, the last of them at `noon(day)`. */
export function deployment(sha: string, day: number, states: string[]): Deployment {
  const statuses = states.map((state, index) => ({ state, createdAt: noon(day, index + 1 - states.length) }));
  return { environment: 'staging', sha, createdAt: noon(day, -60), statuses };
}

/** A history without a commit to compare with; for examples. */
export function history(deployments: Deployment[]): DeploymentHistory {
  return { deployments, commit: null, ancestry: null, changedFiles: new Map() };
}
