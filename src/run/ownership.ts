import { filesOf, type ComponentFiles } from '../policy/index.ts';
import type { GovernedComponent, GovernedInput } from './govern.ts';
import { grouped } from './grouped.ts';
import { ownersOf, type Owner } from './owners.ts';

/** A component with the files that are its own. */
export interface OwnedComponent extends GovernedComponent {
  owned: ComponentFiles;
  affected: boolean;
}

/** Gives each component its files, and says which ones the change touches. */
export function ownComponents({ components, repositoryFiles, base, configuration }: GovernedInput): OwnedComponent[] {
  const owned = components.map((component) => ({
    ...component,
    owned: filesInForce(component, repositoryFiles),
  }));
  const changed = base.state === 'known' ? base.changedPaths : null;
  const touched = changed === null || changed.length === 0 ? null : touchedBy(changed, owned, configuration.path);
  return owned.map((component) => ({
    ...component,
    affected: touched === null || touched.has(component.spec.id.value),
  }));
}

/** The files of a component; where the strictest of two policies is judged, those of both. */
export function filesInForce(
  { spec, settings, before, stricter }: GovernedComponent,
  repository: string[],
): ComponentFiles {
  const own = filesOf(spec, settings, repository);
  if (stricter === null || before === null) return own;
  const base = filesOf(before.spec, before.settings, repository);
  const tests = {
    unit: both(own.tests.unit, base.tests.unit),
    integration: both(own.tests.integration, base.tests.integration),
    e2e: both(own.tests.e2e, base.tests.e2e),
  };
  return { ...own, files: both(own.files, base.files), tests };
}

function both(one: Set<string>, other: Set<string>): Set<string> {
  return new Set([...one, ...other]);
}

/**
 * Ids of the components whose spec, files, tests or required components changed; `null` for all: the configuration
 * changed, or a file that is nobody's (and so may be everybody's).
 */
function touchedBy(changed: string[], components: Owner[], configuration: string | null): Set<string> | null {
  const touched = new Set<string>();
  for (const path of changed) {
    const owners = ownersOf(path, components);
    if (owners.length === 0 || path === configuration) return null;
    for (const id of owners) touched.add(id);
  }
  const requiring = dependants(components);
  // A set that grows while it is walked is walked to its end.
  for (const id of touched) for (const dependant of requiring.get(id) ?? []) touched.add(dependant);
  return touched;
}

/** By id of a component those that require it. */
function dependants(components: Owner[]): Map<string, Set<string>> {
  const requirements = components.flatMap(({ spec }) =>
    spec.dependencies.flatMap(({ id, optional }) => (optional ? [] : [{ required: id, by: spec.id.value }])),
  );
  return new Map(
    [...grouped(requirements, ({ required }) => required)].map(([id, all]) => [id, new Set(all.map(({ by }) => by))]),
  );
}
