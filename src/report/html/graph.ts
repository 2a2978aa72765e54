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

/** The components so that each stands before those it requires, as far as circles let it. */
function inOrder(keys: string[], requires: Neighbours): string[] {
  const seen = new Set<string>();
  const done: string[] = [];
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of requires.get(key) ?? []) visit(next);
    done.push(key);
  };
  for (const key of keys) visit(key);
  return done.reverse();
}

/** Each component one column right of the last that requires it; what leads back into a circle counts for nothing. */
function columnsOf(keys: string[], requires: Neighbours): Map<string, number> {
  const columns = new Map(keys.map((key) => [key, 0]));
  const placed = new Set<string>();
  for (const key of inOrder(keys, requires)) {
    placed.add(key);
    const next = (columns.get(key) ?? 0) + 1;
    for (const other of requires.get(key) ?? []) {
      if (!placed.has(other)) columns.set(other, Math.max(next, columns.get(other) ?? 0));
    }
  }
  return columns;
}

/** The entries as boxes in columns, those that require to the left of what they require. */
function drawn(entries: EntryData[]): Graph {
  const { requires } = neighboursOf(entries);
  const columns = columnsOf([...requires.keys()], requires);
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
  const { around } = neighboursOf(entries);
  const connected = entries.filter(({ key }) => (around.get(key)?.size ?? 0) > 0);
  return connected.length === 0 || connected.length > MOST_NODES ? null : drawn(connected);
}

/** The component with what it requires and what requires it, nearest first, as far as it can be taken in; `null` where it stands alone. */
export function graphAround(key: string, entries: EntryData[]): Graph | null {
  const { around } = neighboursOf(entries);
  const reached = new Set([key]);
  for (const next of reached) {
    for (const neighbour of around.get(next) ?? []) if (reached.size < MOST_NODES) reached.add(neighbour);
  }
  return reached.size === 1 ? null : drawn(entries.filter((entry) => reached.has(entry.key)));
}
