/**
 * How the time and memory of one `check` grow with the number of components: `node bench/components.ts [PROSE] [SIZES...]`
 * Eight files a component, one report of each kind for all; each size is a process of its own (`dist/cli.js`).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMonorepo } from './monorepo.ts';

const FILES = 8;
const cli = join(import.meta.dirname, '..', 'dist', 'cli.js');
const [prose = '0', ...written] = process.argv.slice(2);
const sizes = written.length > 0 ? written.map(Number) : [500, 1_000, 2_000, 5_000];

/** What a whole `check` of a new repository took. */
function measure(components: number): { seconds: number; megabytes: number } {
  const root = mkdtempSync(join(tmpdir(), 'maturity-components-'));
  try {
    writeMonorepo(root, { components, filesPerComponent: FILES, prose: Number(prose) });
    execFileSync('git', ['-C', root, 'init', '--quiet']);
    const output = join(root, 'report.json');
    const parameters = ['-v', process.execPath, cli, 'check', '--root', root, '--format', 'json', '--output', output];
    const { status, stderr } = spawnSync('/usr/bin/time', parameters, { encoding: 'utf8' });
    const judged = readFileSync(output, 'utf8').match(/"declaredStatus"/g)?.length;
    if (judged !== components)
      throw new Error(`${judged ?? 0} components were judged, exit code ${status ?? ''}: ${stderr}`);
    const figure = (name: string): number => Number(new RegExp(`${name}: ([\\d.]+)`).exec(stderr)?.[1]);
    // Of the processor: other work on the machine counts for nothing.
    const seconds = figure('User time \\(seconds\\)') + figure('System time \\(seconds\\)');
    return { seconds, megabytes: figure('Maximum resident set size \\(kbytes\\)') / 1024 };
  } finally {
    rmSync(root, { recursive: true });
  }
}

let first: { perComponent: number } | null = null;
for (const components of sizes) {
  const { seconds, megabytes } = measure(components);
  const perComponent = seconds / components;
  first ??= { perComponent };
  const growth = (perComponent / first.perComponent).toFixed(2);
  process.stdout.write(
    `${components} components: ${seconds.toFixed(1)} s, ${(perComponent * 1000).toFixed(1)} ms each (${growth} of the first size), ${megabytes.toFixed(0)} MB\n`,
  );
}
