/**
 * Bundles the action and the command line into `dist/`, so that both run in a fresh clone without an install; with
 * `--check` fails when the committed bundle differs from what would be built. `npm run build`
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import licensePlugin from 'rollup-plugin-license';

// Its types describe an ES module, its code is CommonJS: the default import is the plug-in itself.
const license = licensePlugin as unknown as typeof licensePlugin.default;

const check = process.argv.includes('--check');
const target = check ? mkdtempSync(join(tmpdir(), 'maturity-gates-')) : 'dist';
if (!check) rmSync('dist', { recursive: true, force: true });
await bundle(target);

if (check) {
  const differing = differences('dist', target);
  rmSync(target, { recursive: true });
  for (const file of differing) console.error(`dist/${file} is not up to date: run npm run build`);
  if (differing.length > 0) process.exitCode = 1;
  else console.log('dist is up to date');
}

async function bundle(directory: string): Promise<void> {
  const built = await rolldown({
    input: { index: 'src/action/main.ts', cli: 'src/cli/main.ts' },
    platform: 'node',
    transform: { define: { 'process.env.MATURITY_GATES_VERSION': JSON.stringify(version()) } },
    plugins: [
      license({
        thirdParty: {
          output: join(directory, 'licenses.txt'),
          allow: { test: isPermissive, failOnUnlicensed: true, failOnViolation: true },
        },
      }),
    ],
  });
  await built.write({
    dir: directory,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: true,
    comments: { legal: false },
  });
  await built.close();
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    throw new Error('package.json has no version');
  return String(manifest.version);
}

/** Licences that may be passed on inside a bundle. */
function isPermissive(dependency: { license: string | null }): boolean {
  return /^\(?(MIT|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0)\b/.test(
    dependency.license ?? '',
  );
}

function differences(committed: string, built: string): string[] {
  const files = (directory: string): string[] => {
    try {
      return readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
    } catch {
      return [];
    }
  };
  const all = new Set([...files(committed), ...files(built)]);
  const read = (directory: string, file: string): string | null => {
    try {
      return readFileSync(join(directory, file), 'latin1');
    } catch {
      return null;
    }
  };
  return [...all].filter((file) => read(committed, file) !== read(built, file)).sort();
}
