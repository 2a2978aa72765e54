import { afterAll, describe, expect, it } from '@jest/globals';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const CONFIGURATION = '.github/maturity.yml';

function approvedBy(repository: Repository, user: string): void {
  const review = { user, state: 'APPROVED', submittedAt: '2026-11-20T10:00:00Z', writer: true };
  repository.write('reports/reviews.json', JSON.stringify({ kind: 'review', author: 'dev-ines', reviews: [review] }));
}

/** The example whose base has these groups. */
function withGroups(groups: string): Repository {
  const repository = exampleRepository();
  repository.edit(CONFIGURATION, /$/, `\ngroups: ${groups}\n`);
  repository.commit('Base');
  return repository;
}

async function policyRow(repository: Repository) {
  const [row] = rowsOf(await repository.check({ stage: 'development' }, 'HEAD'), 'policy-unweakened');
  return { status: row?.status, messages: row?.findings.map(({ message }) => message).join('\n') };
}

describe('the group `policy` of the base', () => {
  it('alone approves weakenings', async () => {
    const repository = withGroups("{ policy: ['@Lead'] }");
    repository.edit('specs/ratelimit.md', /≥60%/g, '≥50%');
    approvedBy(repository, 'somebody-else');
    expect((await policyRow(repository)).status).toBe('fail');
    approvedBy(repository, 'lead');
    expect((await policyRow(repository)).status).toBe('pass');
  });

  it('is not widened by the change that would profit from it', async () => {
    const repository = withGroups("{ policy: ['@lead'] }");
    repository.edit(CONFIGURATION, "'@lead'", "'@lead', '@mate'");
    approvedBy(repository, 'mate');
    const row = await policyRow(repository);
    expect(row.status).toBe('fail');
    expect(row.messages).toContain('The group policy was widened by mate. (base: .github/maturity.yml:');
  });

  it('is not done away with unseen', async () => {
    const repository = withGroups("{ policy: ['@lead'] }");
    repository.edit(CONFIGURATION, /^groups:.*\n/m, '');
    approvedBy(repository, 'mate');
    const row = await policyRow(repository);
    expect(row.status).toBe('fail');
    expect(row.messages).toContain('The group policy was removed');
  });

  it('may lose a member', async () => {
    const repository = withGroups("{ policy: ['@lead', '@mate'] }");
    repository.edit(CONFIGURATION, ", '@mate'", '');
    approvedBy(repository, 'nobody-asked');
    expect((await policyRow(repository)).status).toBe('pass');
  });
});
