/**
 * A value that follows from another alone, worked out once for each: an index of a list that thousands of components look
 * into. The source must not change afterwards.
 */
export function onceFor<S extends object, T>(derive: (source: S) => T): (source: S) => T {
  const known = new WeakMap<S, { value: T }>();
  return (source) => {
    const before = known.get(source);
    if (before !== undefined) return before.value;
    const value = derive(source);
    known.set(source, { value });
    return value;
  };
}
