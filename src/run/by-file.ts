import { grouped } from './grouped.ts';

/** A thing and its place among the others. */
export interface Placed<T> {
  position: number;
  thing: T;
}

/** Things by the repository's file that they speak of, so that a component finds its own without looking at all of them. */
export interface ByFile<T> {
  inFile: Map<string, Placed<T>[]>;
  /** Those that speak of no file of the repository. */
  nowhere: Placed<T>[];
}

/** Sorts things by their file, once for all components. */
export function byFile<T extends { file: string | null }>(things: readonly T[]): ByFile<T> {
  const placed = things.map((thing, position) => ({ position, thing }));
  const groups = grouped(placed, ({ thing }) => thing.file);
  const inFile = new Map([...groups].flatMap(([file, group]) => (file === null ? [] : [[file, group] as const])));
  return { inFile, nowhere: groups.get(null) ?? [] };
}

/** The things in some files, and some others, in the order in which they were reported. */
export function gathered<T>({ inFile }: ByFile<T>, files: Iterable<string>, others: Placed<T>[] = []): T[] {
  const found = [...others];
  for (const file of new Set(files)) for (const placed of inFile.get(file) ?? []) found.push(placed);
  return found.sort((one, other) => one.position - other.position).map(({ thing }) => thing);
}
