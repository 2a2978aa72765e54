/**
 * Writes every generated file, or with `--check` fails when one differs from what would be written. Either way it fails when a
 * problem's code has no paragraph.
 * `npm run generate`
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { plugInLists } from './plug-in-lists.ts';

const checkOnly = process.argv.includes('--check');

// The program imports the lists, so they come first: a new plug-in is known to everything behind them.
const lists = plugInLists();
settle(lists);
const { generatedFiles, undocumentedCodes } = await import('./generated-files.ts');
const files = await generatedFiles();
settle(files);

for (const complaint of undocumentedCodes()) fail(complaint);
if (checkOnly && process.exitCode === undefined)
  console.log(`${lists.size + files.size} generated files are up to date`);

/** Writes what differs, or complains of it. */
function settle(generated: Map<string, string>): void {
  for (const [path, text] of generated) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    if (checkOnly) fail(`${path} is not up to date: run npm run generate`);
    else write(path, text);
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}

function fail(complaint: string): void {
  console.error(complaint);
  process.exitCode = 1;
}
