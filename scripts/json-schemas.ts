import { schemaFile, schemaNames, schemaText } from '../src/commands/index.ts';

/** The JSON Schemas that editors and validators read: path → text. */
export function jsonSchemas(): Map<string, string> {
  return new Map(schemaNames.map((name) => [`schema/${schemaFile(name)}`, schemaText(name)]));
}
