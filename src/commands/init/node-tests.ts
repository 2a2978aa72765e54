import type { PackageManager } from './package-manager.ts';
import type { PackageManifest } from './package-manifest.ts';

/** How a JavaScript project is tested so that results and coverage are written. */
export interface TestRun {
  runner: string;
  /** Packages that the reports need and the project lacks. */
  lacking: string[];
  command: string;
}

type Runner = (manifest: PackageManifest, manager: PackageManager, sources: string) => TestRun;

/** The project's tests, by the runner that its test script or its packages name; `null` for none that is known. */
export function testRun(manifest: PackageManifest, manager: PackageManager, sources: string): TestRun | null {
  const script = manifest.testScript ?? '';
  const runners: [name: string, isUsed: boolean, run: Runner][] = [
    ['vitest', /\bvitest\b/.test(script), vitest],
    ['jest', /\bjest\b/.test(script), jest],
    ['mocha', /\bmocha\b/.test(script), mocha],
    ['node', /\bnode\b.* --test\b/.test(script), node],
  ];
  const [, , run] = runners.find(([, isUsed]) => isUsed) ?? runners.find(([name]) => manifest.packages.has(name)) ?? [];
  return run?.(manifest, manager, sources) ?? null;
}

/** With the project's own test script where its last command is the runner, for it may need options; else the runner itself. */
function started(runner: string, manifest: PackageManifest, manager: PackageManager, parameters: string): string {
  const last = manifest.testScript?.split(/&&|\|\||[;|]/).at(-1) ?? '';
  const runsIt = new RegExp(`\\b${runner}\\b`).test(last);
  return runsIt ? manager.test(parameters) : `${manager.run(runner)} ${parameters}`;
}

function lackingOf(manifest: PackageManifest, ...packages: string[]): string[] {
  return packages.filter((one) => !manifest.packages.has(one.replace(/(?<=.)@[^@]*$/, '')));
}

function jest(manifest: PackageManifest, manager: PackageManager, sources: string): TestRun {
  const parameters = [
    '--ci --reporters=default --reporters=jest-junit',
    '--coverage --coverageReporters=json --coverageDirectory=reports',
    `--collectCoverageFrom='${sources}'`,
  ].join(' ');
  const settings = 'JEST_JUNIT_OUTPUT_FILE=reports/junit.xml JEST_JUNIT_ADD_FILE_ATTRIBUTE=true';
  return {
    runner: 'jest',
    lacking: lackingOf(manifest, 'jest-junit@17.0.0'),
    command: `${settings} ${started('jest', manifest, manager, parameters)} || true`,
  };
}

/** Its coverage package has the version of vitest itself. */
function vitest(manifest: PackageManifest, manager: PackageManager, sources: string): TestRun {
  const parameters = [
    '--run --reporter=default --reporter=junit --outputFile.junit=reports/junit.xml',
    '--coverage.enabled --coverage.reportOnFailure --coverage.reporter=json --coverage.reportsDirectory=reports/coverage',
    `--coverage.include='${sources}'`,
  ].join(' ');
  const version = /^[\^~]?\d+(?:\.\d+){0,2}$/.exec(manifest.packages.get('vitest') ?? '')?.[0];
  const coverage = `@vitest/coverage-v8${version === undefined ? '' : `@${version}`}`;
  const lacking = manifest.packages.has('@vitest/coverage-istanbul') ? [] : lackingOf(manifest, coverage);
  return { runner: 'vitest', lacking, command: `${started('vitest', manifest, manager, parameters)} || true` };
}

/** Its own files lie away from the reports, which all have to be understood. */
const c8 = (sources: string): string =>
  `npx --yes c8@12.0.0 --all --include='${sources}' --temp-directory=node_modules/.c8 --reporter=json --reports-dir=reports`;

function mocha(manifest: PackageManifest, manager: PackageManager, sources: string): TestRun {
  const parameters = '--reporter mocha-junit-reporter --reporter-options mochaFile=reports/junit.xml';
  return {
    runner: 'mocha',
    lacking: lackingOf(manifest, 'mocha-junit-reporter@2.2.1'),
    command: `${c8(sources)} ${started('mocha', manifest, manager, parameters)} || true`,
  };
}

/** Options behind the files of a script would be the tests', so the reporters go into the environment. */
function node(_manifest: PackageManifest, manager: PackageManager, sources: string): TestRun {
  const reporters =
    '--test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination=reports/junit.xml';
  return {
    runner: 'node',
    lacking: [],
    command: `NODE_OPTIONS='${reporters}' ${c8(sources)} ${manager.test('')} || true`,
  };
}
