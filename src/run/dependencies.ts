import type { Dependency, Standing } from '../gates/index.ts';
import type { OwnedComponent } from './ownership.ts';
import { strongGroups } from './strong-groups.ts';

/** A component to judge, after all that it requires. */
export interface Step {
  component: OwnedComponent;
  /** What is known of the components that it names, from the standings of those that were judged before. */
  dependencies: (standings: Map<OwnedComponent, Standing>) => Map<string, Dependency>;
}

/** The components that one names, by the specification's lines. */
type Edges = (component: OwnedComponent) => OwnedComponent[];

/** Beyond so many components a circle is named by its beginning only. */
const LARGEST_TRACED = 30;

/**
 * The wanted components and all that they require, directly or not, each behind those that it requires. An optional
 * dependency comes first too unless it leads back: it demands nothing, so it closes no circle.
 */
export function judgingOrder(wanted: OwnedComponent[], all: OwnedComponent[]): Step[] {
  const byId = new Map([...all].reverse().map((component) => [component.spec.id.value, component]));
  const edges =
    (counts: (optional: boolean) => boolean): Edges =>
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
function stepOf(component: OwnedComponent, byId: Map<string, OwnedComponent>, circular: Edges, mutual: Edges): Step {
  const inCircle = new Set(circular(component));
  const know = (other: OwnedComponent, standings: Map<OwnedComponent, Standing>): Dependency => {
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

function within(members: Set<OwnedComponent>, edges: Edges): Edges {
  return (component) => edges(component).filter((other) => members.has(other));
}

/** The ids of the shortest way from a component through one that it names back to itself. */
function circle(start: OwnedComponent, through: OwnedComponent, edges: Edges): string[] {
  const before = new Map<OwnedComponent, OwnedComponent>([[through, start]]);
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
