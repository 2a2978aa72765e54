import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { github, operations, type Operation, type Schema } from './description.ts';

/** A request as it arrived, taken apart. */
export interface Asked {
  operation: Operation;
  path: Record<string, string>;
  query: Map<string, string>;
  body: unknown;
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({
  $id: 'github',
  components: { schemas: mapValues(github.components.schemas, (item) => jsonSchema(item)) },
});

const compiled = new Map<Schema, ValidateFunction>();

/** The operation that a method and a path name, with the path's parameters. */
export function findOperation(method: string, pathname: string): Pick<Asked, 'operation' | 'path'> | null {
  for (const operation of operations) {
    const match = operation.method === method ? operation.path.exec(pathname) : null;
    if (match !== null) return { operation, path: mapValues(match.groups ?? {}, decodeURIComponent) };
  }
  return null;
}

/** How a request departs from GitHub's description; more strictly than GitHub, an undescribed name is a departure. */
export function requestViolations({ operation, path, query, body }: Asked): string[] {
  const violations: string[] = [];
  for (const parameter of operation.parameters) {
    const text = parameter.in === 'path' ? path[parameter.name] : query.get(parameter.name);
    if (text === undefined) {
      if (parameter.required) violations.push(`lacks the parameter ${parameter.name}`);
      continue;
    }
    violations.push(...invalid(parameter.schema, typed(text, parameter.schema), `parameter ${parameter.name}`));
  }
  const known = new Set(operation.parameters.map(({ name }) => name));
  violations.push(...[...query.keys()].filter((name) => !known.has(name)).map((name) => `has no query ${name}`));

  if (operation.body === null) return body === undefined ? violations : [...violations, 'takes no body'];
  if (body === undefined) return operation.body.required ? [...violations, 'lacks its body'] : violations;
  return [...violations, ...invalid(operation.body.schema, body, 'body', true)];
}

/** How an answer of the loopback server departs from what GitHub would say: else a test would prove nothing. */
export function responseViolations(operation: Operation, status: number, body: unknown): string[] {
  const schema = operation.responses.get(status);
  if (schema) return invalid(schema, body, `answer ${status}`);
  if (schema === null && status < 400) return body === undefined ? [] : [`answer ${status} has no body`];
  // Errors that an operation does not list (403 for a lacking permission, 5xx) have the general shape.
  const error = github.components.schemas['basic-error'];
  if (status < 400 || error === undefined) return [`answer ${status} is not described`];
  return invalid(error, body, `answer ${status}`);
}

function invalid(schema: Schema, value: unknown, what: string, closed = false): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(jsonSchema(schema, closed));
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${what}${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

/** Text of path or query as the value that the schema speaks of. */
function typed(text: string, { type }: Schema): unknown {
  if (type === 'integer' && /^\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

/** OpenAPI 3.0 as JSON Schema: `nullable` becomes a choice; `closed` refuses properties that are not described. */
function jsonSchema({ nullable, ...schema }: Schema, closed = false): object {
  const { $ref, properties, items, anyOf, oneOf, allOf, ...rest } = schema;
  const all = (list: Schema[] | undefined) => list?.map((item) => jsonSchema(item));
  const plain = withoutUndefined({
    ...(closed && properties ? { additionalProperties: false } : {}),
    ...rest,
    $ref: $ref?.replace('#/', 'github#/'),
    properties: properties && mapValues(properties, (item) => jsonSchema(item, closed)),
    items: items && jsonSchema(items, closed),
    anyOf: all(anyOf),
    oneOf: all(oneOf),
    allOf: all(allOf),
  });
  return nullable === true ? { anyOf: [{ type: 'null' }, plain] } : plain;
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
