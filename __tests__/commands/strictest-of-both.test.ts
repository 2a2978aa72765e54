import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { CheckOutcome } from '../../src/commands/index.ts';
import type { ComponentReport } from '../../src/model/index.ts';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const configuration = '.github/maturity.yml';

function based(example: 'basic' | 'production' = 'basic'): Repository {
  const repository = exampleRepository(example);
  reviewed(repository, 'COMMENTED');
  repository.commit('Base');
  return repository;
}

function reviewed(repository: Repository, state: string): void {
  const review = { user: 'somebody-else', state, submittedAt: '2026-11-20T10:00:00Z', writer: true };
  repository.write('reports/reviews.json', JSON.stringify({ kind: 'review', author: 'ines', reviews: [review] }));
}

function component({ report }: CheckOutcome, id: string): ComponentReport | undefined {
  return report.components.find((one) => one.id === id);
}

function weakeningsOf(outcome: CheckOutcome, id: string): string[] {
  const row = component(outcome, id)?.results.find(({ gate }) => gate === 'policy-unweakened');
  return row?.findings.flatMap(({ outcome: said, message }) => (said === 'fail' ? [message] : [])) ?? [];
}

/** Coverage of the only component at development, as the row says it. */
async function coverage(repository: Repository): Promise<unknown> {
  const [row] = rowsOf(await repository.check({}, 'HEAD'), 'min-coverage', 'development');
  return row?.actual;
}

describe('unapproved, the strictest of both is judged; approved, the head', () => {
  it('by the files of both', async () => {
    const repository = based();
    const whole = await coverage(repository);
    repository.edit(configuration, "['src/ratelimit/**']", "['src/ratelimit/b*.py']");
    expect(await coverage(repository)).toEqual(whole);
    reviewed(repository, 'APPROVED');
    expect(await coverage(repository)).not.toEqual(whole);
  });

  it('by the reports of both', async () => {
    const repository = based();
    repository.edit(configuration, "['reports/**']", "['reports/[!c]*']");
    expect(rowsOf(await repository.check({}, 'HEAD'), 'min-coverage', 'development')[0]?.status).toBe('pass');
    reviewed(repository, 'APPROVED');
    expect(rowsOf(await repository.check({}, 'HEAD'), 'min-coverage', 'development')[0]?.status).toBe('missing');
  });

  it('by the enforcement of the base', async () => {
    const repository = based();
    repository.edit(configuration, 'version: 1', 'version: 1\nenforce: false');
    const blocked = await repository.check({}, 'HEAD');
    expect([blocked.report.advisory, blocked.exitCode]).toEqual([false, 1]);
    reviewed(repository, 'APPROVED');
    const advisory = await repository.check({}, 'HEAD');
    expect([advisory.report.advisory, advisory.exitCode]).toEqual([true, 0]);
  });

  it('on the ladder of the base', async () => {
    const repository = based();
    repository.edit(configuration, /$/, '\nstages: { development: {}, done: {} }\n');
    expect((await repository.check({}, 'HEAD')).report.stages).toEqual(['development', 'staging', 'production']);
    reviewed(repository, 'APPROVED');
    expect((await repository.check({}, 'HEAD')).report.stages).toEqual(['development', 'done']);
  });

  it('by the requirements of both', async () => {
    const repository = based();
    repository.edit('specs/ratelimit.md', /#### FR2[\s\S]*?(?=#### FR3)/, '');
    const requirements = async (): Promise<unknown> =>
      component(await repository.check({}, 'HEAD'), 'ratelimit')?.requirements.map(({ title }) => title);
    expect(await requirements()).toEqual(['Token bucket', 'Configuration', 'Sliding window']);
    reviewed(repository, 'APPROVED');
    expect(await requirements()).toEqual(['Token bucket', 'Configuration']);
  });

  it('by the required components of both', async () => {
    const repository = based('production');
    repository.edit('specs/pricing.md', '`money` (staging)', '`money` (development)');
    const asked = async (): Promise<unknown> =>
      component(await repository.check({}, 'HEAD'), 'pricing')?.results.find(
        ({ gate }) => gate === 'dependencies-ready',
      )?.expected;
    expect(await asked()).toEqual([{ component: 'money', stage: 'staging' }]);
    reviewed(repository, 'APPROVED');
    expect(await asked()).toEqual([{ component: 'money', stage: 'development' }]);
  });

  it('with this gate on, though the head turns it off', async () => {
    const repository = based();
    repository.edit(
      configuration,
      "'src/ratelimit/**']",
      "'src/ratelimit/**'], gates: { policy-unweakened: { off: x } }",
    );
    expect(rowsOf(await repository.check({}, 'HEAD'), 'policy-unweakened')[0]?.status).toBe('fail');
    reviewed(repository, 'APPROVED');
    expect(rowsOf(await repository.check({}, 'HEAD'), 'policy-unweakened')[0]?.status).toBe('not-applicable');
  });
});

describe('a component that the change removes', () => {
  function removed(): Repository {
    const repository = based('production');
    repository.remove('specs/money.md');
    repository.edit(configuration, /^ {2}money:.*\n/m, '');
    return repository;
  }

  it('is judged still by the base’s policy and fails', async () => {
    const outcome = await removed().check({}, 'HEAD');
    expect(outcome.report.components.map(({ id, affected, verdict }) => [id, affected, verdict])).toEqual([
      ['pricing', true, expect.anything()],
      ['money', true, 'blocked'],
    ]);
    expect(component(outcome, 'money')?.results.find(({ gate }) => gate === 'min-coverage')?.status).toBe('pass');
    expect(outcome.exitCode).toBe(1);
  });

  it('is gone once somebody else has approved that, and the report says so', async () => {
    const repository = removed();
    reviewed(repository, 'APPROVED');
    const { report } = await repository.check({}, 'HEAD');
    expect(report.components.map(({ id }) => id)).toEqual(['pricing']);
    expect(report.problems.map(({ code, path }) => [code, path])).toContainEqual([
      'component-removed',
      'specs/money.md',
    ]);
  });

  it('is none of the change’s doing where the merge base does not have it either', async () => {
    const repository = exampleRepository('production');
    reviewed(repository, 'COMMENTED');
    const spec = repository.read('specs/money.md');
    const whole = repository.read(configuration);
    repository.remove('specs/money.md');
    repository.edit(configuration, /^ {2}money:.*\n/m, '');
    const branchPoint = repository.commit('Branch point');
    repository.write('specs/money.md', spec);
    repository.write(configuration, whole);
    const ahead = repository.commit('The base gets the component');
    git(repository, 'checkout', '--quiet', '-b', 'change', branchPoint);
    const outcome = await repository.check({}, ahead);
    expect(outcome.report.components.map(({ id }) => id)).toEqual(['pricing']);
    expect(weakeningsOf(outcome, 'pricing')).toEqual([]);
  });
});

describe('a difference that the merge base shows already', () => {
  const spec = 'specs/ratelimit.md';
  it.each<[string, string, string | RegExp, string]>([
    [
      'a requirement',
      spec,
      '#### FR3: Configuration',
      '#### FR4: More\n**Acceptance Criteria:**\n- [x] More\n\n#### FR3: Configuration',
    ],
    ['an approval', spec, '- [ ] Product Owner', '- [ ] Head of Operations\n- [ ] Product Owner'],
    ['a required component', spec, /(#### Required Components\n)None\./, '$1- `other` (staging) - More'],
    ['wider paths', configuration, "['src/ratelimit/**']", "['src/**', 'pyproject.toml']"],
    ['more evidence', configuration, "['reports/**']", "['reports/**', 'more/*.xml']"],
    ['another environment', configuration, "'src/ratelimit/**']", "'src/ratelimit/**'], environments: { staging: eu }"],
    ['one more stage', configuration, /$/, '\nstages: { development: {}, staging: {}, production: {}, retired: {} }\n'],
    ['a stricter workflow', '.github/workflows/gate.yml', 'enforce: status', 'enforce: target'],
  ])('is not the change’s: the base got %s meanwhile', async (_what, path, from, to) => {
    const repository = exampleRepository();
    reviewed(repository, 'COMMENTED');
    repository.write(
      '.github/workflows/gate.yml',
      'on: pull_request\njobs: { gate: { steps: [{ uses: maturity-gates/maturity-gates@v1, with: { enforce: status } }] } }\n',
    );
    const branchPoint = repository.commit('Branch point');
    repository.edit(path, from, to);
    const ahead = repository.commit('The base goes ahead');
    git(repository, 'checkout', '--quiet', '-b', 'change', branchPoint);
    expect(weakeningsOf(await repository.check({}, ahead), 'ratelimit')).toEqual([]);
    git(repository, 'checkout', '--quiet', ahead);
    repository.write(path, git(repository, 'show', `${branchPoint}:${path}`));
    // The same difference on top of the base is the change's.
    expect(weakeningsOf(await repository.check({}, ahead), 'ratelimit')).not.toEqual([]);
  });
});

describe('a new component', () => {
  function withNew(settings = ''): Repository {
    const repository = based();
    const spec = repository.read('specs/ratelimit.md').replaceAll('ratelimit', 'fresh').replaceAll('≥60%', '≥1%');
    repository.write('specs/fresh.md', spec);
    repository.write('src/fresh/core.py', 'x = 1\n');
    repository.edit(configuration, /^ {2}ratelimit:.*$/m, `$&\n  fresh: { spec: specs/fresh.md${settings} }`);
    return repository;
  }

  it('has no base, which is said, and is judged by the base’s configuration', async () => {
    const repository = withNew();
    repository.edit(configuration, /$/, '\nstages: { development: { gates: { min-coverage: { percent: 5 } } } }\n');
    const outcome = await repository.check({}, 'HEAD');
    const rows = component(outcome, 'fresh')?.results ?? [];
    const row = rows.find(({ gate }) => gate === 'policy-unweakened');
    expect(row?.status).toBe('pass');
    expect(row?.findings.map(({ message }) => message)).toContain(
      'New component: there is no base to compare with; judged by the base’s configuration.',
    );
    expect(rows.find(({ gate }) => gate === 'min-coverage')?.expected).toMatchObject({ percent: 60 });
  });

  it('is weakened by a gate of its own that it turns off, which is judged nevertheless', async () => {
    const outcome = await withNew(', gates: { lint-clean: { off: noisy } }').check({}, 'HEAD');
    expect(weakeningsOf(outcome, 'fresh').join()).toMatch(/turns the gate lint-clean off/);
    expect(component(outcome, 'fresh')?.results.find(({ gate }) => gate === 'lint-clean')?.status).not.toBe(
      'not-applicable',
    );
  });
});

function git({ root }: Repository, ...parameters: string[]): string {
  return execFileSync('git', ['-C', root, ...parameters], { stdio: 'pipe', encoding: 'utf8' });
}
