import type { Dependency, Standing } from '../gates/index.ts';
import type { Spec } from '../model/index.ts';
import { strongGroups } from './strong-groups.ts';

/** A component as far as it requires others. */
export interface Requiring {
  spec: Pick<Spec, 'id' | 'dependencies'>;
}

/** A component to judge, after all that it requires. */
export interface Step<C extends Requiring> {
  component: C;
  /** What is known of the components that it names, from the standings of those that were judged before. */
  dependencies: (standings: Map<C, Standing>) => Map<string, Dependency>;
}

/** The components that one names, by the specification's lines. */
type Edges<C> = (component: C) => C[];

/** Beyond so many components a circle is named by its beginning only. */
const LARGEST_TRACED = 30;

/**
 * The wanted components and all that they require, directly or not, each behind those that it requires. An optional
 * dependency comes first too unless it leads back: it demands nothing, so it closes no circle.
 */
export function judgingOrder<C extends Requiring>(wanted: C[], all: C[]): Step<C>[] {
  const byId = new Map([...all].reverse().map((component) => [component.spec.id.value, component]));
  const edges =
    (counts: (optional: boolean) => boolean): Edges<C> =>
    ({ spec }) =>
      spec.dependencies.flatMap(({ id, optional }) => (counts(optional) ? (byId.get(id) ?? []) : []));
  const named = edges(() => true);
  const required = edges((optional) => !optional);
  return strongGroups(wanted, named).flatMap((group) => {
    const outer = new Set(group);
    return strongGroups(group, within(outer, required)).flatMap((members) => {
      const inner = new Set(members);
      return members.map((component) => stepOf(component, byId, within(inner, required), within(outer, named)));
    });
  });
}

/** `circular` leads to components that require this one in turn, `mutual` also by way of optional lines. */
function stepOf<C extends Requiring>(
  component: C,
  byId: Map<string, C>,
  circular: Edges<C>,
  mutual: Edges<C>,
): Step<C> {
  const inCircle = new Set(circular(component));
  const know = (other: C, standings: Map<C, Standing>): Dependency => {
    const standing = standings.get(other);
    if (inCircle.has(other)) return { state: 'circle', path: circle(component, other, circular) };
    if (standing === undefined) return { state: 'circle', path: circle(component, other, mutual) };
    return { state: 'judged', standing };
  };
  return {
    component,
    dependencies: (standings) =>
      new Map(
        component.spec.dependencies.flatMap(({ id }): [string, Dependency][] => {
          const other = byId.get(id);
          return other === undefined ? [] : [[id, know(other, standings)]];
        }),
      ),
  };
}

function within<C>(members: Set<C>, edges: Edges<C>): Edges<C> {
  return (component) => edges(component).filter((other) => members.has(other));
}

/** The ids of the shortest way from a component through one that it names back to itself. */
function circle<C extends Requiring>(start: C, through: C, edges: Edges<C>): string[] {
  const before = new Map<C, C>([[through, start]]);
  const found = [through];
  for (const component of found) {
    if (component === start || found.length > LARGEST_TRACED) break;
    for (const next of edges(component)) {
      if (before.has(next)) continue;
      before.set(next, component);
      found.push(next);
    }
  }
  const way = [start.spec.id.value];
  let last = before.get(start);
  if (last === undefined) return [start.spec.id.value, through.spec.id.value, '…', start.spec.id.value];
  for (; last !== undefined && last !== start; last = before.get(last)) way.unshift(last.spec.id.value);
  return [start.spec.id.value, ...way];
}
