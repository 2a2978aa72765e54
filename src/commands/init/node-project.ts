import { testRun } from './node-tests.ts';
import { packageManager, type PackageManager } from './package-manager.ts';
import { packageManifest, type PackageManifest } from './package-manifest.ts';
import { holds, within, type Project, type Sight } from './project.ts';
import { testPlaces } from './test-places.ts';

const extensions = '{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
const eslintFiles = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((end) => `eslint.config.${end}`);
const versionFiles = ['.nvmrc', '.node-version'];

/** The project of a folder with `package.json`. Only tools that it has are run: it knows best how its code is to be looked at. */
export async function nodeProject(sight: Sight, folder: string): Promise<Project> {
  const own = await packageManifest(sight, folder);
  const shared = folder === '' ? own : await packageManifest(sight, '');
  const manifest = { ...own, packages: new Map([...shared.packages, ...own.packages]) };
  const manager = await packageManager(sight, folder);
  const sources = ['src', 'lib'].find((name) => holds(sight, folder, `${name}/`)) ?? null;
  const sourceGlob = sources === null ? `*.${extensions}` : `${sources}/**/*.${extensions}`;
  const tests = testRun(manifest, manager, sourceGlob);
  const isTyped = holds(sight, folder, 'tsconfig.json') && manifest.packages.has('typescript');
  const isLinted = manifest.packages.has('eslint') || eslintFiles.some((name) => holds(sight, folder, name));
  return {
    folder,
    name: own.name ?? folder,
    description: own.description,
    language: isTyped ? 'TypeScript' : 'JavaScript',
    sourceFolder: within(folder, sources ?? 'src'),
    paths: [within(folder, sources === null ? sourceGlob : `${sources}/**`), within(folder, 'package.json')],
    exclude: sources === null ? [within(folder, `*.config.${extensions}`)] : [],
    tests: placesOf(sight, folder, sources),
    runtime: { language: 'node', versionFile: versionFiles.find((name) => holds(sight, '', name)) ?? null },
    install: [...manager.install, ...added(tests?.lacking ?? [], folder, manager)],
    evidence: [
      ...(tests === null ? [] : [tests.command]),
      ...(isLinted ? [`${manager.run('eslint')} . --format json --output-file reports/eslint.json || true`] : []),
      ...(isTyped ? [`${manager.run('tsc')} --noEmit --pretty false --diagnostics > reports/tsc.txt || true`] : []),
    ],
    tools: {
      ...(tests === null ? {} : { 'unit-tests-pass': tests.runner, 'min-coverage': tests.runner }),
      ...(isLinted ? { 'lint-clean': 'eslint' } : {}),
      ...(isTyped ? { 'types-clean': 'tsc' } : {}),
    },
    off: {},
    dependencies: dependenciesOf(own),
  };
}

function placesOf(sight: Sight, folder: string, sources: string | null): Project['tests'] {
  const place = within(folder, sources === null ? '' : `${sources}/`);
  const pattern = sources === null ? '' : '**/';
  const beside = ['test', 'spec'].map((word) => `${place}${pattern}*.${word}.*`);
  const isTest = (path: string): boolean => path.startsWith(place) && /\.(?:test|spec)\.[cm]?[jt]sx?$/.test(path);
  return testPlaces(sight, folder, beside, isTest);
}

function added(packages: string[], folder: string, manager: PackageManager): Project['install'] {
  return packages.length === 0 ? [] : [{ folder, command: manager.add(packages) }];
}

function dependenciesOf({ packages }: PackageManifest): string[] {
  return [...packages.keys()];
}
