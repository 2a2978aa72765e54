import { testLevels } from '../model/index.ts';
import { filesOf, type ComponentFiles } from '../policy/index.ts';
import type { GovernedComponent, GovernedInput } from './govern.ts';

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

/** Whether a path is the component's: its spec, a file or a test of it. */
export function belongsTo(path: string, { spec, owned }: Pick<OwnedComponent, 'spec' | 'owned'>): boolean {
  return path === spec.path || owned.files.has(path) || testLevels.some((level) => owned.tests[level].has(path));
}

/**
 * Ids of the components whose spec, files, tests or required components changed; `null` for all: the configuration
 * changed, or a file that is nobody's (and so may be everybody's).
 */
function touchedBy(
  changed: string[],
  components: Omit<OwnedComponent, 'affected'>[],
  configuration: string | null,
): Set<string> | null {
  const touched = new Set<string>();
  for (const path of changed) {
    const owners = components.filter((component) => belongsTo(path, component));
    if (owners.length === 0 || path === configuration) return null;
    for (const { spec } of owners) touched.add(spec.id.value);
  }
  for (let size = -1; size !== touched.size;) {
    size = touched.size;
    for (const { spec } of components) {
      if (spec.dependencies.some(({ id, optional }) => !optional && touched.has(id))) touched.add(spec.id.value);
    }
  }
  return touched;
}
