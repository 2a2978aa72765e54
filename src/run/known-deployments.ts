import type { Facts, Known } from '../gates/index.ts';
import { filesOf } from '../policy/index.ts';
import type { DeploymentLog } from './input.ts';
import type { OwnedComponent } from './ownership.ts';

/** The deployments as a component sees them. A file that is gone counts as its own as well. */
export function deploymentsOf({ spec, settings }: OwnedComponent, log: Known<DeploymentLog>): Facts['deployments'] {
  if (log.state !== 'known') return log;
  const { changedPaths, ...history } = log.value;
  const changedFiles = new Map(
    [...changedPaths].map(([sha, paths]) => [sha, [...filesOf(spec, settings, paths).files]]),
  );
  return { ...log, value: { ...history, changedFiles } };
}

/** The names of the environments that the configuration gives the stages of a component. */
export function environmentsOf({ settings }: OwnedComponent): Facts['environments'] {
  return new Map(Object.entries(settings?.environments ?? {}));
}
