/** A place in a file of the repository. Lines and columns are 1-based; a path is relative to the root, with `/`. */
export interface Location {
  path: string;
  line?: number;
  endLine?: number;
  column?: number;
}

/** A value together with the place where it stands. */
export interface Positioned<T> {
  value: T;
  at: Location;
}

/** `path:line` as people write it, or the path alone when the line is unknown. */
export function describeLocation(at: Location): string {
  return at.line === undefined ? at.path : `${at.path}:${at.line}`;
}
