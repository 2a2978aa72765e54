import { afterAll, describe, expect, it } from '@jest/globals';
import { doctor, doctorFormats, gitChange, renderDoctor } from '../../src/commands/index.ts';
import type { CheckOptions } from '../../src/commands/index.ts';
import { defaults, emptyRepository, exampleRepository, removeRepositories, type Repository } from '../repository.ts';
import { brokenMonorepo } from './monorepo.ts';

afterAll(removeRepositories);

async function examine(repository: Repository, options: Partial<CheckOptions> = {}) {
  const { root } = repository;
  const { examination, exitCode } = await doctor({ ...defaults(root), ...options }, await gitChange(root, null));
  const { reports, components, problems } = examination;
  const report = (path: string) => reports.find((one) => one.path === path);
  const gate = (component: string, id: string) =>
    components.find((one) => one.id === component)?.gates.find((one) => one.gate === id);
  return { examination, exitCode, reports, components, problems, report, gate };
}

describe('doctor on the examples', () => {
  it('finds nothing wrong with the basic one, and what lacks for production', async () => {
    const { exitCode, reports, gate, report } = await examine(exampleRepository());
    expect([exitCode, reports.length]).toEqual([0, 8]);
    expect(reports.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(report('reports/coverage.json')).toMatchObject({
      format: 'coverage-py',
      kind: 'coverage',
      tool: 'coverage.py 7.16.2',
      commit: null,
      matchedPaths: 8,
      totalPaths: 8,
      components: ['ratelimit'],
      used: true,
    });
    expect(report('reports/junit.xml')).toMatchObject({ matchedPaths: 1, totalPaths: 1, components: ['ratelimit'] });
    expect(gate('ratelimit', 'min-coverage')).toEqual({
      gate: 'min-coverage',
      evidence: ['reports/coverage.json', 'reports/coverage.lcov', 'reports/coverage.xml'],
      produce: null,
      why: null,
      broken: false,
    });
    expect(gate('ratelimit', 'e2e-tests-pass')?.produce).toBe('pytest --junitxml=reports/junit.xml');
    expect(gate('ratelimit', 'slo-met')?.produce).toContain('reports/metrics.json');
  });

  it('finds nothing lacking for pricing in the other', async () => {
    const { exitCode, components } = await examine(exampleRepository('production'), { baseline: ['baseline/*'] });
    const pricing = components.find(({ id }) => id === 'pricing');
    expect(exitCode).toBe(0);
    expect(pricing?.gates.filter(({ produce }) => produce !== null)).toEqual([]);
    expect(pricing?.gates.length).toBeGreaterThan(15);
  });

  it.each(['basic', 'production'] as const)('fits the %s one into 80 columns without colour', async (example) => {
    const { examination } = await examine(exampleRepository(example));
    const text = renderDoctor(examination, 'terminal', { width: 80, colour: false });
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).not.toContain('\u001B');
    expect(renderDoctor(examination, 'terminal', { width: 80, colour: true })).toContain('\u001B[1m');
  });
});

describe('doctor on a broken monorepo', () => {
  it('names what is wrong with each report, with a hint, and exits with 1', async () => {
    const { exitCode, reports } = await examine(brokenMonorepo());
    const found = reports.map(({ path, matchedPaths, totalPaths, components, complaints }) => [
      path,
      `${matchedPaths}/${totalPaths}`,
      components.join(),
      complaints.map(({ severity, code }) => `${severity} ${code}`).join(),
    ]);
    expect(exitCode).toBe(1);
    expect(found).toEqual([
      ['packages/a/reports/coverage.json', '2/2', 'a', ''],
      ['packages/a/reports/junit.xml', '1/1', 'a', ''],
      ['reports/ambiguous.xml', '0/1', '', 'error paths-unmatched'],
      ['reports/foreign.lcov', '0/1', '', 'error paths-unmatched'],
      ['reports/note.txt', '0/0', '', 'error report-unknown'],
      ['reports/ruff.json', '0/0', 'a,b', 'error report-syntax'],
    ]);
  });

  it('shows paths that match no file, and what they could be', async () => {
    const { report } = await examine(brokenMonorepo());
    expect(report('reports/foreign.lcov')?.unmatched).toEqual([
      { path: '/usr/lib/python3/json/decoder.py', remark: 'no file of the repository has this name' },
    ]);
    expect(report('reports/ambiguous.xml')?.unmatched).toEqual([
      { path: 'shop/index.py', remark: 'could be packages/a/shop/index.py or packages/b/shop/index.py' },
    ]);
  });

  it('says which component has no coverage: an error, not a pass', async () => {
    const { gate } = await examine(brokenMonorepo());
    expect(gate('a', 'min-coverage')).toMatchObject({ broken: false, produce: null });
    expect(gate('b', 'min-coverage')).toMatchObject({ broken: true, why: expect.stringContaining('None of') });
    expect(gate('b', 'min-coverage')?.produce).toContain('coverage');
  });
});

describe('doctor', () => {
  it('answers JSON in the shape of the contract', async () => {
    const { examination } = await examine(brokenMonorepo());
    const document = JSON.parse(renderDoctor(examination, 'json', { width: 80, colour: false })) as {
      reports: Record<string, unknown>[];
      components: { id: string; gates: Record<string, unknown>[] }[];
    };
    const keys = ['path', 'format', 'kind', 'tool', 'commit', 'matchedPaths', 'totalPaths', 'components', 'problem'];
    for (const report of document.reports) expect(Object.keys(report)).toEqual(expect.arrayContaining(keys));
    for (const { gates } of document.components)
      for (const gate of gates)
        expect(Object.keys(gate)).toEqual(expect.arrayContaining(['gate', 'evidence', 'produce']));
    expect(document.reports.map(({ problem }) => problem).filter((problem) => problem !== null)).toHaveLength(4);
    expect(document.components.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(doctorFormats).toEqual(['terminal', 'json']);
  });

  it('says when no component has use for a report', async () => {
    const repository = brokenMonorepo();
    repository.write('tools/lint.py', 'x = 1\n');
    repository.write('reports/tools.lcov', 'SF:tools/lint.py\nDA:1,1\nend_of_record\n');
    const found = (await examine(repository)).report('reports/tools.lcov');
    expect([found?.used, found?.complaints.map(({ severity, code }) => `${severity} ${code}`)]).toEqual([
      false,
      ['warning report-unused'],
    ]);
  });

  it('shows stale reports with their commit', async () => {
    const repository = exampleRepository();
    repository.commit();
    const other = '2222222222222222222222222222222222222222';
    repository.write('reports/ctrf.json', ctrf(other));
    const { exitCode, report } = await examine(repository);
    expect([exitCode, report('reports/ctrf.json')?.commit]).toEqual([1, other]);
    expect(report('reports/ctrf.json')?.complaints.map(({ code }) => code)).toEqual(['report-stale']);
  });

  it('examines the reports although there is no specification, and exits with 3', async () => {
    const repository = exampleRepository();
    repository.remove('specs');
    repository.remove('.github');
    const { exitCode, reports, components, problems } = await examine(repository);
    expect([exitCode, reports.length, components]).toEqual([3, 8, []]);
    expect(problems.map(({ code }) => code)).toContain('no-specification');
  });

  it('says that there is no evidence', async () => {
    const repository = exampleRepository();
    repository.remove('reports');
    const { exitCode, problems } = await examine(repository);
    expect([exitCode, problems.map(({ code }) => code)]).toEqual([1, ['no-evidence']]);
  });

  it.each([
    ['a root that does not exist', { root: '/no/such/root' }, 'no-root'],
    ['a configuration that does not exist', { config: 'absent.yml' }, 'file-missing'],
  ])('exits with 3 on %s', async (_, options, code) => {
    const { exitCode, problems } = await examine(emptyRepository(), options);
    expect([exitCode, problems[0]?.code]).toEqual([3, code]);
  });
});

function ctrf(commit: string): string {
  const summary = { tests: 1, passed: 1, failed: 0, skipped: 0, pending: 0, other: 0, start: 1, stop: 2 };
  const tests = [{ name: 'tests/test_ratelimit.py::test_x', status: 'passed', duration: 1 }];
  const results = { tool: { name: 'pytest' }, environment: { commit }, summary, tests };
  return JSON.stringify({ reportFormat: 'CTRF', results });
}
