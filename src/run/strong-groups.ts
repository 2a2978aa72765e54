/** A node on the way of the search: when it was met, the earliest one it leads back to, and where it goes on. */
interface Visit<T> {
  node: T;
  met: number;
  earliest: number;
  next: Iterator<T>;
}

/**
 * The nodes that some nodes lead to, themselves included, in groups: two nodes share one when each leads to the other. A
 * group stands behind those that it leads to. Tarjan's algorithm (SIAM J. Comput. 1972, 1(2), 146-160) without recursion,
 * linear in nodes and edges.
 */
export function strongGroups<T>(from: T[], leadsTo: (node: T) => T[]): T[][] {
  const groups: T[][] = [];
  const visits = new Map<T, Visit<T>>();
  const grouped = new Set<T>();
  const open: T[] = [];
  const path: Visit<T>[] = [];
  const enter = (node: T): void => {
    const visit = { node, met: visits.size, earliest: visits.size, next: leadsTo(node).values() };
    visits.set(node, visit);
    open.push(node);
    path.push(visit);
  };
  const leave = ({ node, met, earliest }: Visit<T>): void => {
    const before = path.at(-1);
    if (before !== undefined) before.earliest = Math.min(before.earliest, earliest);
    if (earliest !== met) return;
    const group = open.splice(open.lastIndexOf(node));
    for (const member of group) grouped.add(member);
    groups.push(group);
  };
  for (const start of from) {
    if (!visits.has(start)) enter(start);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const step = visit.next.next();
      if (step.done === true) {
        path.pop();
        leave(visit);
        continue;
      }
      const known = visits.get(step.value);
      if (known === undefined) enter(step.value);
      else if (!grouped.has(step.value)) visit.earliest = Math.min(visit.earliest, known.met);
    }
  }
  return groups;
}
