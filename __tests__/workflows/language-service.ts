import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { validate } from '@actions/languageservice';
import { rolldown } from 'rolldown';
import { z } from 'zod';

/**
 * The module that is bundled: what GitHub's own editor extension says of a workflow or an `action.yml`, by its name.
 * It remembers what it parsed by the address, so each text has one of its own.
 */
const source = `
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
let count = 0;
export const diagnose = (name, text) =>
  validate(TextDocument.create('file:///' + (count += 1) + '/' + name, 'yaml', 1, text));
`;

type Diagnose = (name: string, text: string) => ReturnType<typeof validate>;

const bundled = z.object({ diagnose: z.custom<Diagnose>((value) => typeof value === 'function') });

/**
 * Bundles the language service, whose imports of JSON lack the attribute that Node demands, and answers a function that
 * says what is wrong with a file: `line: sentence`.
 */
export async function languageService(): Promise<(name: string, text: string) => Promise<string[]>> {
  const entry = join(import.meta.dirname, 'virtual-entry.js');
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    plugins: [
      {
        name: 'virtual-entry',
        load: (id) => (id === entry ? source : null),
        resolveId: (id) => (id === entry ? id : null),
      },
    ],
  });
  const file = join(mkdtempSync(join(tmpdir(), 'language-service-')), 'bundle.mjs');
  // The default is a regular expression, which the bundler doesn't take from the test runner's own realm.
  await bundle.write({ file, format: 'esm', sourcemapIgnoreList: false });
  await bundle.close();
  const { diagnose } = bundled.parse(await import(pathToFileURL(file).href));
  return async (name, text) => {
    const found = await diagnose(name, text);
    return found.map(({ message, range }) => {
      const sentence = typeof message === 'string' ? message : message.value;
      return `${range.start.line + 1}: ${sentence}`;
    });
  };
}
