import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { check, gitChange } from '../../src/commands/index.ts';
import { defaults, exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const other = '2222222222222222222222222222222222222222';

function stamped(repository: Repository, commit: string, files: string[], more: object = {}): void {
  const entries = files.map((path) => ({
    path,
    sha256: createHash('sha256')
      .update(repository.read(`reports/${path}`))
      .digest('hex'),
  }));
  const manifest = { schemaVersion: 1, commit, createdAt: '2026-11-22T12:00:00Z', files: entries, ...more };
  repository.write('reports/maturity-evidence.json', JSON.stringify(manifest));
}

async function statusOf(
  repository: Repository,
  gate: string,
): Promise<{ status: string | undefined; codes: string[] }> {
  const outcome = await repository.check({ stage: 'development' });
  const codes = outcome.report.problems.map(({ code }) => code);
  return { status: rowsOf(outcome, gate, 'development')[0]?.status, codes };
}

describe('a report', () => {
  it('that a manifest stamps with the judged commit counts, and the manifest is no unknown evidence', async () => {
    const repository = exampleRepository();
    const commit = repository.commit();
    stamped(repository, commit, ['junit.xml', 'coverage.json', 'coverage.xml', 'coverage.lcov', 'ruff.json']);
    const { status, codes } = await statusOf(repository, 'unit-tests-pass');
    expect(status).toBe('pass');
    // Only those that the manifest leaves out.
    expect(codes).toEqual(['report-unstamped', 'report-unstamped', 'report-unstamped']);
  });

  it('that a manifest stamps with another commit is an error for its rows only', async () => {
    const repository = exampleRepository();
    repository.commit();
    stamped(repository, other, ['junit.xml']);
    expect((await statusOf(repository, 'unit-tests-pass')).status).toBe('error');
    expect((await statusOf(repository, 'min-coverage')).status).toBe('pass');
    expect((await statusOf(repository, 'unit-tests-pass')).codes).toContain('report-stale');
  });

  it('that names another commit itself is an error', async () => {
    const repository = exampleRepository('production');
    repository.edit('reports/benchmark.json', '"id": "unknown"', `"id": "${other}"`);
    const fine = await repository.check({ components: ['pricing'], baseline: ['baseline/*'] });
    expect(rowsOf(fine, 'no-performance-regression')[0]?.status).toBe('pass');
    expect(fine.report.problems.map(({ code }) => code)).toEqual(['commit-unknown']);
    const commit = repository.commit();
    const stale = await repository.check({ components: ['pricing'], baseline: ['baseline/*'] });
    expect(rowsOf(stale, 'no-performance-regression')[0]?.status).toBe('error');
    repository.edit('reports/benchmark.json', other, commit.slice(0, 8));
    const fresh = await repository.check({ components: ['pricing'], baseline: ['baseline/*'] });
    expect(rowsOf(fresh, 'no-performance-regression')[0]?.status).toBe('pass');
  });

  it('of a baseline may be of any commit', async () => {
    const repository = exampleRepository('production');
    repository.edit('baseline/benchmark.json', '"id": "unknown"', `"id": "${other}"`);
    repository.commit();
    const outcome = await repository.check({ components: ['pricing'], baseline: ['baseline/*'] });
    expect(rowsOf(outcome, 'no-performance-regression')[0]?.status).toBe('pass');
    expect(outcome.report.problems).toEqual([]);
  });

  it('of the event’s test merge counts', async () => {
    const repository = exampleRepository();
    repository.commit();
    stamped(repository, other, ['junit.xml']);
    const change = { ...(await gitChange(repository.root, null)), alsoCurrent: [other] };
    const outcome = await check({ ...defaults(repository.root), stage: 'development' }, change);
    expect(rowsOf(outcome, 'unit-tests-pass', 'development')[0]?.status).toBe('pass');
  });

  it('that changed after it was stamped is an error', async () => {
    const repository = exampleRepository();
    stamped(repository, repository.commit(), ['junit.xml']);
    repository.write('reports/junit.xml', `${repository.read('reports/junit.xml')}\n`);
    const { status, codes } = await statusOf(repository, 'unit-tests-pass');
    expect([status, codes.includes('report-changed')]).toEqual(['error', true]);
  });

  it('that is only old is warned of and counts', async () => {
    const outcome = await exampleRepository().check({ stage: 'development', now: '2027-01-01T00:00:00Z' });
    expect(rowsOf(outcome, 'unit-tests-pass', 'development')[0]?.status).toBe('pass');
    expect(new Set(outcome.report.problems.map(({ code }) => code))).toEqual(new Set(['report-old']));
  });
});

describe('a manifest', () => {
  it('that lists a report which is not there makes the rows of its kind an error', async () => {
    const repository = exampleRepository();
    repository.write('reports/junit-shard-2.xml', '<testsuites/>');
    stamped(repository, repository.commit(), ['junit.xml', 'junit-shard-2.xml']);
    repository.remove('reports/junit-shard-2.xml');
    const { status, codes } = await statusOf(repository, 'unit-tests-pass');
    expect([status, codes.includes('report-gone')]).toEqual(['error', true]);
  });

  it('that lies alone, all that it lists gone, makes the rows of their kind an error too', async () => {
    const repository = exampleRepository();
    const files = [{ path: 'junit.xml', sha256: 'a'.repeat(64) }];
    const lone = { schemaVersion: 1, commit: repository.commit(), createdAt: '2026-11-22T12:00:00Z', files };
    repository.write('reports/shard-2/maturity-evidence.json', JSON.stringify(lone));
    const { status, codes } = await statusOf(repository, 'unit-tests-pass');
    expect([status, codes]).toEqual(['error', ['report-gone']]);
  });

  it.each([
    ['is no JSON', '{"schemaVersion": 1,'],
    ['is of another version', '{"schemaVersion": 2}'],
    ['names no commit', '{"schemaVersion": 1, "commit": "HEAD", "createdAt": "2026-11-22T12:00:00Z", "files": []}'],
    [
      'leads out of its folder',
      `{"schemaVersion": 1, "commit": "${other}", "createdAt": "2026-11-22T12:00:00Z", "files": [{"path": "../junit.xml", "sha256": "${'a'.repeat(64)}"}]}`,
    ],
    [
      'lists a report twice',
      `{"schemaVersion": 1, "commit": "${other}", "createdAt": "2026-11-22T12:00:00Z", "files": [${['a', 'b'].map((digit) => `{"path": "ruff.json", "sha256": "${digit.repeat(64)}"}`).join()}]}`,
    ],
  ])('that %s makes the reports below it an error, and is named once', async (_, text) => {
    const repository = exampleRepository();
    repository.write('reports/maturity-evidence.json', text);
    const { status, codes } = await statusOf(repository, 'unit-tests-pass');
    expect([status, codes]).toEqual(['error', ['manifest-broken']]);
  });

  it('is found above the reports too, where no evidence glob matches it', async () => {
    const repository = exampleRepository();
    const sha256 = createHash('sha256').update(repository.read('reports/junit.xml')).digest('hex');
    repository.commit();
    repository.write(
      'maturity-evidence.json',
      JSON.stringify({
        schemaVersion: 1,
        commit: other,
        createdAt: '2026-11-22T12:00:00Z',
        files: [{ path: 'reports/junit.xml', sha256 }],
      }),
    );
    expect((await statusOf(repository, 'unit-tests-pass')).status).toBe('error');
  });
});
