import { afterAll, describe, expect, it } from '@jest/globals';
import type { CheckOutcome } from '../../src/commands/index.ts';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const SPEC = 'specs/ratelimit.md';
const NOW = '2026-11-22T12:00:00Z';

interface Deployed {
  sha: string;
  /** A day of November 2026. */
  day: number;
  states?: string[];
  environment?: string;
}

/** Writes the deployments; each is created at noon of its day, and has its first status a minute later. */
function deploy(repository: Repository, ...all: Deployed[]): void {
  const deployments = all.map(({ sha, day, states = ['success'], environment = 'staging' }) => {
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, day, 12, minutes)).toISOString();
    const statuses = states.map((state, index) => ({ state, createdAt: at(index + 1) }));
    return { environment, sha, createdAt: at(0), statuses };
  });
  repository.write('reports/deployment.json', JSON.stringify({ kind: 'deployment', deployments }));
}

const statusOf = (outcome: CheckOutcome, gate: string, stage?: string) => rowsOf(outcome, gate, stage)[0]?.status;
const messagesOf = (outcome: CheckOutcome, gate: string, stage?: string) =>
  (rowsOf(outcome, gate, stage)[0]?.findings ?? []).map(({ message }) => message).join('\n');

describe('deployed', () => {
  it('counts the newest deployment where no commit is known, and says so', async () => {
    const repository = exampleRepository();
    deploy(repository, { sha: 'aaaa', day: 10, states: ['failure'] }, { sha: 'bbbb', day: 11 });
    const outcome = await repository.check();
    expect(rowsOf(outcome, 'deployed', 'staging')[0]).toMatchObject({
      status: 'pass',
      required: false,
      actual: { state: 'success', commit: 'bbbb' },
      expected: { environment: 'staging' },
      evidence: [{ path: 'reports/deployment.json', trust: 'self-reported' }],
    });
    expect(messagesOf(outcome, 'deployed', 'staging')).toMatch(/No commit is known[\s\S]*Self-reported/);
    expect(statusOf(outcome, 'deployed', 'production')).toBe('missing');
  });

  it('counts the judged commit, else the newest deployed commit before it', async () => {
    const repository = exampleRepository();
    const first = repository.commit('first');
    const second = repository.commit('second');
    deploy(repository, { sha: first, day: 10 }, { sha: 'f'.repeat(40), day: 12, states: ['failure'] });
    const before = await repository.check();
    expect(rowsOf(before, 'deployed', 'staging')[0]).toMatchObject({ status: 'pass', actual: { commit: first } });
    deploy(repository, { sha: first, day: 10 }, { sha: second, day: 12, states: ['failure'] });
    expect(statusOf(await repository.check(), 'deployed', 'staging')).toBe('fail');
    deploy(repository, { sha: 'f'.repeat(40), day: 10 });
    const foreign = await repository.check();
    expect(statusOf(foreign, 'deployed', 'staging')).toBe('missing');
    expect(messagesOf(foreign, 'deployed', 'staging')).toContain(`no deployment of ${second.slice(0, 10)}`);
  });

  it('counts the base commit where there is one', async () => {
    const repository = exampleRepository();
    const base = repository.commit('base');
    const head = repository.commit('head');
    deploy(repository, { sha: base, day: 10, states: ['failure'] }, { sha: head, day: 12 });
    expect(statusOf(await repository.check({}, base), 'deployed', 'staging')).toBe('fail');
    expect(statusOf(await repository.check(), 'deployed', 'staging')).toBe('pass');
  });

  it('looks at the environment that the configuration names for the stage', async () => {
    const repository = exampleRepository();
    repository.edit('.github/maturity.yml', 'spec: specs', 'environments: { staging: staging-eu }, spec: specs');
    deploy(repository, { sha: 'aaaa', day: 10, environment: 'staging' });
    expect(statusOf(await repository.check(), 'deployed', 'staging')).toBe('missing');
    deploy(repository, { sha: 'aaaa', day: 10, environment: 'Staging-EU' });
    const outcome = await repository.check();
    expect([statusOf(outcome, 'deployed', 'staging'), statusOf(outcome, 'stability-period')]).toEqual(['pass', 'pass']);
  });

  it('is an error when the history is broken or can’t have been', async () => {
    const repository = exampleRepository();
    repository.write('reports/deployment.json', '{"kind": "deployment", "deployments": [{"environment": "staging"');
    expect(statusOf(await repository.check(), 'deployed', 'staging')).toBe('error');
    deploy(repository, { sha: 'aaaa', day: 25 });
    expect(statusOf(await repository.check(), 'deployed', 'staging')).toBe('error');
  });

  it('of a status that is declared blocks; of one that is only aimed at it does not', async () => {
    const repository = exampleRepository();
    deploy(repository, { sha: 'aaaa', day: 10, states: ['failure'] });
    const required = async () => rowsOf(await repository.check(), 'deployed', 'staging')[0]?.required;
    expect(await required()).toBe(false);
    repository.edit(SPEC, '**Status:** In Development', '**Status:** Staging');
    expect(await required()).toBe(true);
  });
});

describe('stability-period', () => {
  const check = (repository: Repository, now = NOW) => repository.check({ now });

  it('is over seven days after the first success, to the second', async () => {
    const repository = exampleRepository();
    deploy(repository, { sha: 'aaaa', day: 10, states: ['in_progress', 'success'] });
    expect(statusOf(await check(repository, '2026-11-17T12:01:59Z'), 'stability-period')).toBe('fail');
    const outcome = await check(repository, '2026-11-17T12:02:00Z');
    expect(rowsOf(outcome, 'stability-period')[0]).toMatchObject({
      status: 'pass',
      actual: { days: 7, failures: 0, rollbacks: 0 },
      expected: { days: 7 },
    });
  });

  it('is ended by a failure and by a rollback within it', async () => {
    const repository = exampleRepository();
    deploy(repository, { sha: 'aaaa', day: 1 }, { sha: 'bbbb', day: 20, states: ['failure'] });
    expect(rowsOf(await check(repository), 'stability-period')[0]).toMatchObject({
      status: 'fail',
      actual: { days: 20, failures: 1, rollbacks: 0 },
    });
    deploy(repository, { sha: 'aaaa', day: 1 }, { sha: 'bbbb', day: 2 }, { sha: 'aaaa', day: 18 });
    expect(rowsOf(await check(repository), 'stability-period')[0]).toMatchObject({
      status: 'fail',
      actual: { days: 3, failures: 0, rollbacks: 1 },
    });
  });

  it('asks with `of: code` that the component’s files are as they were', async () => {
    const repository = exampleRepository();
    repository.edit(
      '.github/maturity.yml',
      'version: 1',
      'version: 1\nstages: { staging: { gates: { stability-period: { of: code } } } }',
    );
    deploy(repository, { sha: 'aaaa', day: 1 });
    expect(statusOf(await check(repository), 'stability-period')).toBe('missing');
    const first = repository.commit('first');
    deploy(repository, { sha: first, day: 1 });
    expect(statusOf(await check(repository), 'stability-period')).toBe('pass');
    repository.write('docs/elsewhere.md', 'Not of the component.\n');
    repository.commit('elsewhere');
    deploy(repository, { sha: first, day: 1 });
    expect(statusOf(await check(repository), 'stability-period')).toBe('pass');
    repository.remove('src/ratelimit/exceptions.py');
    repository.commit('gone');
    const changed = await check(repository);
    expect(statusOf(changed, 'stability-period')).toBe('fail');
    expect(rowsOf(changed, 'stability-period')[0]?.findings.map(({ path }) => path)).toContain(
      'src/ratelimit/exceptions.py',
    );
  });

  it('proves nothing by a commit that is not before the judged one', async () => {
    const repository = exampleRepository();
    repository.commit();
    deploy(repository, { sha: 'f'.repeat(40), day: 1 });
    expect(statusOf(await check(repository), 'stability-period')).toBe('missing');
  });
});

describe('rollback-tested', () => {
  const junit = (testcase: string) => `<testsuites><testsuite name="pytest">${testcase}</testsuite></testsuites>`;
  const passing = (name: string, inner = '') =>
    junit(`<testcase classname="tests.test_ratelimit" name="${name}">${inner}</testcase>`);
  const status = async (repository: Repository) => statusOf(await repository.check(), 'rollback-tested');

  it('is shown by a test that passed and says so', async () => {
    const repository = exampleRepository();
    expect(await status(repository)).toBe('missing');
    repository.write('reports/junit-more.xml', passing('test_rollback_keeps_counters'));
    expect(await status(repository)).toBe('pass');
    repository.write(
      'reports/junit-more.xml',
      passing('test_way_back', '<properties><property name="tag" value="rollback"/></properties>'),
    );
    expect(await status(repository)).toBe('pass');
    repository.write('reports/junit-more.xml', passing('test_scrollback'));
    expect(await status(repository)).toBe('missing');
  });

  it('is not shown by another component’s test', async () => {
    const repository = exampleRepository();
    repository.write('tests/test_other.py', 'x = 1\n');
    repository.write('reports/junit-more.xml', junit('<testcase classname="tests.test_other" name="test_rollback"/>'));
    expect(await status(repository)).toBe('missing');
  });

  it('is shown by a rollback, as git or the history tells it', async () => {
    const repository = exampleRepository();
    deploy(repository, { sha: 'aaaa', day: 1 }, { sha: 'bbbb', day: 2 }, { sha: 'aaaa', day: 3 });
    expect(rowsOf(await repository.check(), 'rollback-tested')[0]).toMatchObject({
      status: 'pass',
      actual: { proof: 'deployment' },
      expected: { days: 180 },
    });
    const older = repository.commit('older');
    const newer = repository.commit('newer');
    deploy(repository, { sha: newer, day: 2 }, { sha: older, day: 3 });
    expect(await status(repository)).toBe('pass');
    deploy(repository, { sha: older, day: 2 }, { sha: newer, day: 3 });
    expect(await status(repository)).toBe('missing');
  });

  it('is attested by a ticked line with a date', async () => {
    const repository = exampleRepository();
    const line = '- [ ] Rollback procedure tested';
    repository.edit(SPEC, line, '- [x] Rollback procedure tested');
    expect(await status(repository)).toBe('missing');
    repository.edit(SPEC, '- [x] Rollback procedure tested', '- [x] Rollback procedure tested (2026-09-01)');
    expect(rowsOf(await repository.check(), 'rollback-tested')[0]).toMatchObject({
      status: 'pass',
      actual: { proof: 'attestation', days: 82 },
    });
    repository.edit(SPEC, '(2026-09-01)', '(2026-12-01)');
    expect(await status(repository)).toBe('error');
    repository.edit(SPEC, '(2026-12-01)', '(2025-12-01)');
    expect(await status(repository)).toBe('fail');
  });
});

describe('security-reviewed', () => {
  const bandit = (results: object[], more: object = {}) =>
    JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Bandit' } }, results, ...more }] });
  const hole = (uri: string, level: string) => ({
    ruleId: 'B602',
    level,
    message: { text: 'a shell is called' },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 3 } } }],
  });
  const own = 'src/ratelimit/bucket.py';
  const status = async (repository: Repository) => statusOf(await repository.check(), 'security-reviewed');

  function signed(): Repository {
    const repository = exampleRepository();
    repository.edit(SPEC, '- [ ] Security Review: Yuki Tanaka', '- [x] Security Review: Yuki Tanaka - 2026-11-20');
    return repository;
  }

  it('needs a scan besides the signature, and says how to make one', async () => {
    const outcome = await signed().check();
    expect(rowsOf(outcome, 'security-reviewed')[0]).toMatchObject({
      status: 'missing',
      actual: { reviewed: true, findings: null },
    });
    expect(messagesOf(outcome, 'security-reviewed')).toContain('bandit -r src -f json');
  });

  it('holds with a signature and a scan without errors', async () => {
    const repository = signed();
    repository.write('reports/bandit.sarif', bandit([hole(own, 'warning')]));
    const outcome = await repository.check();
    expect(outcome.report.problems).toEqual([]);
    expect(rowsOf(outcome, 'security-reviewed')[0]).toMatchObject({
      status: 'pass',
      actual: { reviewed: true, findings: { errors: 0, warnings: 1, notes: 0 } },
    });
  });

  it.each([
    ['the component', own],
    ['nobody', 'requirements.txt'],
    ['a place outside the repository', '/usr/lib/python3/os.py'],
  ])('fails on an error in a file of %s', async (_owner, uri) => {
    const repository = signed();
    repository.write('requirements.txt', 'requests==2.0\n');
    repository.write('reports/bandit.sarif', bandit([hole(uri, 'error')]));
    expect(await status(repository)).toBe('fail');
  });

  it('fails on an error that has no place, even where the report is a file of the repository', async () => {
    const repository = signed();
    repository.write('reports/bandit.sarif', bandit([{ level: 'error', message: { text: 'everywhere' } }]));
    expect(await status(repository)).toBe('fail');
  });

  it('counts suppressed findings apart', async () => {
    const repository = signed();
    repository.write('reports/bandit.sarif', bandit([{ ...hole(own, 'error'), suppressions: [{ kind: 'inSource' }] }]));
    const outcome = await repository.check();
    expect(statusOf(outcome, 'security-reviewed')).toBe('pass');
    expect(messagesOf(outcome, 'security-reviewed')).toContain('1 suppressed');
  });

  it('is an error where the scan failed', async () => {
    const repository = signed();
    repository.write('reports/bandit.sarif', bandit([], { invocations: [{ executionSuccessful: false }] }));
    expect(await status(repository)).toBe('error');
  });

  it('takes a review by the group of the configuration', async () => {
    const repository = exampleRepository();
    repository.write('reports/bandit.sarif', bandit([]));
    expect(await status(repository)).toBe('missing');
    repository.edit('.github/maturity.yml', 'version: 1', 'version: 1\ngroups: { security: ["@Mara-Lindqvist"] }');
    expect(await status(repository)).toBe('pass');
    repository.edit('.github/maturity.yml', '@Mara-Lindqvist', '@somebody-else');
    expect(await status(repository)).toBe('missing');
  });

  it('is not judged by a linter’s SARIF, which is a report of the linter; a finding without a place is everybody’s', async () => {
    const repository = signed();
    repository.write('reports/ruff.sarif', bandit([{ message: { text: 'everywhere' } }]).replace('Bandit', 'ruff'));
    expect(statusOf(await repository.check(), 'lint-clean')).toBe('fail');
    repository.write('reports/ruff.sarif', bandit([hole(own, 'error')]).replace('Bandit', 'ruff'));
    const outcome = await repository.check();
    expect([statusOf(outcome, 'security-reviewed'), statusOf(outcome, 'lint-clean')]).toEqual(['missing', 'fail']);
  });
});

describe('approved', () => {
  const sign = (repository: Repository, role: string, by: string) => {
    repository.edit(SPEC, new RegExp(`- \\[ \\] ${role}: [^(\\n]*[^(\\n ]`), `- [x] ${role}: ${by}`);
  };

  it('holds when every line of the stage is ticked, named and dated', async () => {
    const repository = exampleRepository();
    const status = async () => statusOf(await repository.check(), 'approved');
    sign(repository, 'Technical Lead', 'Mara Lindqvist - 2026-11-20');
    sign(repository, 'Product Owner', 'Tomás Herrera - 2026-11-21');
    expect(await status()).toBe('missing');
    sign(repository, 'Security Review', 'Yuki Tanaka - 2026-11-22');
    expect(rowsOf(await repository.check(), 'approved')[0]).toMatchObject({
      status: 'pass',
      stage: 'production',
      actual: { approvals: 3 },
      expected: { approvals: 3 },
    });
    repository.edit(SPEC, '2026-11-22 (for', '2026-11-23 (for');
    expect(await status()).toBe('fail');
  });

  it('names the line that is open', async () => {
    const repository = exampleRepository();
    sign(repository, 'Product Owner', 'Tomás Herrera');
    const outcome = await repository.check();
    const lines = repository.read(SPEC).split('\n');
    const line = lines.findIndex((text) => text.includes('Product Owner:')) + 1;
    expect(statusOf(outcome, 'approved')).toBe('fail');
    expect(rowsOf(outcome, 'approved')[0]?.findings).toContainEqual({
      outcome: 'fail',
      message: 'Product Owner: ticked, but no date (YYYY-MM-DD) stands there.',
      path: SPEC,
      line,
    });
  });
});
