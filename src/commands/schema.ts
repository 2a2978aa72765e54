import { z } from 'zod';
import { configurationSchema } from '../config/index.ts';
import { reportSchema } from '../model/index.ts';

/** Where editors and validators get the schemas; the tag of the major version moves with its releases. */
const SCHEMA_FOLDER = 'https://raw.githubusercontent.com/maturity-gates/maturity-gates/v1/schema';

/** What a JSON Schema is offered for. */
export const schemaNames = ['config', 'report'] as const;
export type SchemaName = (typeof schemaNames)[number];

const schemas: Record<SchemaName, { file: string; title: string; shape: z.ZodType }> = {
  config: {
    file: 'configuration.schema.json',
    title: 'Configuration of maturity-gates (.github/maturity.yml)',
    shape: configurationSchema,
  },
  report: { file: 'report.schema.json', title: 'JSON report of maturity-gates', shape: reportSchema },
};

/** The file of a schema within `schema/`. */
export function schemaFile(name: SchemaName): string {
  return schemas[name].file;
}

/** The address that a schema is known by, its `$id`. */
export function schemaAddress(name: SchemaName): string {
  return `${SCHEMA_FOLDER}/${schemaFile(name)}`;
}

/**
 * The JSON Schema (2020-12) of the configuration or of the report, as text. Both are read as input: in the configuration a
 * default may be left out, and a report of a later version may have more fields.
 */
export function schemaText(name: SchemaName): string {
  const { title, shape } = schemas[name];
  const { $schema, ...schema } = z.toJSONSchema(shape, { io: 'input' });
  return `${JSON.stringify({ $schema, $id: schemaAddress(name), title, ...schema }, null, 2)}\n`;
}
