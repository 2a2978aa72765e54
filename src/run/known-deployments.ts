import type { Facts, Known } from '../gates/index.ts';
import type { DeploymentLog } from './input.ts';
import { filesInForce, type OwnedComponent } from './ownership.ts';

/** The deployments as a component sees them. A file that is gone counts as its own as well. */
export function deploymentsOf(component: OwnedComponent, log: Known<DeploymentLog>): Facts['deployments'] {
  if (log.state !== 'known') return log;
  const { changedPaths, ...history } = log.value;
  const changedFiles = new Map(
    [...changedPaths].map(([sha, paths]) => [sha, [...filesInForce(component, paths).files]]),
  );
  return { ...log, value: { ...history, changedFiles } };
}

/** The names of the environments that the configuration gives the stages of a component; the base's where it is in force. */
export function environmentsOf({ settings, stricter }: OwnedComponent): Facts['environments'] {
  return new Map(Object.entries((stricter ?? { settings }).settings?.environments ?? {}));
}
