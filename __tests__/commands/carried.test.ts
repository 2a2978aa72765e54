import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from '@jest/globals';
import { writeMonorepo } from '../../bench/monorepo.ts';
import { check, gitChange, render, type CheckOutcome } from '../../src/commands/index.ts';
import type { ComponentReport, EarlierReport, Report } from '../../src/model/index.ts';
import { ReadFailure } from '../../src/model/index.ts';
import { defaults, emptyRepository, removeRepositories, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const BASE_REPORT = 'old/maturity.json';

/** The base is judged with all evidence; the change touches c00003, which requires c00002, and has evidence of c00003 only. */
interface Change {
  repository: Repository;
  base: string;
  /** The base's report, in `old/`. */
  report: Report;
}

async function change(configure: (repository: Repository) => void = () => undefined): Promise<Change> {
  const repository = emptyRepository();
  writeMonorepo(repository.root, { components: 5, filesPerComponent: 2, prose: 0 });
  repository.write('.gitignore', 'reports/\nold/\n');
  configure(repository);
  commit(repository);
  const { report } = await repository.check();
  keep(repository, report);
  repository.edit('src/c00003/module_0.py', '1', '2');
  narrowEvidence(repository);
  commit(repository);
  return { repository, base: 'HEAD~1', report };
}

/** Without what is ignored: reports are made, not kept. */
function commit({ root }: Repository): void {
  const git = (...parameters: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...parameters], {
      stdio: 'pipe',
    });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Change');
}

function keep(repository: Repository, report: Report): void {
  repository.write(BASE_REPORT, JSON.stringify(report));
}

/** As a run that tests only what changed leaves it. */
function narrowEvidence(repository: Repository): void {
  const [own = ''] = /<testcase classname="tests.test_c00003"[^>]*>/.exec(repository.read('reports/junit.xml')) ?? [];
  repository.write(
    'reports/junit.xml',
    `<?xml version="1.0"?><testsuites><testsuite name="pytest" errors="0" failures="0" skipped="0" tests="1">${own}</testsuite></testsuites>`,
  );
}

const withReport = (base: Change, options = {}): Promise<CheckOutcome> =>
  base.repository.check({ baseline: ['old/*.json'], ...options }, base.base);

function componentOf({ report }: CheckOutcome, id: string): ComponentReport {
  const found = report.components.find((component) => component.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

const statusOf = (outcome: CheckOutcome, id: string, gate: string): string | undefined =>
  componentOf(outcome, id).results.find((row) => row.gate === gate)?.status;

const problemOf = ({ report }: CheckOutcome): string | undefined =>
  report.problems.find(({ code }) => ['not-carried', 'bad-report'].includes(code))?.message;

describe('components that the change does not affect and this run has no evidence of', () => {
  it('are carried with status and commit from the base’s report, and labelled', async () => {
    const base = await change();
    const outcome = await withReport(base);
    const { affected, carried, verdict, results } = componentOf(outcome, 'c00000');
    expect({ affected, carried, verdict }).toEqual({
      ...{ affected: false, carried: { commit: base.report.commit }, verdict: 'ready' },
    });
    expect(results[0]?.findings.map(({ message }) => message).join()).toContain('Taken from the base’s report of');
    const text = await render(outcome.report, 'terminal', { width: 200, colour: false });
    expect(text).toContain(`taken from the report of ${base.report.commit?.slice(0, 12) ?? '?'}`);
  });

  it('count with their carried standing for the components that require them', async () => {
    const outcome = await withReport(await change());
    expect(componentOf(outcome, 'c00003')).toMatchObject({ affected: true, carried: null });
    expect(statusOf(outcome, 'c00003', 'dependencies-ready')).toBe('pass');
    expect(statusOf(outcome, 'c00003', 'unit-tests-pass')).toBe('pass');
  });

  it('are missing without a report of the base', async () => {
    const { repository, base } = await change();
    const outcome = await repository.check({}, base);
    expect(componentOf(outcome, 'c00000').carried).toBeNull();
    expect(statusOf(outcome, 'c00000', 'unit-tests-pass')).toBe('missing');
    expect(statusOf(outcome, 'c00003', 'dependencies-ready')).toBe('missing');
  });

  it('are judged where this run has a test of them', async () => {
    const base = await change();
    base.repository.edit(
      'reports/junit.xml',
      '<testcase',
      '<testcase classname="tests.test_c00000" name="test_it" time="0"><failure/></testcase><testcase',
    );
    base.repository.edit(
      'reports/junit.xml',
      'failures="0" skipped="0" tests="1"',
      'failures="1" skipped="0" tests="2"',
    );
    const outcome = await withReport(base);
    expect(componentOf(outcome, 'c00000').carried).toBeNull();
    expect(statusOf(outcome, 'c00000', 'unit-tests-pass')).toBe('fail');
  });

  it('are not carried where a report can’t be relied on: it may be theirs', async () => {
    const base = await change();
    base.repository.write('reports/junit-2.xml', '<testsuites><testsuite');
    const outcome = await withReport(base);
    expect(outcome.report.components.every(({ carried }) => carried === null)).toBe(true);
  });

  it('are not carried without a base', async () => {
    const { repository } = await change();
    const outcome = await repository.check({ baseline: ['old/*.json'] });
    expect(outcome.report.components.every(({ affected, carried }) => affected && carried === null)).toBe(true);
  });
});

const waived = (expires: string) => (repository: Repository) => {
  repository.edit(
    '.github/maturity.yml',
    /$/,
    `waivers: [{ gate: unit-tests-pass, component: c00002, reason: "r", owner: "@a", approver: "@b", expires: ${expires} }]\n`,
  );
  const failing = '<testcase classname="tests.test_c00002" name="test_it" time="0.001"><failure/></testcase>';
  repository.edit('reports/junit.xml', /<testcase classname="tests.test_c00002"[^>]*>/, failing);
  repository.edit('reports/junit.xml', 'failures="0"', 'failures="1"');
};

describe('a carried waiver', () => {
  it('holds through its last day', async () => {
    const outcome = await withReport(await change(waived('2026-11-22')));
    expect(componentOf(outcome, 'c00002').carried).not.toBeNull();
    expect(statusOf(outcome, 'c00002', 'unit-tests-pass')).toBe('waived');
    expect(statusOf(outcome, 'c00003', 'dependencies-ready')).toBe('pass');
  });

  it('ends with it: then the row is missing, and so is what it vouched for', async () => {
    const outcome = await withReport(await change(waived('2026-11-22')), { now: '2026-11-23T00:00:00Z' });
    expect(statusOf(outcome, 'c00002', 'unit-tests-pass')).toBe('missing');
    expect(componentOf(outcome, 'c00002')).toMatchObject({ achievedStage: null, standing: null });
    expect(statusOf(outcome, 'c00003', 'dependencies-ready')).toBe('missing');
  });
});

describe('a report of the base is not used', () => {
  const cases: [string, (report: Report, repository: Repository) => unknown, string][] = [
    [
      'of a commit that is not before the base',
      (report) => ({ ...report, commit: 'f'.repeat(40) }),
      'git does not know its commit',
    ],
    ['of no commit', (report) => ({ ...report, commit: null }), 'git does not know its commit'],
    [
      'of another configuration',
      (report) => ({ ...report, configuration: null }),
      'the configuration has changed since',
    ],
    ['that is no report', () => ({ schemaVersion: 1 }), 'not the JSON report'],
  ];
  it.each(cases)('%s', async (_what, alter, message) => {
    const base = await change();
    base.repository.write(BASE_REPORT, JSON.stringify(alter(base.report, base.repository)));
    const outcome = await withReport(base);
    expect(problemOf(outcome)).toContain(message);
    expect(statusOf(outcome, 'c00000', 'unit-tests-pass')).toBe('missing');
  });

  it('of the change itself', async () => {
    const base = await change();
    keep(base.repository, (await base.repository.check()).report);
    expect(problemOf(await withReport(base))).toContain('git does not know its commit');
  });

  it('for a component whose specification reads differently there', async () => {
    const base = await change();
    const components = base.report.components.map((one) =>
      one.id === 'c00000' ? { ...one, spec: { ...one.spec, sha256: '0'.repeat(64) } } : one,
    );
    keep(base.repository, { ...base.report, components });
    const outcome = await withReport(base);
    expect([componentOf(outcome, 'c00000').carried, componentOf(outcome, 'c00001').carried]).toEqual([
      null,
      { commit: base.report.commit },
    ]);
  });
});

describe('the API’s report of the base', () => {
  async function asked(
    { repository, base }: Change,
    readBaseReport: () => Promise<EarlierReport>,
  ): Promise<CheckOutcome> {
    return check(defaults(repository.root), { ...(await gitChange(repository.root, base)), readBaseReport });
  }

  it('is used where no file is named', async () => {
    const base = await change();
    const commit = base.report.commit ?? '';
    const outcome = await asked(base, () => Promise.resolve({ text: JSON.stringify(base.report), commit }));
    expect(componentOf(outcome, 'c00000').carried).toEqual({ commit });
  });

  it('keeps the commit of what it has carried itself', async () => {
    const base = await change();
    const commit = base.report.commit ?? '';
    const carried = { commit: 'a'.repeat(40) };
    const report = { ...base.report, components: base.report.components.map((one) => ({ ...one, carried })) };
    const outcome = await asked(base, () => Promise.resolve({ text: JSON.stringify(report), commit }));
    expect(componentOf(outcome, 'c00000').carried).toEqual(carried);
  });

  it('is not used when it speaks of another commit than the run that left it', async () => {
    const base = await change();
    const outcome = await asked(base, () =>
      Promise.resolve({ text: JSON.stringify(base.report), commit: 'f'.repeat(40) }),
    );
    expect(problemOf(outcome)).toContain('which is not before the base');
    expect(componentOf(outcome, 'c00000').carried).toBeNull();
  });

  it('that can’t be read is a problem, and nothing is carried', async () => {
    const base = await change();
    const outcome = await asked(base, () =>
      Promise.reject(new ReadFailure({ code: 'not-carried', message: 'no permission', hint: '' })),
    );
    expect(problemOf(outcome)).toBe('no permission');
    expect(componentOf(outcome, 'c00000').carried).toBeNull();
  });

  it('is not asked for when every component is affected or has evidence', async () => {
    const base = await change();
    base.repository.edit('.github/maturity.yml', /$/, '# changed\n');
    const outcome = await asked(base, () => Promise.reject(new Error('asked')));
    expect(outcome.report.components.every(({ affected }) => affected)).toBe(true);
  });
});
