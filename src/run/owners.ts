import { onceFor, testLevels, type Spec } from '../model/index.ts';
import type { ComponentFiles } from '../policy/index.ts';
import type { ByFile, Placed } from './by-file.ts';
import { grouped } from './grouped.ts';

/** A component as far as its files tell it from others. */
export interface Owner {
  spec: Spec;
  owned: ComponentFiles;
}

/** The paths that are a component's: its spec, its files and its tests. */
export function pathsOf({ spec, owned }: Owner): string[] {
  return [spec.path, ...owned.files, ...testLevels.flatMap((level) => [...owned.tests[level]])];
}

const ownersByPath = onceFor((components: readonly Owner[]) =>
  grouped(
    components.flatMap((component) => pathsOf(component).map((path) => ({ path, id: component.spec.id.value }))),
    ({ path }) => path,
  ),
);

/** The ids of the components that a path belongs to. */
export function ownersOf(path: string, components: readonly Owner[]): string[] {
  return (ownersByPath(components).get(path) ?? []).map(({ id }) => id);
}

/** What a report says of no file, or of files that are nobody's: it is every component's. */
export function everybodys<T>(
  sorted: (things: T[]) => ByFile<T>,
): (components: readonly Owner[]) => (things: T[]) => Placed<T>[] {
  return onceFor((components: readonly Owner[]) =>
    onceFor((things: T[]) => {
      const { inFile, nowhere } = sorted(things);
      const owners = ownersByPath(components);
      return [...nowhere, ...[...inFile].flatMap(([file, placed]) => (owners.has(file) ? [] : placed))];
    }),
  );
}

const idsOf = onceFor((components: readonly Owner[]) => new Set(components.map(({ spec }) => spec.id.value)));

/** Whether there is a component of this id. */
export function isComponent(id: string, components: readonly Owner[]): boolean {
  return idsOf(components).has(id);
}
