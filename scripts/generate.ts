/**
 * Writes every generated file, or with `--check` fails when one differs from what would be written.
 * `npm run generate`
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { actionYml } from './action-yml.ts';
import { clientBundle, clientBundlePath } from './client-bundle.ts';
import { gatePages } from './gate-pages.ts';
import { gatePath, gateYml } from './gate-yml.ts';
import { plugInLists } from './plug-in-lists.ts';
import { jsonSchemas } from './json-schemas.ts';
import { filledTables } from './tables.ts';

const generated = new Map([
  ...plugInLists(),
  ['action.yml', actionYml()],
  [clientBundlePath, await clientBundle()],
  [gatePath, gateYml()],
  ...filledTables(),
  ...gatePages(),
  ...jsonSchemas(),
]);
const differing = [...generated].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);

if (process.argv.includes('--check')) {
  for (const [path] of differing) console.error(`${path} is not up to date: run npm run generate`);
  if (differing.length > 0) process.exitCode = 1;
  else console.log(`${generated.size} generated files are up to date`);
} else {
  for (const [path, text] of differing) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
