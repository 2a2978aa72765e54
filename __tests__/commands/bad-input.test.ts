import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { ReportedProblem } from '../../src/model/index.ts';
import { renderers } from '../../src/report/index.ts';
import { exampleRepository, openRows, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

/** The example with reports/coverage.json as its only coverage report. */
function withOneCoverageReport(): Repository {
  const repository = exampleRepository();
  repository.remove('reports/coverage.xml');
  repository.remove('reports/coverage.lcov');
  return repository;
}

function located(problems: ReportedProblem[], path: string): ReportedProblem {
  const problem = problems.find((one) => one.path === path);
  if (problem === undefined) throw new Error(`no problem at ${path}: ${JSON.stringify(problems)}`);
  return problem;
}

const half = (text: string): string => text.slice(0, Math.floor(text.length / 2));

describe('a report that can’t be relied on makes its kind’s rows an error, never a pass', () => {
  it.each([
    ['truncated', 'reports/coverage.json', half, 'development min-coverage error'],
    ['empty', 'reports/coverage.json', () => '', 'development min-coverage error'],
    ['white space', 'reports/coverage.json', () => ' \n', 'development min-coverage error'],
    [
      'a message instead of JSON',
      'reports/coverage.json',
      () => 'No data to report.\n',
      'development min-coverage error',
    ],
    ['truncated', 'reports/junit.xml', half, 'development unit-tests-pass error'],
    ['empty', 'reports/junit.xml', () => '', 'development unit-tests-pass error'],
    [
      'interrupted',
      'reports/junit.xml',
      (text: string) => text.replace(/ name="test_[^"]*"/, ''),
      'development unit-tests-pass error',
    ],
    ['empty', 'reports/ruff.json', () => '', 'development lint-clean error'],
    [
      'polluted by a warning',
      'reports/ruff.json',
      (text: string) => `warning: deprecated\n${text}`,
      'development lint-clean error',
    ],
    ['truncated', 'reports/pyright.json', half, 'development types-clean error'],
    ['truncated', 'reports/secrets.json', half, 'development no-secrets error'],
    ['truncated', 'reports/reviews.json', half, 'development code-reviewed error'],
  ])('%s: %s', async (_name, path, spoil, row) => {
    const repository = withOneCoverageReport();
    repository.write(path, spoil(repository.read(path)));
    const outcome = await repository.check({ stage: 'development' });
    expect(openRows(outcome)).toContain(row);
    expect([outcome.exitCode, outcome.report.verdict]).toEqual([2, 'inconclusive']);
    const problem = located(outcome.report.problems, path);
    expect(problem.line).toBeGreaterThan(0);
    expect(problem.hint).not.toBeNull();
    expect(problem.message).not.toMatch(/undefined|\bat .*\.ts:/);
  });
});

describe('evidence that proves nothing is missing', () => {
  it.each([
    [
      'no coverage report',
      (repository: Repository) => {
        repository.remove('reports/coverage.json');
      },
      'development min-coverage missing',
    ],
    [
      'a report of zero statements',
      (repository: Repository) => {
        repository.write('reports/coverage.json', zeroStatements(repository.read('reports/coverage.json')));
      },
      'development min-coverage missing',
    ],
    [
      'a suite that only skipped',
      (repository: Repository) => {
        repository.write(
          'reports/junit.xml',
          '<testsuites><testsuite name="pytest" tests="1" skipped="1"><testcase classname="tests.test_ratelimit" name="test_a"><skipped/></testcase></testsuite></testsuites>',
        );
      },
      'development unit-tests-pass missing',
    ],
    [
      'a suite without tests',
      (repository: Repository) => {
        repository.write('reports/junit.xml', '<testsuites><testsuite name="pytest" tests="0"/></testsuites>');
      },
      'development unit-tests-pass missing',
    ],
    [
      'tests of nobody',
      (repository: Repository) => {
        repository.edit('reports/junit.xml', /classname="tests\.test_ratelimit"/g, 'classname="elsewhere.test_other"');
      },
      'development unit-tests-pass missing',
    ],
    [
      'a bare [] that no name calls ruff’s',
      (repository: Repository) => {
        repository.remove('reports/ruff.json');
        repository.write('reports/lint.json', '[]\n');
      },
      'development lint-clean missing',
    ],
    [
      'pyright on no file',
      (repository: Repository) => {
        repository.edit('reports/pyright.json', /"filesAnalyzed": \d+/, '"filesAnalyzed": 0');
      },
      'development types-clean missing',
    ],
    [
      'another linter than the criterion names',
      (repository: Repository) => {
        repository.edit('specs/ratelimit.md', 'Linting clean (ruff)', 'Linting clean (pylint)');
      },
      'development lint-clean missing',
    ],
    [
      'a README that is not there',
      (repository: Repository) => {
        repository.remove('src/ratelimit/README.md');
        repository.remove('README.md');
      },
      'development docs-present missing',
    ],
    [
      'an unticked requirement',
      (repository: Repository) => {
        repository.edit('specs/ratelimit.md', '- [x]', '- [ ]');
      },
      'development requirements-met missing',
    ],
    [
      'no review',
      (repository: Repository) => {
        repository.remove('reports/reviews.json');
      },
      'development code-reviewed missing',
    ],
  ])('%s', async (_name, spoil, row) => {
    const repository = withOneCoverageReport();
    spoil(repository);
    const outcome = await repository.check({ stage: 'development' });
    expect(openRows(outcome)).toEqual([row]);
    expect([outcome.exitCode, outcome.report.verdict]).toEqual([2, 'inconclusive']);
  });
});

describe('evidence that says no blocks', () => {
  it.each([
    [
      'a failed test',
      (repository: Repository) => {
        repository.edit('reports/junit.xml', /(<testcase [^>]*?)\s*\/>/, '$1><failure message="no"/></testcase>');
      },
      ['development requirements-met fail', 'development unit-tests-pass fail'],
    ],
    [
      'a lint finding',
      (repository: Repository) => {
        repository.write(
          'reports/ruff.json',
          JSON.stringify([
            {
              code: 'F401',
              filename: '/home/runner/work/basic/basic/src/ratelimit/bucket.py',
              location: { row: 1, column: 1 },
              end_location: { row: 1, column: 2 },
              message: 'unused import',
              fix: null,
              noqa_row: 1,
              url: null,
            },
          ]),
        );
      },
      ['development lint-clean fail'],
    ],
    [
      'a stub for a README',
      (repository: Repository) => {
        repository.write('src/ratelimit/README.md', '# Rate limit\n\nTo do.\n');
      },
      ['development docs-present fail'],
    ],
    [
      'a request for changes',
      (repository: Repository) => {
        repository.edit('reports/reviews.json', 'APPROVED', 'CHANGES_REQUESTED');
      },
      ['development code-reviewed fail'],
    ],
    [
      'lower coverage than the specification asks for',
      (repository: Repository) => {
        repository.edit('specs/ratelimit.md', '- [x] Test coverage ≥60%', '- [x] Test coverage ≥64%');
        repository.edit('specs/ratelimit.md', '- Test coverage: ≥60%', '- Test coverage: ≥64%');
        repository.edit('specs/ratelimit.md', '≥60% (development)', '≥64% (development)');
      },
      ['development min-coverage fail'],
    ],
  ])('%s', async (_name, spoil, rows) => {
    const repository = withOneCoverageReport();
    spoil(repository);
    const outcome = await repository.check({ stage: 'development' });
    expect(openRows(outcome)).toEqual(rows);
    expect([outcome.exitCode, outcome.report.verdict]).toEqual([1, 'blocked']);
  });
});

describe('a specification that is not complete fails its own row', () => {
  it.each([
    ['an unfilled target', '**Target Stage:** staging', '**Target Stage:** [development | staging | production]'],
    ['an unknown target', '**Target Stage:** staging', '**Target Stage:** beta'],
    ['an unknown status', '**Status:** In Development', '**Status:** Retired'],
    ['a target below the status', '**Status:** In Development', '**Status:** Production'],
    ['a threshold that is no number', 'Test coverage ≥60%', 'Test coverage ≥sixty%'],
    ['a demand that is impossible', '- [ ] 7-day stability period complete', '- [ ] 0-day stability period complete'],
    ['statements that disagree', '- Test coverage: ≥60%', '- Test coverage: ≥61%'],
    ['a placeholder in a requirement', '- [x]', '- [x] [Criterion 1]\n- [x]'],
  ])('%s', async (_name, from, to) => {
    const repository = exampleRepository();
    repository.edit('specs/ratelimit.md', from, to);
    const outcome = await repository.check();
    const [row] = rowsOf(outcome, 'spec-complete');
    expect([row?.status, row?.required, outcome.exitCode]).toEqual(['fail', true, 1]);
    const failing = row?.findings.filter((finding) => finding.outcome === 'fail') ?? [];
    expect(failing.length).toBeGreaterThan(0);
    expect(failing.every(({ path, line }) => path === 'specs/ratelimit.md' && line !== null)).toBe(true);
  });

  it('has no target stage and no other required row when its target is unknown', async () => {
    const repository = exampleRepository();
    repository.edit('specs/ratelimit.md', '**Target Stage:** staging', '**Target Stage:** beta');
    const outcome = await repository.check();
    expect(outcome.report.components[0]?.targetStage).toBeNull();
    expect(openRows(outcome)).toEqual(['development spec-complete fail']);
  });

  it('fails twice when two specifications have one id', async () => {
    const repository = exampleRepository();
    repository.remove('.github');
    repository.write('specs/again.md', repository.read('specs/ratelimit.md'));
    const { report } = await repository.check();
    expect(
      report.components.map(({ results }) => results.find(({ gate }) => gate === 'spec-complete')?.status),
    ).toEqual(['fail', 'fail']);
  });

  it('does not vanish when it can’t be read: the component of its file’s name fails', async () => {
    const repository = exampleRepository();
    repository.write('specs/binary.md', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0xff]));
    const { report, exitCode } = await repository.check({ stage: 'development' });
    const component = report.components.find(({ id }) => id === 'binary');
    const row = component?.results.find(({ gate }) => gate === 'spec-complete');
    expect([row?.status, exitCode]).toEqual(['fail', 1]);
    expect(row?.findings.map(({ message }) => message).join()).toContain('it is not UTF-8');
  });

  it('is the raw template: its file name is its id, and it passes nothing', async () => {
    const repository = exampleRepository();
    repository.remove('.github');
    repository.remove('specs/ratelimit.md');
    repository.write(
      'specs/gateway.md',
      readFileSync(join(import.meta.dirname, '..', 'fixtures', 'specs', 'template.md')),
    );
    const outcome = await repository.check();
    expect([outcome.exitCode, outcome.report.components[0]?.id]).toEqual([1, 'gateway']);
  });
});

describe('bad usage or configuration is a report with exit code 3', () => {
  it.each([
    ['an unknown stage', { stage: 'beta' }, 'unknown-stage'],
    ['an unknown component', { components: ['cache'] }, 'unknown-component'],
    ['a specification that does not exist', { specs: ['specs/cache.md'] }, 'file-missing'],
    ['a file that is no specification', { specs: ['README.md'] }, 'not-a-specification'],
    ['a configuration that does not exist', { config: 'maturity.yml' }, 'file-missing'],
    ['a path out of the repository', { config: '../maturity.yml' }, 'file-missing'],
  ])('%s', async (_name, options, code) => {
    const { report, exitCode } = await exampleRepository().check(options);
    expect([exitCode, report.verdict]).toEqual([3, 'inconclusive']);
    expect(report.problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('even when it is only advised', async () => {
    expect((await exampleRepository().check({ stage: 'beta', enforce: false })).exitCode).toBe(3);
  });

  it('names every problem of the configuration with its line', async () => {
    const repository = exampleRepository();
    repository.write('.github/maturity.yml', 'version: 1\nenforced: true\ncomponents:\n  ratelimit: { specs: a.md }\n');
    const { report, exitCode } = await repository.check();
    expect(exitCode).toBe(3);
    expect(report.problems.map(({ path, line }) => [path, line])).toEqual([
      ['.github/maturity.yml', 4],
      ['.github/maturity.yml', 2],
    ]);
  });

  it('a component whose specification is missing', async () => {
    const repository = exampleRepository();
    repository.write('.github/maturity.yml', 'components:\n  ratelimit: { spec: specs/gone.md }\n');
    const { report, exitCode } = await repository.check();
    expect([exitCode, report.problems[0]?.path]).toEqual([3, 'specs/gone.md']);
  });

  it('a format that does not exist', async () => {
    const repository = exampleRepository();
    repository.write('.github/maturity.yml', 'evidence: [{ path: "reports/**", format: rough }]\n');
    const { report, exitCode } = await repository.check();
    expect([exitCode, report.problems[0]?.code]).toEqual([3, 'unknown-format']);
  });
});

describe('what is no evidence', () => {
  it('is named and changes nothing', async () => {
    const repository = exampleRepository();
    repository.write('reports/notes.txt', 'hello');
    repository.write('reports/other.json', '{"hello": "world"}');
    repository.write('specs/README.md', '# Specifications\n');
    const { report, exitCode } = await repository.check({ stage: 'development' });
    expect(exitCode).toBe(0);
    expect(report.problems.map(({ code, path }) => [code, path])).toEqual([
      ['not-a-specification', 'specs/README.md'],
      ['report-unknown', 'reports/notes.txt'],
      ['report-unknown', 'reports/other.json'],
    ]);
  });

  it.each(['json', 'sarif', 'junit'])('is our own report, silently: %s', async (format) => {
    const repository = exampleRepository();
    const outcome = await repository.check();
    const renderer = renderers.find(({ id }) => id === format);
    const view = { width: 80, colour: false, byteLimit: Infinity, linkTo: null, fullReport: null, mermaid: false };
    repository.write(`reports/${renderer?.fileName ?? ''}`, (await renderer?.render(outcome.report, view)) ?? '');
    const again = await repository.check();
    expect(again.report.problems).toEqual([]);
    expect(openRows(again)).toEqual(openRows(outcome));
  });
});

function zeroStatements(coverage: string): string {
  return coverage
    .replace(
      /"(covered_lines|num_statements|missing_lines|covered_branches|num_branches|missing_branches|num_partial_branches|excluded_lines)": \d+/g,
      '"$1": 0',
    )
    .replace(/"(executed_lines|missing_lines|executed_branches|missing_branches)": \[[^"]*\](?=[,}])/g, '"$1": []');
}
