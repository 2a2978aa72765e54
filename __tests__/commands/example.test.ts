import { afterAll, describe, expect, it } from '@jest/globals';
import { reportSchema } from '../../src/model/index.ts';
import { emptyRepository, exampleRepository, openRows, removeRepositories, rowsOf } from '../repository.ts';

afterAll(removeRepositories);

describe('the example', () => {
  it('has earned development', async () => {
    const { report, exitCode } = await exampleRepository().check({ stage: 'development' });
    expect([exitCode, report.verdict, report.components[0]?.achievedStage]).toEqual([0, 'ready', 'development']);
    expect(report.problems).toEqual([]);
    expect(reportSchema.parse(report)).toEqual(report);
  });

  it('is blocked at its own target by coverage, and lacks integration tests and benchmarks', async () => {
    const outcome = await exampleRepository().check();
    expect([outcome.exitCode, outcome.report.verdict]).toEqual([1, 'blocked']);
    expect(openRows(outcome)).toEqual([
      'staging integration-tests-pass missing',
      'staging min-coverage fail',
      'staging no-performance-regression missing',
    ]);
  });

  it('has one figure for the three coverage reports of one run', async () => {
    const outcome = await exampleRepository().check();
    const [row] = rowsOf(outcome, 'min-coverage', 'staging');
    // Counted by hand from coverage.json: 115 of 181 lines and 16 of 24 branches.
    expect(row?.actual).toEqual({ covered: 131, total: 205, percent: 63.9 });
    expect(row?.evidence.map(({ format }) => format).sort()).toEqual(['cobertura', 'coverage-py', 'lcov']);
  });

  it('has the same figure for each of them alone', async () => {
    for (const report of ['json', 'xml', 'lcov']) {
      const outcome = await exampleRepository().check({ evidence: [`reports/coverage.${report}`] });
      expect(rowsOf(outcome, 'min-coverage', 'staging')[0]?.actual).toEqual({
        covered: 131,
        total: 205,
        percent: 63.9,
      });
    }
  });

  it('needs no configuration at all', async () => {
    const repository = exampleRepository();
    repository.remove('.github');
    const { report, exitCode } = await repository.check({ stage: 'development' });
    expect([exitCode, report.verdict]).toEqual([0, 'ready']);
  });

  it('shows operation gates of the target as the way ahead, and requires them with --promotion', async () => {
    const repository = exampleRepository();
    expect(rowsOf(await repository.check(), 'stability-period')[0]).toMatchObject({
      required: false,
      status: 'missing',
    });
    expect(rowsOf(await repository.check({ promotion: true }), 'stability-period')[0]).toMatchObject({
      required: true,
    });
  });

  it('reports every demanded gate, those without evidence as missing', async () => {
    const outcome = await exampleRepository().check();
    for (const gate of [
      'security-reviewed',
      'monitoring-configured',
      'rollback-tested',
      'runbook-present',
      'deployed',
      'approved',
    ]) {
      const [row] = rowsOf(outcome, gate);
      expect(row?.status).toBe('missing');
      expect(row?.findings.map(({ outcome: kind }) => kind)).toContain('fail');
    }
  });

  it('exits with 0 when it is only advised', async () => {
    const { report, exitCode } = await exampleRepository().check({ enforce: false });
    expect([exitCode, report.verdict, report.advisory]).toEqual([0, 'blocked', true]);
  });

  it('counts only the declared status when enforced by status', async () => {
    const outcome = await exampleRepository().check({ enforce: 'status' });
    expect([outcome.exitCode, openRows(outcome)]).toEqual([0, []]);
  });

  it('says which ticked boxes the evidence contradicts and which it proves', async () => {
    const repository = exampleRepository();
    repository.edit('specs/ratelimit.md', '- [ ] Test coverage ≥70%', '- [x] Test coverage ≥70%');
    repository.edit('specs/ratelimit.md', '- [x] All unit tests pass', '- [ ] All unit tests pass');
    const outcome = await repository.check();
    const messages = (gate: string, stage: string): string[] =>
      rowsOf(outcome, gate, stage).flatMap(({ findings }) =>
        findings.map(({ outcome: kind, message }) => `${kind}: ${message}`),
      );
    expect(messages('min-coverage', 'staging')).toContain('fail: The box is ticked, but the row is fail.');
    expect(messages('unit-tests-pass', 'development')).toContain('note: Evidence proves this: the box can be ticked.');
    expect(rowsOf(outcome, 'unit-tests-pass')[0]?.status).toBe('pass');
  });
});

describe('the repository’s root', () => {
  it('may be a folder without git', async () => {
    const { report } = await exampleRepository().check({ stage: 'development' });
    expect(report.commit).toBeNull();
  });

  it('may be a git repository, whose commit the report names', async () => {
    const repository = exampleRepository();
    const commit = repository.commit();
    const { report } = await repository.check({ stage: 'development' });
    expect([report.commit, report.verdict]).toEqual([commit, 'ready']);
  });

  it('without a specification is bad usage, and says where it looked', async () => {
    const { report, exitCode } = await emptyRepository().check();
    expect([exitCode, report.verdict, report.components]).toEqual([3, 'inconclusive', []]);
    expect(report.problems.map(({ code, message }) => [code, message.includes('specs/*.md')])).toEqual([
      ['no-specification', true],
    ]);
  });
});
