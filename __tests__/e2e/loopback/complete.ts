import { github, named, type Schema } from './description.ts';

/**
 * An answer that has all that GitHub's description requires: what a test cares about is given in `known`, the rest is
 * made up from the schema.
 */
export function complete(schema: Schema, known?: unknown): unknown {
  if (schema.$ref !== undefined) return complete(named(github.components.schemas, schema.$ref), known);
  if (known === null) return null;
  if (known === undefined && schema.nullable === true) return null;
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return complete(choice, known);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => complete(part, known)));
  if (schema.properties !== undefined) return completeObject(schema, schema.properties, known);
  if (Array.isArray(known)) return known.map((item: unknown) => complete(schema.items ?? {}, item));
  return known ?? madeUp(schema);
}

function completeObject(schema: Schema, properties: Record<string, Schema>, known: unknown): unknown {
  const given: Record<string, unknown> = { ...(typeof known === 'object' ? known : {}) };
  const keys = new Set([...(schema.required ?? []), ...Object.keys(given)]);
  return Object.fromEntries([...keys].map((key) => [key, complete(properties[key] ?? {}, given[key])]));
}

function madeUp({ type, format, enum: values }: Schema): unknown {
  if (values !== undefined) return values[0];
  if (type === 'array') return [];
  if (type === 'object') return {};
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return 1;
  if (format === 'date-time') return '2026-01-01T00:00:00Z';
  if (format === 'uri') return 'https://github.invalid/';
  return 'made-up';
}
