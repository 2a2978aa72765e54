import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { writeMonorepo } from '../../bench/monorepo.ts';
import { check, gitChange, merge, plan } from '../../src/commands/index.ts';
import { renderers } from '../../src/report/index.ts';
import type { ComponentReport, Report } from '../../src/model/index.ts';
import { defaults, emptyRepository, removeRepositories, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const COMPONENTS = 12;

/** Twelve components; c00001 to c00009 require the one before each, so do c00011. */
function monorepo(): Repository {
  const repository = emptyRepository();
  writeMonorepo(repository.root, { components: COMPONENTS, filesPerComponent: 2, prose: 0 });
  repository.write('.gitignore', 'parts/\n');
  repository.commit();
  return repository;
}

async function matrixOf(repository: Repository, shards: number): Promise<string[][]> {
  const { include } = await plan(shards, defaults(repository.root), await gitChange(repository.root, null));
  return include.map(({ components }) => components.split(','));
}

/** Judges each shard on a machine of its own that has the reports of its own components only, and keeps the parts. */
async function judgeParts(repository: Repository, shards: string[][]): Promise<void> {
  const reports = ['reports/coverage.json', 'reports/junit.xml'];
  const whole = reports.map((path) => repository.read(path));
  for (const [index, components] of shards.entries()) {
    repository.write('reports/junit.xml', ofComponents(whole[1] ?? '', components));
    repository.write('reports/coverage.json', coverageOf(whole[0] ?? '', components));
    const { report } = await repository.check({ components });
    write(repository, `parts/${index + 1}.json`, report);
  }
  reports.forEach((path, index) => {
    repository.write(path, whole[index] ?? '');
  });
}

function ofComponents(junit: string, components: string[]): string {
  const cases = [...junit.matchAll(/<testcase classname="tests\.test_(\w+)"[^>]*>/g)];
  const own = cases.filter(([, id]) => components.includes(id ?? '')).map(([text]) => text);
  return junit
    .replace(/<testcase.*<\/testsuite>/, `${own.join('')}</testsuite>`)
    .replace(/tests="\d+"/, `tests="${own.length}"`);
}

function coverageOf(json: string, components: string[]): string {
  const report = JSON.parse(json) as { files: Record<string, unknown>; totals: Record<string, number> };
  const files = Object.entries(report.files).filter(([path]) => components.includes(path.split('/')[1] ?? ''));
  const counts = {
    covered_lines: 8 * files.length,
    num_statements: 10 * files.length,
    missing_lines: 2 * files.length,
  };
  return JSON.stringify({ ...report, files: Object.fromEntries(files), totals: { ...report.totals, ...counts } });
}

function write(repository: Repository, path: string, report: Report): void {
  const json = renderers.find(({ id }) => id === 'json');
  const text = json?.render(report, {
    width: 80,
    colour: false,
    byteLimit: Infinity,
    linkTo: null,
    fullReport: null,
    mermaid: false,
  });
  repository.write(path, typeof text === 'string' ? text : '');
}

function part(repository: Repository, path: string): Report {
  return JSON.parse(repository.read(path)) as Report;
}

async function merged(repository: Repository, parts = ['parts/*.json']): ReturnType<typeof merge> {
  return merge(parts, defaults(repository.root), await gitChange(repository.root, null));
}

const ofEach =
  (alter: (component: ComponentReport) => ComponentReport) =>
  (report: Report): Report => ({ ...report, components: report.components.map(alter) });

const codesOf = ({ problems }: Report): string[] => problems.map(({ code }) => code);

describe('plan', () => {
  it('spreads all components over the shards', async () => {
    const shards = await matrixOf(monorepo(), 3);
    expect(shards.map((ids) => ids.length)).toEqual([4, 4, 4]);
    expect(new Set(shards.flat()).size).toBe(COMPONENTS);
  });

  it('weighs components by what the reports say of them', async () => {
    const repository = monorepo();
    const cases = '<testcase classname="tests.test_c00003" name="test_more" time="0.001"/>'.repeat(2_000);
    repository.edit('reports/junit.xml', '</testsuite>', `${cases}</testsuite>`);
    repository.edit('reports/junit.xml', 'tests="12"', 'tests="2012"');
    expect(await matrixOf(repository, 2)).toContainEqual(['c00003']);
  });

  it('weighs them by their files where no report speaks of any', async () => {
    const repository = monorepo();
    repository.remove('reports');
    for (let file = 0; file < 100; file += 1) repository.write(`src/c00005/more_${file}.py`, 'value = 1\n');
    repository.commit();
    expect(await matrixOf(repository, 2)).toContainEqual(['c00005']);
  });

  it.each([0, 257, 1.5, NaN])('refuses %d shards', async (shards) => {
    await expect(matrixOf(monorepo(), shards)).rejects.toThrow('is no number of shards');
  });

  it('refuses ids that can’t stand in a list', async () => {
    const repository = monorepo();
    repository.edit('specs/c00000.md', '`c00000`', '`one,two`');
    await expect(matrixOf(repository, 2)).rejects.toThrow("can't stand in a list");
  });
});

describe('merge', () => {
  it('comes to the verdict that one machine comes to, rows about components of other shards included', async () => {
    const repository = monorepo();
    const whole = (await repository.check()).report;
    await judgeParts(repository, await matrixOf(repository, 3));
    const { report, exitCode } = await merged(repository);
    const decided = ({ components, ...rest }: Report): unknown => [
      rest,
      components.map(({ results, ...component }) => [
        component,
        results.map(({ gate, stage, status, actual }) => ({ gate, stage, status, actual })),
      ]),
    ];
    expect(decided(report)).toEqual(decided(whole));
    expect([exitCode, whole.verdict]).toEqual([0, 'ready']);
  });

  it('judges rows about other components by those components’ own part', async () => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 3));
    const row = (report: Report): string | undefined =>
      report.components.find(({ id }) => id === 'c00002')?.results.find(({ gate }) => gate === 'dependencies-ready')
        ?.status;
    const before = ['parts/1.json', 'parts/2.json', 'parts/3.json'].map((path) => row(part(repository, path)));
    expect(before.filter((status) => status !== undefined)).toEqual(['missing']);
    expect(row((await merged(repository)).report)).toBe('pass');
    for (const path of ['parts/1.json', 'parts/2.json', 'parts/3.json']) {
      const report = part(repository, path);
      const rows = report.components.find(({ id }) => id === 'c00001')?.results ?? [];
      for (const result of rows) if (result.gate === 'unit-tests-pass') result.status = 'fail';
      write(repository, path, report);
    }
    expect(row((await merged(repository)).report)).toBe('fail');
  });

  it('believes no verdict that the rows of a part don’t bear out', async () => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 2));
    const report = part(repository, 'parts/1.json');
    const [first] = report.components;
    for (const result of first?.results ?? []) if (result.gate === 'min-coverage') result.status = 'fail';
    write(repository, 'parts/1.json', { ...report, verdict: 'ready' });
    const { report: whole } = await merged(repository);
    expect(whole.verdict).toBe('blocked');
    expect(whole.components.find(({ id }) => id === first?.id)).toMatchObject({
      ...{ verdict: 'blocked', achievedStage: null, promotable: false },
    });
  });

  it('takes parts wherever they lie', async () => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 2));
    const elsewhere = mkdtempSync(join(tmpdir(), 'parts-'));
    renameSync(join(repository.root, 'parts'), join(elsewhere, 'downloaded'));
    const { report } = await merged(
      repository,
      [1, 2].map((part) => join(elsewhere, 'downloaded', `${part}.json`)),
    );
    expect(codesOf(report)).toEqual([]);
    expect(report.components).toHaveLength(COMPONENTS);
  });

  it('refuses when a part is missing, and names the components', async () => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 6));
    repository.remove('parts/2.json');
    const { report, exitCode } = await merged(repository);
    expect([exitCode, codesOf(report)]).toEqual([3, ['missing-part']]);
    expect(report.problems[0]?.message).toMatch(/No part judges c0000\d, c000\d\d\./);
  });

  it('refuses a component in two parts', async () => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 2));
    repository.write('parts/copy.json', repository.read('parts/1.json'));
    const { report, exitCode } = await merged(repository);
    expect([exitCode, new Set(codesOf(report))]).toEqual([3, new Set(['duplicate-part'])]);
  });

  it('counts a part once that two globs find', async () => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 2));
    expect((await merged(repository, ['parts/*.json', 'parts/1.json'])).exitCode).toBe(0);
  });

  it.each<[string, (report: Report) => Report, string]>([
    ['another commit', (report) => ({ ...report, commit: 'f'.repeat(40) }), 'foreign-part'],
    ['another version', (report) => ({ ...report, tool: { ...report.tool, version: '99.0.0' } }), 'foreign-part'],
    [
      'another configuration',
      (report) => ({ ...report, configuration: { path: 'a.yml', sha256: 'f'.repeat(64) } }),
      'foreign-part',
    ],
    ['another enforcement', (report) => ({ ...report, advisory: true }), 'parts-differ'],
    ['an advisory run', (report) => ({ ...report, advisory: true }), 'foreign-part'],
    ['another target', ofEach((component) => ({ ...component, targetStage: 'development' })), 'foreign-part'],
    [
      'another text',
      ofEach(({ spec, ...component }) => ({ ...component, spec: { ...spec, sha256: 'f' } })),
      'foreign-part',
    ],
    ['fewer dependencies', ofEach((component) => ({ ...component, dependencies: [] })), 'foreign-part'],
    ['another change', ofEach((component) => ({ ...component, affected: false })), 'foreign-part'],
    [
      'fewer demands',
      ofEach(({ results, ...component }) => ({ ...component, results: results.slice(1) })),
      'foreign-part',
    ],
    [
      'rows that are not required',
      ofEach(({ results, ...component }) => ({
        ...component,
        results: results.map((row) => ({ ...row, required: false })),
      })),
      'foreign-part',
    ],
    [
      'components that are carried although the change affects them',
      ofEach((component) => ({ ...component, carried: { commit: 'f'.repeat(40) }, results: [] })),
      'foreign-part',
    ],
    ['another ladder', (report) => ({ ...report, stages: ['development'] }), 'parts-differ'],
    ['no component at all', (report) => ({ ...report, components: [] }), 'foreign-part'],
  ])('refuses a part of %s', async (_what, change, code) => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 2));
    write(repository, 'parts/2.json', change(part(repository, 'parts/2.json')));
    const { report, exitCode } = await merged(repository);
    expect([exitCode, codesOf(report)]).toEqual([3, expect.arrayContaining([code])]);
  });

  it('is as advisory as this run, not as its parts', async () => {
    const repository = monorepo();
    const shards = await matrixOf(repository, 1);
    const asked = { ...defaults(repository.root), components: shards[0] ?? [], enforce: false as const };
    const advisory = await check(asked, await gitChange(repository.root, null));
    write(repository, 'parts/1.json', advisory.report);
    expect((await merged(repository)).exitCode).toBe(3);
    const agreed = await merge(['parts/*.json'], asked, await gitChange(repository.root, null));
    expect([agreed.exitCode, agreed.report.advisory]).toEqual([0, true]);
  });

  it('refuses a component that the repository does not have', async () => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 2));
    const report = part(repository, 'parts/2.json');
    const [first] = report.components;
    if (first !== undefined)
      write(repository, 'parts/2.json', { ...report, components: [...report.components, { ...first, id: 'alien' }] });
    expect(codesOf((await merged(repository)).report)).toEqual(['foreign-part']);
  });

  it.each([
    ['', 'bad-report'],
    ['{"schemaVersion": 2}', 'bad-report'],
    ['{"schemaVersion": 1, "components": [', 'bad-report'],
  ])('refuses a part that is no report: %j', async (text, code) => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 2));
    repository.write('parts/2.json', text);
    const { report, exitCode } = await merged(repository);
    expect([exitCode, codesOf(report)]).toEqual([3, [code]]);
  });

  it('joins no baseline of parts that lie in one folder, and says so beside the report', async () => {
    const repository = monorepo();
    await judgeParts(repository, await matrixOf(repository, 2));
    const { measured } = await repository.check();
    repository.write('parts/maturity-baseline.json', JSON.stringify(measured));
    const { report, measured: joined, unmeasured } = await merged(repository, ['parts/1.json', 'parts/2.json']);
    expect([joined, unmeasured.map(({ code }) => code), report.problems]).toEqual([null, ['baseline-unjoined'], []]);
  });

  it('refuses globs that find nothing', async () => {
    const { report, exitCode } = await merged(monorepo(), ['elsewhere/*.json']);
    expect([exitCode, codesOf(report)]).toEqual([3, ['missing-part']]);
  });
});
