import { z } from 'zod';

/** Labels of a metric, by name. A map, because a record would lose a label that is called `__proto__`. */
export const labels = z.preprocess(
  (value) => (isObject(value) ? new Map(Object.entries(value)) : value),
  z.map(z.string(), z.string(), 'expected an object of texts'),
);

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
