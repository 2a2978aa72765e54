import { execFileSync } from 'node:child_process';
import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { exampleRepository, openRows, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

/** The example as a git repository whose branch `main` is the base. */
function based(): Repository {
  const repository = exampleRepository();
  repository.commit('Base');
  return repository;
}

const approval = (state: string): string =>
  JSON.stringify({
    kind: 'review',
    author: 'dev-ines',
    reviews: [{ user: 'mara', state, submittedAt: '2026-11-20T10:00:00Z', writer: true }],
  });

describe('policy-unweakened, compared with the base that git knows', () => {
  it('passes when the change demands no less', async () => {
    const repository = based();
    repository.edit('src/ratelimit/README.md', '\n', '\n\n');
    repository.commit();
    const outcome = await repository.check({ stage: 'development' }, 'HEAD~1');
    expect(rowsOf(outcome, 'policy-unweakened')[0]?.status).toBe('pass');
    expect(outcome.exitCode).toBe(0);
  });

  it('is not applicable without a base', async () => {
    expect(rowsOf(await based().check(), 'policy-unweakened')[0]?.status).toBe('not-applicable');
  });

  it('fails on a lowered threshold without approval, names both lines, and judges by the strictest of both', async () => {
    const repository = based();
    repository.write('reports/reviews.json', approval('COMMENTED'));
    repository.edit('specs/ratelimit.md', /≥70%/g, '≥61%');
    repository.edit(
      '.github/maturity.yml',
      /$/,
      '\nstages: { staging: { gates: { min-coverage: { percent: 61 } } } }\n',
    );
    const outcome = await repository.check({}, 'HEAD');
    const [row] = rowsOf(outcome, 'policy-unweakened');
    expect(row?.status).toBe('fail');
    const messages = row?.findings.map(({ message }) => message).join('\n') ?? '';
    expect(messages).toMatch(
      /Test coverage \(staging\) lowered: "Test coverage ≥70%" became "Test coverage ≥61%"\. \(base: specs\/ratelimit\.md:\d+\)/,
    );
    expect(messages).toMatch(/At staging the gate min-coverage was loosened/);
    expect(rowsOf(outcome, 'min-coverage', 'staging')[0]).toMatchObject({ status: 'fail', expected: { percent: 70 } });
  });

  it.each([
    ['./parts//ratelimit.md', 'parts/ratelimit.md', ''],
    ['src/../parts/ratelimit.md', 'parts/ratelimit.md', ''],
    [null, 'specs/.ratelimit.md', ''],
    [null, 'parts/ratelimit.md', "\nspecs: ['src/../parts//*.md']\n"],
  ])('finds the base’s specification where the configuration names it as %s (%s)', async (named, path, more) => {
    const repository = exampleRepository();
    repository.write(path, repository.read('specs/ratelimit.md'));
    repository.remove('specs/ratelimit.md');
    repository.edit('.github/maturity.yml', 'spec: specs/ratelimit.md, ', named === null ? '' : `spec: ${named}, `);
    repository.edit('.github/maturity.yml', /$/, `\n${more}\n`);
    repository.write('reports/reviews.json', approval('COMMENTED'));
    repository.commit('Base');
    repository.edit(path, /≥70%/g, '≥61%');
    expect(rowsOf(await repository.check({}, 'HEAD'), 'policy-unweakened')[0]?.status).toBe('fail');
  });

  it('is an error where the base’s specifications lie behind a link, which the workspace follows and git does not', async () => {
    const repository = exampleRepository();
    renameSync(join(repository.root, 'specs'), join(repository.root, 'parts'));
    symlinkSync('parts', join(repository.root, 'specs'));
    repository.commit('Base');
    repository.edit('parts/ratelimit.md', /≥70%/g, '≥61%');
    const outcome = await repository.check({}, 'HEAD');
    expect(rowsOf(outcome, 'policy-unweakened')[0]).toMatchObject({ status: 'error', required: true });
  });

  it('judges the head’s own policy once somebody else has approved it', async () => {
    const repository = based();
    repository.edit(
      '.github/maturity.yml',
      /$/,
      '\nstages: { staging: { gates: { min-coverage: { percent: 61 } } } }\n',
    );
    repository.edit('specs/ratelimit.md', /≥70%/g, '≥61%');
    repository.write('reports/reviews.json', approval('APPROVED'));
    const outcome = await repository.check({}, 'HEAD');
    expect(rowsOf(outcome, 'policy-unweakened')[0]?.status).toBe('pass');
    expect(rowsOf(outcome, 'min-coverage', 'staging')[0]).toMatchObject({ status: 'pass', expected: { percent: 61 } });
  });

  it.each([
    [
      'target',
      '**Target Stage:** staging',
      '**Target Stage:** development',
      /Target stage lowered from staging to development/,
    ],
    ['status', '**Status:** In Development', '**Status:** Draft', /Status lowered from In Development to Draft/],
    ['criterion', '- [x] Linting clean (ruff)\n', '', /Criterion removed: "Linting clean \(ruff\)"/],
  ])('fails on a weakened %s, which is judged as the base has it', async (_what, from, to, message) => {
    const repository = based();
    repository.write('reports/reviews.json', approval('COMMENTED'));
    repository.edit('specs/ratelimit.md', from, to);
    const outcome = await repository.check({}, 'HEAD');
    expect(
      rowsOf(outcome, 'policy-unweakened')[0]
        ?.findings.map((finding) => finding.message)
        .join(),
    ).toMatch(message);
    expect(outcome.report.components[0]?.targetStage).toBe('staging');
    expect(outcome.exitCode).toBe(1);
  });

  it('does not count what the base raised after the change branched off', async () => {
    const repository = based();
    const branchPoint = repository.commit('Branch point');
    repository.edit('specs/ratelimit.md', '- [ ] Test coverage ≥70%', '- [ ] Test coverage ≥75%');
    const raised = repository.commit('Raise the bar on the base');
    git(repository, 'checkout', '--quiet', '-b', 'change', branchPoint);
    const outcome = await repository.check({}, raised);
    expect(rowsOf(outcome, 'policy-unweakened')[0]?.status).toBe('pass');
  });

  it('is an error when the base can’t be read, never "no weakening"', async () => {
    const repository = based();
    const outcome = await repository.check({ stage: 'development' }, 'no-such-branch');
    expect(openRows(outcome)).toEqual(['development policy-unweakened error']);
    expect(outcome.exitCode).toBe(2);
  });

  it('is an error when the base’s configuration is not valid', async () => {
    const repository = exampleRepository();
    const good = repository.read('.github/maturity.yml');
    repository.write('.github/maturity.yml', 'no: key\n');
    repository.commit('Base');
    repository.write('.github/maturity.yml', good);
    expect(openRows(await repository.check({ stage: 'development' }, 'HEAD'))).toEqual([
      'development policy-unweakened error',
    ]);
  });

  it('has no base where the base has neither configuration nor specification', async () => {
    const repository = exampleRepository();
    const [spec, configuration] = [repository.read('specs/ratelimit.md'), repository.read('.github/maturity.yml')];
    repository.remove('specs');
    repository.remove('.github');
    repository.commit('Before the specification');
    repository.write('specs/ratelimit.md', spec);
    repository.write('.github/maturity.yml', configuration);
    expect(rowsOf(await repository.check({}, 'HEAD'), 'policy-unweakened')[0]?.status).toBe('not-applicable');
  });
});

describe('the change that raises the status', () => {
  it('requires the operation gates of that stage', async () => {
    const repository = based();
    repository.edit('specs/ratelimit.md', '**Status:** In Development', '**Status:** Staging');
    const outcome = await repository.check({}, 'HEAD');
    expect(rowsOf(outcome, 'stability-period')[0]?.required).toBe(true);
    repository.commit('Promoted');
    // Once the base declares it, a failed deployment must not block its own fix.
    expect(rowsOf(await repository.check({}, 'HEAD'), 'stability-period')[0]?.required).toBe(false);
    expect(rowsOf(await repository.check(), 'stability-period')[0]?.required).toBe(true);
  });
});

describe('affected components', () => {
  function twoComponents(): Repository {
    const repository = exampleRepository();
    repository.write('.github/maturity.yml', 'version: 1\n');
    repository.write('specs/other.md', repository.read('specs/ratelimit.md').replaceAll('ratelimit', 'other'));
    repository.write('src/other/core.py', 'x = 1\n');
    repository.commit('Base');
    return repository;
  }
  const affected = async (repository: Repository): Promise<string[]> =>
    (await repository.check({}, 'HEAD')).report.components
      .filter((component) => component.affected)
      .map(({ id }) => id);

  it.each([
    ['its own file changed', 'src/ratelimit/bucket.py', ['ratelimit']],
    ['its own test changed', 'tests/test_ratelimit.py', ['ratelimit']],
    ['its own specification changed', 'specs/other.md', ['other']],
    ['the configuration changed', '.github/maturity.yml', ['other', 'ratelimit']],
    ['a file of nobody changed', 'pyproject.toml', ['other', 'ratelimit']],
  ])('are those for which %s', async (_name, path, ids) => {
    const repository = twoComponents();
    repository.write(path, `${repository.read(path)}\n`);
    expect(await affected(repository)).toEqual(ids);
  });

  it('include those that require an affected one', async () => {
    const repository = twoComponents();
    repository.edit(
      'specs/ratelimit.md',
      /#### Required Components\n+[^\n]*\n/,
      '#### Required Components\n- `other` (development) - storage\n',
    );
    repository.commit('Require');
    repository.write('src/other/core.py', 'x = 2\n');
    expect(await affected(repository)).toEqual(['other', 'ratelimit']);
  });

  it('alone decide the verdict of the run', async () => {
    const repository = twoComponents();
    repository.write('src/ratelimit/bucket.py', `${repository.read('src/ratelimit/bucket.py')}\n`);
    const { report, exitCode } = await repository.check({ stage: 'development' }, 'HEAD');
    expect(report.components.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['other', 'inconclusive'],
      ['ratelimit', 'ready'],
    ]);
    expect([report.verdict, exitCode]).toEqual(['ready', 0]);
  });
});

function git({ root }: Repository, ...parameters: string[]): void {
  execFileSync('git', ['-C', root, ...parameters], { stdio: 'pipe' });
}
