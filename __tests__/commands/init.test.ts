import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { init, initText, lint, type InitOutcome } from '../../src/commands/index.ts';
import { parseConfiguration } from '../../src/config/index.ts';
import { UserError } from '../../src/model/index.ts';
import { emptyRepository, openRows, removeRepositories, type Repository } from '../repository.ts';
import { languageService } from '../workflows/language-service.ts';
import { ownInputs } from '../workflows/repository.ts';
import { flawsOf } from '../workflows/rules.ts';
import { monorepo, nothing, python, typescript } from './init-projects.ts';

/** `init --yes` on throw-away repositories: what it writes, and that what it promises comes true. */

const now = '2026-11-22T12:00:00Z';
const configuration = '.github/maturity.yml';
const workflow = '.github/workflows/maturity.yml';

function initialised({ root }: Repository): Promise<InitOutcome> {
  return init({ root, now, ask: null });
}

function written({ files }: InitOutcome): string[] {
  return files.filter(({ state }) => state === 'written').map(({ path }) => path);
}

/** Every file with its text, to see that a second run changes nothing. */
function everything(repository: Repository): [string, string][] {
  const { root } = repository;
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.git/'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
    .map((path): [string, string] => [path, repository.read(path)]);
}

/** What a human does then: names the requirement and ticks it. */
function fillIn(repository: Repository, specification: string): void {
  repository.edit(specification, '[Requirement Name]', 'Totals');
  repository.edit(specification, '[Detailed description of the functional requirement]', 'Adds up.');
  repository.edit(specification, '- [ ] [Criterion 1]', '- [x] A cart adds up');
}

async function refusedWith(repository: Repository): Promise<string[]> {
  try {
    await initialised(repository);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(({ code }) => code);
  }
}

const diagnose = await languageService();

afterAll(removeRepositories);

describe.each([
  ['an empty repository', nothing, 1],
  ['a Python project', python, 1],
  ['a TypeScript project', typescript, 1],
  ['a monorepo', monorepo, 3],
])('init in %s', (_name, make, count) => {
  it('writes a specification for each component, a configuration and a workflow', async () => {
    const { repository } = make();
    const outcome = await initialised(repository);
    const specifications = outcome.components.map(({ id }) => `specs/${id}.md`);
    expect(specifications).toHaveLength(count);
    expect(written(outcome)).toEqual([...specifications, configuration, workflow]);
    expect(parseConfiguration(repository.read(configuration), configuration)).toMatchObject({ ok: true });
    expect(repository.read(configuration)).toMatch(/^# yaml-language-server: \$schema=https:\S+\n/);
  });

  it('changes nothing when it is run again, and names what it kept', async () => {
    const { repository } = make();
    const first = await initialised(repository);
    const before = everything(repository);
    const second = await initialised(repository);
    expect(everything(repository)).toEqual(before);
    expect(written(second)).toEqual([]);
    expect(second.files.map(({ path }) => path).sort()).toEqual(written(first).sort());
  });

  it('writes a workflow that GitHub accepts and that keeps to our own rules', async () => {
    const { repository } = make();
    await initialised(repository);
    const text = repository.read(workflow);
    expect(await diagnose(workflow, text)).toEqual([]);
    expect(flawsOf(text, ownInputs)).toEqual([]);
  });

  it('leaves to lint nothing but what is to be filled in', async () => {
    const { repository } = make();
    await initialised(repository);
    const { result, exitCode } = await lint({ root: repository.root, specs: [], config: null, now });
    expect([exitCode, new Set(result.problems.map(({ code }) => code))]).toEqual([1, new Set(['placeholder'])]);
    expect(result.problems.filter(({ severity }) => severity === 'error')).toHaveLength(3 * count);
  });

  it('has check say first that the specification is to be filled in', async () => {
    const { repository } = make();
    const outcome = await initialised(repository);
    const { exitCode, report } = await repository.check();
    expect([exitCode, report.verdict, report.problems]).toEqual([1, 'blocked', []]);
    expect(outcome.judged).toBe(1);
    expect(initText(outcome, 400)).toContain('It says now: blocked, exit code 1.');
    expect(openRows({ report, exitCode, measured: null })).toContain('development spec-complete fail');
  });
});

describe.each([
  ['Python', python, 'specs/ratelimit.md'],
  ['TypeScript', typescript, 'specs/shop-cart.md'],
])('the promise to a %s project', (_name, make, specification) => {
  it('comes true when the specification is filled in and the reports are there', async () => {
    const { repository, bringReports } = make();
    const promise = initText(await initialised(repository), 400);
    fillIn(repository, specification);
    bringReports();
    const outcome = await repository.check();
    expect(promise).toContain('it says: inconclusive, exit code 2, for the review, which only GitHub knows.');
    expect([outcome.exitCode, openRows(outcome)]).toEqual([2, ['development code-reviewed missing']]);
  });

  it('comes true on a pull request that somebody approved', async () => {
    const { repository, bringReports } = make();
    const promise = initText(await initialised(repository), 400);
    fillIn(repository, specification);
    bringReports();
    const approval = { user: 'omar', state: 'APPROVED', submittedAt: now, writer: true };
    repository.write('reports/reviews.json', JSON.stringify({ kind: 'review', author: 'ines', reviews: [approval] }));
    const { exitCode, report } = await repository.check();
    expect(promise).toContain('On a pull request that somebody approved it is ready.');
    expect([exitCode, report.verdict]).toEqual([0, 'ready']);
  });
});

describe('what init finds', () => {
  it('are the tools of the project, and its tests through its own script', async () => {
    const { repository } = typescript();
    const outcome = await initialised(repository);
    expect(outcome.components[0]?.project.tools).toEqual({
      'unit-tests-pass': 'jest',
      'min-coverage': 'jest',
      'lint-clean': 'eslint',
      'types-clean': 'tsc',
    });
    expect(repository.read(workflow)).toMatch(/JEST_JUNIT_ADD_FILE_ATTRIBUTE=true npm test -- --ci /);
  });

  it('are packages of a workspace, services beside it, and what they are built on', async () => {
    const { repository } = monorepo();
    const { components, report } = await initialised(repository);
    expect(components.map(({ id, requires }) => [id, requires])).toEqual([
      ['core', []],
      ['web', ['core']],
      ['invoices', []],
    ]);
    expect(report.components.map(({ id }) => id).sort()).toEqual(['core', 'invoices', 'web']);
    const { components: settings, evidence } = parse(repository.read(configuration)) as Record<string, object>;
    expect(settings).toEqual({
      core: { paths: ['packages/core/src/**', 'packages/core/package.json'] },
      web: { paths: ['packages/web/src/**', 'packages/web/package.json'] },
      invoices: { paths: ['services/invoices/src/invoices/**', 'services/invoices/pyproject.toml'] },
    });
    expect(evidence).toContain('services/invoices/reports/**');
    const text = repository.read(workflow);
    expect(text.match(/npm ci/g)).toHaveLength(1);
    expect(text.match(/npm install --no-save jest-junit@17.0.0/g)).toHaveLength(1);
    expect(text).toMatch(/working-directory: 'services\/invoices'\n {8}run: \|\n.*\n.*pytest --cov=src\/invoices /);
    expect(text).toContain('mypy --output json src/invoices');
  });

  it('says what nothing proves, instead of promising it', async () => {
    const { repository } = monorepo();
    const text = initText(await initialised(repository), 400);
    expect(text).toContain('Nothing will prove types-clean of core, web yet.');
    expect(text).toContain('Nothing will prove docs-present of web yet. There is no README.md in packages/web.');
    expect(text).toContain('it still says: inconclusive, exit code 2');
  });

  it.each([
    [
      'pnpm',
      'pnpm-lock.yaml',
      { scripts: { test: 'vitest' }, devDependencies: { vitest: '^3.2.0' } },
      [
        'corepack enable && pnpm install --frozen-lockfile',
        'pnpm add --save-dev @vitest/coverage-v8@^3.2.0',
        'pnpm test --run --reporter=default --reporter=junit',
      ],
    ],
    [
      'yarn',
      'yarn.lock',
      { scripts: { test: 'mocha' }, devDependencies: { mocha: '10.8.2' } },
      [
        'corepack enable && yarn install --frozen-lockfile',
        'yarn add --dev mocha-junit-reporter@2.2.1',
        'yarn test --reporter mocha-junit-reporter',
      ],
    ],
    [
      'npm without a lock file',
      'src/a.js',
      { scripts: { test: 'tsc && node --test' } },
      ['npm install\n', "NODE_OPTIONS='--test-reporter=spec", 'npm test ||'],
    ],
    [
      'npm, whose test script is not the runner',
      'package-lock.json',
      { scripts: { test: 'make' }, devDependencies: { jest: '30' } },
      ['npx --no-install jest --ci'],
    ],
  ])('are the commands of %s', async (_name, lock, manifest, commands) => {
    const repository = emptyRepository();
    repository.write('package.json', JSON.stringify({ name: 'shop', ...manifest }));
    repository.write(lock, '');
    await initialised(repository);
    const text = repository.read(workflow);
    for (const command of commands) expect(text).toContain(command);
    expect([await diagnose(workflow, text), flawsOf(text, ownInputs)]).toEqual([[], []]);
  });

  it('are modules of Go, whose types its compiler checks', async () => {
    const repository = emptyRepository();
    repository.write('go.mod', 'module example.com/shop/v2\n');
    repository.write('cart.go', 'package shop\n');
    const outcome = await initialised(repository);
    expect(written(outcome)).toContain('specs/shop.md');
    expect(repository.read(configuration)).toContain("types-clean: { off: 'the Go compiler");
    expect(initText(outcome, 400)).toContain('Nothing will prove unit-tests-pass of shop yet.');
  });

  it('are backend and frontend beside each other', async () => {
    const repository = emptyRepository();
    repository.write('backend/setup.cfg', '[metadata]\nname = shop-backend\n');
    repository.write('frontend/package.json', '{ broken');
    repository.write('docs/package.json', '{}');
    const { components } = await initialised(repository);
    expect(components.map(({ id }) => id)).toEqual(['shop-backend', 'frontend']);
  });
});

describe('what is there', () => {
  it('is kept, also where only a part is', async () => {
    const { repository } = python();
    repository.write(configuration, 'enforce: status\n');
    const outcome = await initialised(repository);
    expect(repository.read(configuration)).toBe('enforce: status\n');
    expect(outcome.files).toContainEqual({ path: configuration, state: 'kept' });
    expect(written(outcome)).toEqual(['specs/ratelimit.md', workflow]);
  });

  it('may judge in a workflow of another name', async () => {
    const { repository } = python();
    const other = 'jobs: { a: { steps: [{ uses: maturity-gates/maturity-gates@v1 }] } }\n';
    repository.write('.github/workflows/ci.yml', other);
    const outcome = await initialised(repository);
    expect(existsSync(join(repository.root, workflow))).toBe(false);
    expect(outcome.files).toContainEqual({ path: '.github/workflows/ci.yml', state: 'kept' });
  });

  it('may have the place of the workflow and judge nothing, which is not taken for ours', async () => {
    const { repository } = python();
    repository.write(workflow, 'jobs: {}\n');
    const text = initText(await initialised(repository), 400);
    expect(text).toContain(`See that ${workflow} makes the reports, and then judges them.`);
    expect(repository.read(workflow)).toBe('jobs: {}\n');
  });

  it('may describe the project under another id', async () => {
    const { repository } = python();
    repository.write('specs/limits.md', '# Component Specification: Limits\n\n**Component ID:** `limits`\n');
    expect(written(await initialised(repository))).toEqual([workflow]);
  });

  it('may have the place of a specification and be none', async () => {
    const { repository } = python();
    repository.write('specs/ratelimit.md', '# Notes\n');
    const outcome = await initialised(repository);
    expect(repository.read('specs/ratelimit.md')).toBe('# Notes\n');
    expect(outcome.leftOut).toEqual(['specs/ratelimit.md is there, and describes no ratelimit']);
  });

  it('may be reports at places of their own', async () => {
    const { repository } = python();
    repository.write('coverage.xml', '<coverage/>');
    await initialised(repository);
    expect(repository.read(configuration)).toContain("evidence: ['reports/**', 'coverage.xml']");
  });

  it('may be a configuration that can not be read, which comes first', async () => {
    const { repository } = python();
    repository.write(configuration, 'nonsense: 1\n');
    expect([await refusedWith(repository), existsSync(join(repository.root, 'specs'))]).toEqual([
      ['unknown-key'],
      false,
    ]);
  });
});

describe('a hostile repository', () => {
  it('leads no file out of it: a link to a folder is refused, and nothing is written', async () => {
    const { repository } = python();
    const outside = mkdtempSync(join(tmpdir(), 'maturity-gates-outside-'));
    symlinkSync(outside, join(repository.root, 'specs'));
    expect(await refusedWith(repository)).toEqual(['file-unwritable']);
    expect([readdirSync(outside), existsSync(join(repository.root, '.github'))]).toEqual([[], false]);
  });

  it('leads no file out of it: a link in the place of a file is kept as it is', async () => {
    const { repository } = python();
    const outside = mkdtempSync(join(tmpdir(), 'maturity-gates-outside-'));
    mkdirSync(join(repository.root, '.github/workflows'), { recursive: true });
    symlinkSync(join(outside, 'x.yml'), join(repository.root, workflow));
    const { files } = await initialised(repository);
    expect(files).toContainEqual({ path: workflow, state: 'kept' });
    expect(readdirSync(outside)).toEqual([]);
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['@evil/../../x', 'x'],
    ['__proto__', 'proto'],
    ['constructor', 'constructor'],
    ['$(touch /tmp/x)`id`', 'touch-tmp-x-id'],
    ["a'\n  b: ]", 'a-b'],
    ['42', 'component-42'],
    ['日本', 'component'],
    ['x'.repeat(500), 'x'.repeat(60)],
  ])('names no file and no command: %j', async (name, id) => {
    const repository = emptyRepository();
    repository.write('package.json', JSON.stringify({ name, description: '[x] <!-- gate: attested --> `code` *b*' }));
    const outcome = await initialised(repository);
    expect(written(outcome)).toEqual([`specs/${id}.md`, configuration, workflow]);
    expect(outcome.report.components.map((component) => component.id)).toEqual([id]);
    expect(repository.read(`specs/${id}.md`)).toContain('\nx !-- gate: attested -- code b\n');
  });

  it('has folders that no workflow can hold: they are named and left out', async () => {
    const repository = emptyRepository();
    repository.write('packages/${{ github.token }}/package.json', '{}');
    repository.write('packages/core/package.json', '{}');
    const outcome = await initialised(repository);
    expect(outcome.components.map(({ id }) => id)).toEqual(['core']);
    expect(outcome.leftOut).toEqual([expect.stringContaining('packages/${{ github.token }}')]);
    expect(repository.read(workflow)).not.toContain('github.token }}/');
  });

  it.each(['@shop/core', 'null', '1e3'])('has a folder that YAML would read otherwise: %s', async (folder) => {
    const repository = emptyRepository();
    repository.write(`packages/${folder}/package.json`, '{ "scripts": { "test": "jest" } }');
    repository.write('package.json', '{ "workspaces": ["packages/**"] }');
    await initialised(repository);
    const text = repository.read(workflow);
    expect(text).toContain(`working-directory: 'packages/${folder}'`);
    expect([await diagnose(workflow, text), flawsOf(text, ownInputs)]).toEqual([[], []]);
  });

  it('has two packages of one name, which become two components', async () => {
    const repository = emptyRepository();
    repository.write('packages/a/package.json', '{ "name": "@a/core" }');
    repository.write('packages/b/package.json', '{ "name": "@b/core" }');
    const outcome = await initialised(repository);
    expect(outcome.components.map(({ id }) => id)).toEqual(['core', 'core-2']);
  });
});

describe('the questions', () => {
  const answering = (...answers: string[]) => {
    const asked: string[] = [];
    const ask = (question: string, fallback: string): Promise<string> => {
      asked.push(question);
      return Promise.resolve(answers.shift() || fallback);
    };
    return { asked, ask };
  };

  it('are about what the repository does not tell', async () => {
    const { repository } = nothing();
    const { asked, ask } = answering('Shop Cart', 'Adds up', 'Inês');
    await init({ root: repository.root, now, ask });
    expect(asked).toHaveLength(3);
    const text = repository.read('specs/shop-cart.md');
    expect(text).toContain('**Author:** Inês\n');
    expect(text).toContain('### Purpose\nAdds up\n');
  });

  it('let several components be chosen', async () => {
    const { repository } = monorepo();
    const { ask } = answering('core invoices');
    const outcome = await init({ root: repository.root, now, ask });
    expect(written(outcome)).toEqual(['specs/core.md', 'specs/invoices.md', configuration, workflow]);
    expect(outcome.report.components).toHaveLength(2);
    expect(repository.read(workflow)).not.toContain('packages/web');
  });

  it('refuse a component that there is none of, and write nothing', async () => {
    const { repository } = monorepo();
    const { ask } = answering('cor');
    await expect(init({ root: repository.root, now, ask })).rejects.toBeInstanceOf(UserError);
    expect(existsSync(join(repository.root, 'specs'))).toBe(false);
  });

  it('are none when everything is described', async () => {
    const { repository } = typescript();
    await initialised(repository);
    const { asked, ask } = answering();
    await init({ root: repository.root, now, ask });
    expect(asked).toEqual([]);
  });
});
