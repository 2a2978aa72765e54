import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The version that a build would write into the program. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

/** What `maturity-gates check` really prints of the basic example; later options outweigh ours. */
export function checkExample(format: string, environment: Record<string, string> = {}, options: string[] = []): string {
  const parameters = ['src/cli/main.ts', 'check', '--root', 'examples/basic', '--format', format, ...options];
  const { stdout, stderr, error } = spawnSync(process.execPath, parameters, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, MATURITY_GATES_VERSION: version(), ...environment },
  });
  if (error !== undefined || stdout === '') throw new Error(`check printed nothing: ${error?.message ?? stderr}`);
  return stdout;
}
