import { z } from 'zod';
import type { Gate } from '../../gates/index.ts';

/** A parameter of a gate, as the configuration takes it. */
export interface Parameter {
  name: string;
  /** `number, 0 to 100`, `combined | lines | branches`, `list of strings`. */
  type: string;
  default: unknown;
  description: string;
}

type Schema = z.core.JSONSchema.BaseSchema;

/** The parameters of a gate, read from its own schema. */
export function parametersOf({ params }: Gate): Parameter[] {
  const { properties = {} } = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (typeof schema === 'boolean') return [];
    return [{ name, type: typeOf(schema), default: schema.default ?? null, description: schema.description ?? '' }];
  });
}

function typeOf(schema: Schema): string {
  const { enum: words, anyOf, items, additionalProperties } = schema;
  if (words !== undefined) return words.map(String).join(' | ');
  if (anyOf !== undefined) return anyOf.map((one) => nested(one)).join(' | ');
  if (schema.type === 'array') return `list of ${Array.isArray(items) ? 'value' : nested(items)}s`;
  if (schema.type === 'object') return `map to ${nested(additionalProperties)}`;
  const type = [schema.type ?? 'value'].flat().join(' | ');
  return `${type}${bounds(schema)}`;
}

function nested(schema: Schema | boolean | undefined): string {
  return schema === undefined || typeof schema === 'boolean' ? 'value' : typeOf(schema);
}

/** Bounds that zod gives every integer say nothing. */
function bounds({ minimum, exclusiveMinimum, maximum }: Schema): string {
  const lowest = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const highest = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (exclusiveMinimum !== undefined) return `, above ${exclusiveMinimum}`;
  if (lowest !== undefined && highest !== undefined) return `, ${lowest} to ${highest}`;
  if (lowest !== undefined) return `, at least ${lowest}`;
  return highest === undefined ? '' : `, at most ${highest}`;
}
