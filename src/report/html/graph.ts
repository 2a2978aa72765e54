import type { EntryData } from './data.ts';

/** A component in the drawing; `column` counts from the components that nobody requires. */
export interface GraphNode {
  entry: EntryData;
  column: number;
  row: number;
}

export interface Graph {
  nodes: GraphNode[];
  edges: { from: GraphNode; to: GraphNode; optional: boolean }[];
}

/** More than so many boxes can't be taken in. */
const MOST_NODES = 60;

type Neighbours = Map<string, Set<string>>;

function neighboursOf(entries: EntryData[]): { requires: Neighbours; around: Neighbours } {
  const keys = new Set(entries.map(({ key }) => key));
  const requires: Neighbours = new Map(entries.map(({ key }) => [key, new Set()]));
  const around: Neighbours = new Map(entries.map(({ key }) => [key, new Set()]));
  for (const { key, needs } of entries) {
    for (const need of needs) {
      if (need.key === null || need.key === key || !keys.has(need.key)) continue;
      requires.get(key)?.add(need.key);
      around.get(key)?.add(need.key);
      around.get(need.key)?.add(key);
    }
  }
  return { requires, around };
}

/** Each component one column right of the last that requires it; a circle is cut where it closes. */
function columnsOf(keys: string[], requires: Neighbours): Map<string, number> {
  const columns = new Map(keys.map((key) => [key, 0]));
  const path = new Set<string>();
  const place = (key: string, column: number): void => {
    if (path.has(key) || column < (columns.get(key) ?? 0)) return;
    columns.set(key, column);
    path.add(key);
    for (const next of requires.get(key) ?? []) if ((columns.get(next) ?? 0) <= column) place(next, column + 1);
    path.delete(key);
  };
  for (const key of keys) place(key, columns.get(key) ?? 0);
  return columns;
}

/** The entries as boxes in columns, those that require to the left of what they require. */
function drawn(entries: EntryData[], requires: Neighbours): Graph {
  const keys = entries.map(({ key }) => key);
  const columns = columnsOf(keys, requires);
  const heights = new Map<number, number>();
  const nodes = new Map(
    entries.map((entry): [string, GraphNode] => {
      const column = columns.get(entry.key) ?? 0;
      const row = heights.get(column) ?? 0;
      heights.set(column, row + 1);
      return [entry.key, { entry, column, row }];
    }),
  );
  const edges = [...nodes.values()].flatMap((from) =>
    from.entry.needs.flatMap(({ key, optional }) => {
      const to = key === null ? undefined : nodes.get(key);
      return to === undefined || to === from ? [] : [{ from, to, optional }];
    }),
  );
  return { nodes: [...nodes.values()], edges };
}

/** The graph of all components that require another one; `null` where there is none, or too much to take in. */
export function wholeGraph(entries: EntryData[]): Graph | null {
  const { requires, around } = neighboursOf(entries);
  const connected = entries.filter(({ key }) => (around.get(key)?.size ?? 0) > 0);
  if (connected.length === 0 || connected.length > MOST_NODES) return null;
  return drawn(connected, requires);
}

/** The component with what it requires and what requires it, nearest first, as far as it can be taken in; `null` where it stands alone. */
export function graphAround(key: string, entries: EntryData[]): Graph | null {
  const { requires, around } = neighboursOf(entries);
  const reached = new Set([key]);
  for (const next of reached) {
    for (const neighbour of around.get(next) ?? []) if (reached.size < MOST_NODES) reached.add(neighbour);
  }
  if (reached.size === 1) return null;
  return drawn(
    entries.filter((entry) => reached.has(entry.key)),
    requires,
  );
}
