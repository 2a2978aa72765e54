import { afterAll, describe, expect, it } from '@jest/globals';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const criterion = 'Cost savings validated (≥40%)';

function withBinding(binding: string): Repository {
  const repository = exampleRepository();
  repository.edit('specs/ratelimit.md', '- [ ] Test coverage ≥70%', `- [ ] ${criterion}\n- [ ] Test coverage ≥70%`);
  const settings = "paths: ['src/ratelimit/**']";
  repository.edit('.github/maturity.yml', settings, `${settings}, bindings: { ${binding} }`);
  repository.write(
    'reports/metrics.json',
    '{"kind": "metrics", "metrics": [{"name": "cost_savings", "value": 0.41, "unit": "ratio"}]}',
  );
  return repository;
}

describe('a binding of the configuration', () => {
  it('makes a gate judge the criterion by the evidence it names', async () => {
    const repository = withBinding(`"${criterion}": { gate: slo-met, metric: cost_savings }`);
    const row = rowsOf(await repository.check(), 'slo-met', 'staging')[0];
    expect([row?.status, row?.criterion?.text]).toEqual(['pass', criterion]);
  });

  it('is found whatever the spaces and the case', async () => {
    const repository = withBinding(`"cost  savings VALIDATED (≥40%)": { gate: slo-met, metric: cost_savings }`);
    expect(rowsOf(await repository.check(), 'slo-met', 'staging')[0]?.status).toBe('pass');
  });

  it('gives way to a comment on the line itself', async () => {
    const repository = withBinding(`"${criterion}": { gate: slo-met, metric: cost_savings }`);
    repository.edit('specs/ratelimit.md', criterion, `${criterion} <!-- gate: slo-met metric=other -->`);
    expect(rowsOf(await repository.check(), 'slo-met', 'staging')[0]?.status).toBe('missing');
  });

  it.each([
    ['that no line has', '"No such criterion": { gate: slo-met, metric: cost_savings }', 'binding-without-criterion'],
    ['to a gate that does not exist', `"${criterion}": { gate: slo, metric: cost_savings }`, 'There is no gate'],
    [
      'with a parameter that the gate does not have',
      `"${criterion}": { gate: min-coverage, metric: x }`,
      'binding to min-coverage is wrong',
    ],
  ])('%s fails the specification at the configuration’s line', async (_name, binding, said) => {
    const [row] = rowsOf(await withBinding(binding).check(), 'spec-complete');
    const found = row?.findings.filter(({ outcome }) => outcome === 'fail') ?? [];
    expect(row?.status).toBe('fail');
    expect(found.map(({ path }) => path)).toContain('.github/maturity.yml');
    expect(JSON.stringify(found)).toContain(
      said === 'binding-without-criterion' ? 'which the configuration binds' : said,
    );
  });

  it('that the change removes is a weakening', async () => {
    const repository = withBinding(`"${criterion}": { gate: slo-met, metric: cost_savings }`);
    repository.write('reports/reviews.json', '{"kind": "review", "author": "ines", "reviews": []}');
    repository.commit('Base');
    repository.edit('.github/maturity.yml', /, bindings: \{.*\} \}/, ' }');
    const [row] = rowsOf(await repository.check({}, 'HEAD'), 'policy-unweakened');
    expect([row?.status, row?.findings[0]?.message]).toEqual(['fail', expect.stringContaining(criterion)]);
  });
});
