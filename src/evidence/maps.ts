import { z } from 'zod';

/** An object of JSON whose keys are free, as a map: a record would lose a key that is called `__proto__`. */
export function mapOf<T>(value: z.ZodType<T>, expected: string): z.ZodType<Map<string, T>> {
  return z.preprocess(
    (input) => (isObject(input) ? new Map(Object.entries(input)) : input),
    z.map(z.string(), value, expected),
  );
}

/** Whether a value is an object of JSON, not a list. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
