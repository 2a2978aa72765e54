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
  const sources = ['src', 'lib'].find((name) => holds(sight, folder, `${name}/`)) ?? null;
  return {
    folder,
    name: own.name ?? '',
    description: own.description,
    language: isTyped(sight, folder, manifest) ? 'TypeScript' : 'JavaScript',
    ...placesOf(sight, folder, sources),
    runtime: { language: 'node', versionFile: versionFiles.find((name) => holds(sight, '', name)) ?? null },
    ...toolsOf(sight, folder, manifest, sources),
    off: {},
    dependencies: [...own.packages.keys()],
  };
}

function isTyped(sight: Sight, folder: string, { packages }: PackageManifest): boolean {
  return holds(sight, folder, 'tsconfig.json') && packages.has('typescript');
}

function isLinted(sight: Sight, folder: string, { packages }: PackageManifest): boolean {
  return packages.has('eslint') || eslintFiles.some((name) => holds(sight, folder, name));
}

/** Globs of the sources; without a folder for them, of what lies in the project's own. */
function globOf(sources: string | null): string {
  return sources === null ? `*.${extensions}` : `${sources}/**/*.${extensions}`;
}

type Places = Pick<Project, 'sourceFolder' | 'paths' | 'exclude' | 'tests'>;

function placesOf(sight: Sight, folder: string, sources: string | null): Places {
  const place = within(folder, sources === null ? '' : `${sources}/`);
  const beside = ['test', 'spec'].map((word) => `${place}${sources === null ? '' : '**/'}*.${word}.*`);
  const isTest = (path: string): boolean => path.startsWith(place) && /\.(?:test|spec)\.[cm]?[jt]sx?$/.test(path);
  return {
    sourceFolder: within(folder, sources ?? 'src'),
    paths: [within(folder, sources === null ? globOf(null) : `${sources}/**`), within(folder, 'package.json')],
    exclude: sources === null ? [within(folder, `*.config.${extensions}`)] : [],
    tests: testPlaces(sight, folder, beside, isTest),
  };
}

type Tools = Pick<Project, 'install' | 'evidence' | 'tools'>;

function toolsOf(sight: Sight, folder: string, manifest: PackageManifest, sources: string | null): Tools {
  const manager = packageManager(sight, folder);
  const tests = testRun(manifest, manager, globOf(sources));
  const linter = isLinted(sight, folder, manifest) ? eslint(manager) : null;
  const checker = isTyped(sight, folder, manifest) ? tsc(manager) : null;
  const lacking = tests?.lacking ?? [];
  return {
    install: [manager.install, ...(lacking.length === 0 ? [] : [{ ...manager.add, packages: lacking }])],
    evidence: [tests?.command, linter, checker].filter((command) => typeof command === 'string'),
    tools: {
      ...(tests === null ? {} : { 'unit-tests-pass': tests.runner, 'min-coverage': tests.runner }),
      ...(linter === null ? {} : { 'lint-clean': 'eslint' }),
      ...(checker === null ? {} : { 'types-clean': 'tsc' }),
    },
  };
}

function eslint(manager: PackageManager): string {
  return `${manager.run('eslint')} . --format json --output-file reports/eslint.json || true`;
}

function tsc(manager: PackageManager): string {
  return `${manager.run('tsc')} --noEmit --pretty false --diagnostics > reports/tsc.txt || true`;
}
