import { afterAll, describe, expect, it } from '@jest/globals';
import { check, gitChange, type CheckOptions, type CheckOutcome } from '../../src/commands/index.ts';
import { defaults, exampleRepository, removeRepositories, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const configuration = '.github/maturity.yml';
const workflow = '.github/workflows/gate.yml';

/** The example whose base states all that an input could loosen. */
function based(inputs = ''): Repository {
  const repository = exampleRepository('production');
  repository.edit(configuration, /^version: 1$/m, 'version: 1\nenforce: target');
  repository.write(
    workflow,
    `on: pull_request\njobs:\n  gate:\n    steps:\n      - uses: maturity-gates/maturity-gates@v1\n        with: { comment: true${inputs} }\n`,
  );
  repository.commit('Base');
  repository.write('specs/pricing.md', `${repository.read('specs/pricing.md')}\n`);
  repository.write('specs/money.md', `${repository.read('specs/money.md')}\n`);
  return repository;
}

/** Judges as the action does: the options are inputs of a workflow, and reviews come from the API. */
async function judged(
  repository: Repository,
  options: Partial<CheckOptions>,
  state: 'COMMENTED' | 'APPROVED' = 'COMMENTED',
): Promise<CheckOutcome> {
  const change = await gitChange(repository.root, 'HEAD');
  const review = { user: 'somebody-else', state, submittedAt: '2026-11-20T10:00:00Z', writer: true };
  const evidence = { kind: 'review' as const, author: 'ines', reviews: [review], defects: [] };
  const provenance = { path: 'reviews', format: 'github-api', sha256: '', trust: 'api-verified' as const };
  const readReviews = () => Promise.resolve({ provenance, evidence, warnings: [] });
  return check({ ...defaults(repository.root), ...options }, { ...change, readReviews });
}

function weakenings({ report }: CheckOutcome): string[] {
  return report.components
    .flatMap(({ results }) => results.filter(({ gate }) => gate === 'policy-unweakened'))
    .flatMap(({ findings }) => findings)
    .flatMap(({ outcome, message }) => (outcome === 'fail' ? [message] : []));
}

const inputs: [string, Partial<CheckOptions>, RegExp, string][] = [
  [
    'enforce',
    { enforce: false },
    /input enforce is false, the configuration of the base states target/,
    ', enforce: false',
  ],
  [
    'target-stage',
    { stage: 'development' },
    /input target-stage is development, .* aims at production/,
    ', target-stage: development',
  ],
  [
    'evidence',
    { evidence: ['reports/[!c]*'] },
    /Reports are no longer read: reports\/coverage\.json/,
    ", evidence: 'reports/[!c]*'",
  ],
  ['component', { components: ['money'] }, /input component leaves out the component pricing/, ', component: money'],
  ['specs', { specs: ['specs/money.md'] }, /input specs leaves out the component pricing/, ', specs: specs/money.md'],
];

describe('an input of the change’s own workflow', () => {
  it.each(inputs)(
    '%s loosens what the base states: named, and the base’s is judged',
    async (_name, options, message) => {
      const outcome = await judged(based(), options);
      expect(weakenings(outcome).join('\n')).toMatch(message);
      expect(outcome.exitCode).toBe(1);
      expect(outcome.report.advisory).toBe(false);
      const pricing = outcome.report.components.find(({ id }) => id === 'pricing');
      expect(pricing?.targetStage).toBe('production');
      expect(pricing?.results.find(({ gate }) => gate === 'min-coverage')?.status).toBe('pass');
    },
  );

  it.each(inputs)('%s counts once somebody else has approved the change', async (name, options) => {
    const outcome = await judged(based(), options, 'APPROVED');
    expect(weakenings(outcome)).toEqual([]);
    const ids = outcome.report.components.map(({ id }) => id);
    expect(ids).toEqual(name === 'component' || name === 'specs' ? ['money'] : ['money', 'pricing']);
    expect(outcome.report.advisory).toBe(name === 'enforce');
  });

  it.each(inputs)('%s is none where the base’s workflow gives it already', async (_name, options, _message, given) => {
    expect(weakenings(await judged(based(given), options))).toEqual([]);
  });

  it.each(inputs)('%s is none where the base’s workflow leaves it to the run', async (name, options) => {
    expect(weakenings(await judged(based(`, ${name}: '\${{ matrix.value }}'`), options))).toEqual([]);
  });

  it.each(inputs)('%s is none where a person at a terminal asks', async (_name, options) => {
    const repository = based();
    expect(weakenings(await repository.check(options, 'HEAD'))).toEqual([]);
  });

  it('enforce is none where the base’s configuration does not state it', async () => {
    const repository = based();
    repository.edit(configuration, 'enforce: target\n', '');
    repository.commit('Base');
    expect((await judged(repository, { enforce: false })).report.advisory).toBe(true);
  });

  it('enforce is, where the change edits the workflow to loosen it', async () => {
    const repository = based();
    repository.edit(configuration, 'enforce: target\n', '');
    repository.commit('Base');
    repository.edit(workflow, 'comment: true', 'comment: true, enforce: false');
    const outcome = await judged(repository, { enforce: false });
    expect([outcome.report.advisory, outcome.exitCode]).toEqual([false, 1]);
  });

  it.each([
    ['as the file is written', ", config: './ci//strict.yml'", './ci//strict.yml'],
    ['where only the run knows it', ", config: '${{ matrix.config }}'", 'ci/strict.yml'],
  ])('config is found at the base, %s', async (_how, given, config) => {
    const repository = based(given);
    repository.write('ci/strict.yml', repository.read(configuration));
    repository.commit('Base');
    repository.edit('ci/strict.yml', /$/, '\nstages: { development: { gates: { min-coverage: { percent: 1 } } } }\n');
    expect(weakenings(await judged(repository, { config })).join('\n')).toMatch(/min-coverage was loosened/);
  });

  it('config that only a run knows is not taken for none where the change names another', async () => {
    const repository = based(", config: '${{ matrix.config }}'");
    repository.write('ci/strict.yml', repository.read(configuration).replaceAll('specs/', 'parts/'));
    for (const name of ['money', 'pricing']) {
      repository.write(`parts/${name}.md`, repository.read(`specs/${name}.md`));
      repository.remove(`specs/${name}.md`);
    }
    repository.remove(configuration);
    repository.commit('Base');
    repository.write('ci/loose.yml', repository.read('ci/strict.yml'));
    repository.edit(workflow, "'${{ matrix.config }}'", 'ci/loose.yml');
    expect(weakenings(await judged(repository, { config: 'ci/loose.yml' })).join('\n')).toMatch(
      /the input config became/,
    );
  });

  it('config does not choose what the change is compared with', async () => {
    const repository = based();
    repository.write(
      'loose.yml',
      "version: 1\nenforce: target\nevidence: ['reports/**']\nstages: { development: { gates: { min-coverage: { percent: 1 } } } }\n",
    );
    repository.commit('Base');
    expect(weakenings(await judged(repository, { config: 'loose.yml' })).join('\n')).toMatch(
      /min-coverage was loosened/,
    );
  });
});
