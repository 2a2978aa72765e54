import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The parts of OpenAPI 3.0's schema object that GitHub's description uses and we look at. */
const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  format: z.string().optional(),
  nullable: z.boolean().optional(),
  enum: z.array(z.json()).optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get items() {
    return schema.optional();
  },
  get anyOf() {
    return z.array(schema).optional();
  },
  get oneOf() {
    return z.array(schema).optional();
  },
  get allOf() {
    return z.array(schema).optional();
  },
});
export type Schema = z.infer<typeof schema>;

const content = z.object({ 'application/json': z.looseObject({ schema }) });
const reference = z.object({ $ref: z.string() });
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean().default(false),
  schema,
});
const response = z.object({ content: content.optional() });

const operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.union([reference, parameter])).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content }).optional(),
  responses: z.record(z.string(), z.union([reference, response])),
});

const description = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({
    schemas: z.record(z.string(), schema),
    parameters: z.record(z.string(), parameter),
    responses: z.record(z.string(), response),
  }),
});

/** GitHub's own description of the operations we use (`scripts/openapi-subset.ts`). */
export const github = description.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8')));

/** An operation with its references resolved. */
export interface Operation {
  id: string;
  method: string;
  path: RegExp;
  parameters: z.infer<typeof parameter>[];
  body: { required: boolean; schema: Schema } | null;
  /** By status; `null` for an answer without a body. */
  responses: Map<number, Schema | null>;
}

export const operations: Operation[] = Object.entries(github.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters, requestBody, responses }]) => ({
    id: operationId,
    method: method.toUpperCase(),
    path: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    parameters: parameters.map((item) => ('$ref' in item ? named(github.components.parameters, item.$ref) : item)),
    body: requestBody
      ? { required: requestBody.required, schema: requestBody.content['application/json'].schema }
      : null,
    responses: new Map(
      Object.entries(responses).map(([status, item]) => {
        const found = '$ref' in item ? named(github.components.responses, item.$ref) : item;
        return [Number(status), found.content?.['application/json'].schema ?? null];
      }),
    ),
  })),
);

/** The component that a reference names. */
export function named<T>(components: Record<string, T>, reference: string): T {
  const found = components[reference.slice(reference.lastIndexOf('/') + 1)];
  if (found === undefined) throw new Error(`GitHub's description has no ${reference}`);
  return found;
}
