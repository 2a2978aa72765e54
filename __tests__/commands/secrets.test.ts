import { afterAll, describe, expect, it } from '@jest/globals';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

// A made-up digest, as detect-secrets writes one; it must never come out again.
const DIGEST = '0123456789abcdef0123456789abcdef01234567';

function scan(path: string, isSecret?: boolean): string {
  const entry = {
    type: 'Secret Keyword',
    filename: path,
    hashed_secret: DIGEST,
    is_verified: false,
    line_number: 3,
    ...(isSecret === undefined ? {} : { is_secret: isSecret }),
  };
  return JSON.stringify({
    version: '1.5.0',
    plugins_used: [{ name: 'KeywordDetector' }],
    filters_used: [],
    results: { [path]: [entry] },
    generated_at: '2026-11-22T12:00:00Z',
  });
}

async function statusOf(repository: Repository): Promise<string | undefined> {
  const outcome = await repository.check({ stage: 'development', evidence: ['reports/**', '.secrets.baseline'] });
  expect(JSON.stringify(outcome.report)).not.toContain(DIGEST);
  return rowsOf(outcome, 'no-secrets', 'development')[0]?.status;
}

const own = 'src/ratelimit/bucket.py';

describe('no-secrets', () => {
  it('fails on a finding that nobody audited', async () => {
    const repository = exampleRepository();
    repository.write('reports/secrets.json', scan(own));
    expect(await statusOf(repository)).toBe('fail');
  });

  it('passes when a committed baseline audits the finding as false', async () => {
    const repository = exampleRepository();
    repository.write('reports/secrets.json', scan(own));
    repository.write('.secrets.baseline', scan(own, false));
    repository.commit();
    expect(await statusOf(repository)).toBe('pass');
  });

  it('fails when the baseline audits it as real', async () => {
    const repository = exampleRepository();
    repository.write('reports/secrets.json', scan(own));
    repository.write('.secrets.baseline', scan(own, true));
    repository.commit();
    expect(await statusOf(repository)).toBe('fail');
  });

  it('is missing with a committed baseline alone: it is no scan', async () => {
    const repository = exampleRepository();
    repository.remove('reports/secrets.json');
    repository.write('.secrets.baseline', scan(own, false));
    repository.commit();
    expect(await statusOf(repository)).toBe('missing');
  });

  it('is missing with a baseline alone where git refuses to say who wrote it', async () => {
    const repository = exampleRepository();
    repository.remove('reports/secrets.json');
    repository.write('.secrets.baseline', scan(own, false));
    repository.write('.git', 'gitdir: /nowhere\n');
    expect(await statusOf(repository)).toBe('missing');
  });

  it('takes a baseline that the job wrote anew for a scan', async () => {
    const repository = exampleRepository();
    repository.remove('reports/secrets.json');
    repository.write('.secrets.baseline', scan(own, false));
    repository.commit();
    repository.write('.secrets.baseline', scan(own));
    expect(await statusOf(repository)).toBe('fail');
  });

  it('counts a finding in a file that belongs to no component', async () => {
    const repository = exampleRepository();
    repository.write('.env', 'KEY=value\n');
    repository.write('reports/secrets.json', scan('.env'));
    expect(await statusOf(repository)).toBe('fail');
  });

  it('does not count a finding in another component’s files', async () => {
    const repository = exampleRepository();
    repository.write('.github/maturity.yml', 'version: 1\n');
    repository.write('specs/other.md', repository.read('specs/ratelimit.md').replaceAll('ratelimit', 'other'));
    repository.write('src/other/core.py', 'x = 1\n');
    repository.write('reports/secrets.json', scan('src/other/core.py'));
    const { report } = await repository.check({ stage: 'development' });
    const statuses = report.components.map(({ id, results }) => [
      id,
      results.find(({ gate }) => gate === 'no-secrets')?.status,
    ]);
    expect(statuses).toEqual([
      ['other', 'fail'],
      ['ratelimit', 'pass'],
    ]);
  });
});
