import { afterAll, describe, expect, it } from '@jest/globals';
import { check, gitChange, type CheckOptions } from '../../src/commands/index.ts';
import { ReadFailure, type ApiFacts, type WantedEnvironment } from '../../src/model/index.ts';
import { defaults, exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const SPEC = 'specs/ratelimit.md';
const verified = { path: 'the API', format: 'github', sha256: '', trust: 'api-verified' } as const;

/** What was asked of the API. */
interface Asked {
  environments: WantedEnvironment[];
  tools: string[];
  checks: string[];
  comparisons: number;
}

/** An API that knows of nothing but what is given. */
function apiWith(commit: string, known: Partial<ApiFacts> = {}): { api: ApiFacts; asked: Asked } {
  const asked: Asked = { environments: [], tools: [], checks: [], comparisons: 0 };
  const silent: ApiFacts = {
    deployedCommit: commit,
    readDeployments: () =>
      Promise.resolve({ provenance: verified, evidence: { kind: 'deployment', deployments: [], defects: [] } }),
    readLineage: () => Promise.resolve({ commits: [], mainline: [], complete: false }),
    readChangedPaths: () => Promise.resolve(null),
    readCodeScanning: () => Promise.resolve('No analysis.'),
    readCheckRuns: () => Promise.resolve([]),
  };
  const facts = { ...silent, ...known };
  return {
    asked,
    api: {
      ...facts,
      readDeployments: (environments, now) => {
        asked.environments.push(...environments);
        return facts.readDeployments(environments, now);
      },
      readChangedPaths: (from, to) => {
        asked.comparisons += 1;
        return facts.readChangedPaths(from, to);
      },
      readCodeScanning: (tool) => {
        asked.tools.push(tool);
        return facts.readCodeScanning(tool);
      },
      readCheckRuns: (names) => {
        asked.checks.push(...names);
        return facts.readCheckRuns(names);
      },
    },
  };
}

async function judge(
  { root }: Repository,
  api: ApiFacts,
  options: Partial<CheckOptions> = {},
  base: string | null = null,
) {
  return check({ ...defaults(root), ...options }, { ...(await gitChange(root, base)), api });
}

/** A history of deployments to staging of one commit. */
function deployed(sha: string, day: string, ...states: string[]): Pick<ApiFacts, 'readDeployments'> {
  const at = `2026-11-${day}T12:00:00Z`;
  const statuses = states.map((state) => ({ state, createdAt: at }));
  const deployments = [{ environment: 'staging', sha, createdAt: at, statuses }];
  return {
    readDeployments: () =>
      Promise.resolve({ provenance: verified, evidence: { kind: 'deployment', deployments, defects: [] } }),
  };
}

describe('which deployments are asked for', () => {
  it('on the main line those of every stage up to the target', async () => {
    const repository = exampleRepository();
    const { api, asked } = apiWith(repository.commit());
    await judge(repository, api);
    expect(asked.environments).toEqual([{ name: 'staging', days: 7 }]);
  });

  it('on a change none as long as nothing above development is declared, and the rows say so', async () => {
    const repository = exampleRepository();
    const base = repository.commit();
    repository.write('src/ratelimit/window.py', '# Changed.\n');
    const { api, asked } = apiWith(repository.commit());
    const outcome = await judge(repository, api, {}, base);
    expect(asked.environments).toEqual([]);
    const [row] = rowsOf(outcome, 'deployed', 'staging');
    expect(row).toMatchObject({ status: 'missing', required: false });
    expect(row?.findings[0]?.message).toContain('Not asked for');
  });

  it('on a change those of the declared status, of a promotion, and of the status that the base declares', async () => {
    const repository = exampleRepository();
    const base = repository.commit();
    repository.edit(SPEC, '**Status:** In Development', '**Status:** Staging');
    const promoted = repository.commit();
    const first = apiWith(base);
    await judge(repository, first.api, {}, base);
    expect(first.asked.environments).toEqual([{ name: 'staging', days: 7 }]);

    repository.edit(SPEC, '**Status:** Staging', '**Status:** In Development');
    repository.commit();
    const second = apiWith(promoted);
    await judge(repository, second.api, {}, promoted);
    expect(second.asked.environments).toEqual([{ name: 'staging', days: 7 }]);

    const third = apiWith(base);
    await judge(repository, third.api, { promotion: true }, base);
    expect(third.asked.environments).toEqual([{ name: 'staging', days: 7 }]);
  });

  it('those of the environments that the configuration names, for the longest period that is demanded', async () => {
    const repository = exampleRepository('production');
    repository.edit(
      '.github/maturity.yml',
      "money: { spec: specs/money.md, paths: ['src/money/**'] }",
      "money: { spec: specs/money.md, paths: ['src/money/**'], environments: { staging: staging-eu }, gates: { stability-period: { days: 21 } } }",
    );
    const { api, asked } = apiWith(repository.commit());
    await judge(repository, api);
    expect(asked.environments).toHaveLength(4);
    expect(asked.environments).toEqual(
      expect.arrayContaining([
        { name: 'staging-eu', days: 21 },
        { name: 'staging', days: 7 },
        { name: 'production', days: 0 },
        // A rollback of any stage is a proof.
        { name: 'development', days: 0 },
      ]),
    );
  });
});

describe('deployments from the API', () => {
  it('are verified, and decide the rows; files do not count', async () => {
    const repository = exampleRepository();
    const sha = repository.commit();
    repository.write(
      'reports/deployment.json',
      JSON.stringify({
        kind: 'deployment',
        deployments: [{ environment: 'staging', sha, createdAt: '2026-11-21T12:00:00Z', statuses: [] }],
      }),
    );
    const outcome = await judge(repository, apiWith(sha, deployed(sha, '10', 'success')).api);
    for (const gate of ['deployed', 'stability-period']) {
      const [row] = rowsOf(outcome, gate, 'staging');
      expect(row).toMatchObject({ status: 'pass', evidence: [{ trust: 'api-verified' }] });
      expect(row?.findings.map(({ message }) => message)).toContain('Verified by the API.');
    }
  });

  it.each([
    ['failed', ['success', 'failure'], 'fail', 'fail'],
    ['is in progress', ['in_progress'], 'missing', 'missing'],
    ['gave way to another', ['success', 'inactive'], 'pass', 'missing'],
  ])('one that %s', async (_what, states, ofDeployed, ofStability) => {
    const repository = exampleRepository();
    const sha = repository.commit();
    const at = (index: number): string => `2026-11-10T12:0${index}:00Z`;
    const statuses = states.map((state, index) => ({ state, createdAt: at(index) }));
    const deployments = [{ environment: 'staging', sha, createdAt: at(0), statuses }];
    const { api } = apiWith(sha, {
      readDeployments: () =>
        Promise.resolve({ provenance: verified, evidence: { kind: 'deployment', deployments, defects: [] } }),
    });
    const outcome = await judge(repository, api);
    expect(rowsOf(outcome, 'deployed', 'staging')[0]?.status).toBe(ofDeployed);
    expect(rowsOf(outcome, 'stability-period', 'staging')[0]?.status).toBe(ofStability);
  });

  it('are an error that names the permission when they can’t be read', async () => {
    const repository = exampleRepository();
    const refuse = () =>
      Promise.reject(
        new ReadFailure({ code: 'missing-permission', message: 'Not allowed.', hint: 'Grant `deployments: read`.' }),
      );
    const outcome = await judge(repository, apiWith(repository.commit(), { readDeployments: refuse }).api);
    const [row] = rowsOf(outcome, 'deployed', 'staging');
    expect(row).toMatchObject({ status: 'error' });
    expect(row?.findings[0]?.message).toContain('deployments: read');
  });

  it('of a commit before count by git where the history is whole, else by the API', async () => {
    const repository = exampleRepository();
    const first = repository.commit('first');
    const second = repository.commit('second');
    const whole = await judge(repository, apiWith(second, deployed(first, '10', 'success')).api);
    expect(rowsOf(whole, 'deployed', 'staging')[0]?.status).toBe('pass');

    const unknown = 'c'.repeat(40);
    const lineage = { commits: [first], mainline: [first], complete: false };
    const readLineage = () => Promise.resolve(lineage);
    // Git does not know that commit, as in a shallow clone.
    const cut = await judge(repository, apiWith(unknown, { ...deployed(first, '10', 'success'), readLineage }).api);
    expect(rowsOf(cut, 'deployed', 'staging')[0]?.status).toBe('pass');
    const unrelated = await judge(repository, apiWith(unknown, deployed(first, '10', 'success')).api);
    expect(rowsOf(unrelated, 'deployed', 'staging')[0]?.status).toBe('missing');
  });

  it('ask which files have changed only where the code has to be stable, and git first', async () => {
    const repository = exampleRepository();
    const before = 'b'.repeat(40);
    const commit = 'c'.repeat(40);
    const known = {
      ...deployed(before, '10', 'success'),
      readLineage: () => Promise.resolve({ commits: [before], mainline: [before], complete: false }),
      readChangedPaths: () => Promise.resolve(['src/ratelimit/window.py', 'README.md']),
    };
    const first = apiWith(commit, known);
    await judge(repository, first.api);
    expect(first.asked.comparisons).toBe(0);

    repository.write(
      '.github/maturity.yml',
      `${repository.read('.github/maturity.yml')}\nstages: { staging: { gates: { stability-period: { of: code } } } }\n`,
    );
    const second = apiWith(commit, known);
    const outcome = await judge(repository, second.api);
    expect(second.asked.comparisons).toBe(1);
    const [row] = rowsOf(outcome, 'stability-period', 'staging');
    expect(row).toMatchObject({ status: 'fail' });
    expect(row?.findings[0]).toMatchObject({ path: 'src/ratelimit/window.py' });
  });
});

describe('code scanning as evidence', () => {
  const configured = (repository: Repository): void => {
    const text = repository.read('.github/maturity.yml').replace(/^evidence:.*$/m, '');
    repository.write(
      '.github/maturity.yml',
      `${text}\nevidence: ['reports/**', { api: code-scanning, tool: CodeQL }]\nstages: { development: { gates: { security-reviewed: {} } } }\n`,
    );
    repository.write('src/ratelimit/extra.py', 'x = 1\n');
  };
  const alertIn = (path: string): Pick<ApiFacts, 'readCodeScanning'> => ({
    readCodeScanning: () =>
      Promise.resolve({
        provenance: verified,
        evidence: {
          kind: 'diagnostics',
          concern: 'security',
          tool: 'codeql',
          diagnostics: [{ rule: 'py/hole', severity: 'error', message: 'A hole', at: { path, line: 1 } }],
          declared: null,
          filesAnalyzed: null,
          defects: [],
        },
      }),
  });

  it('fails the security review by an open alert in the component’s files', async () => {
    const repository = exampleRepository();
    configured(repository);
    const { api, asked } = apiWith(repository.commit(), alertIn('src/ratelimit/extra.py'));
    const [row] = rowsOf(await judge(repository, api), 'security-reviewed', 'development');
    expect(row).toMatchObject({ status: 'fail', evidence: [{ trust: 'api-verified' }] });
    expect(row?.findings).toContainEqual(
      expect.objectContaining({ message: 'py/hole: A hole', path: 'src/ratelimit/extra.py', line: 1 }),
    );
    expect(asked.tools).toEqual(['CodeQL']);
  });

  it('proves nothing without an analysis of the commit, whatever a report says', async () => {
    const repository = exampleRepository();
    configured(repository);
    const driver = { name: 'bandit', rules: [] };
    const sarif = { version: '2.1.0', runs: [{ tool: { driver }, results: [] }] };
    repository.write('reports/bandit.sarif', JSON.stringify(sarif));
    const [row] = rowsOf(await judge(repository, apiWith(repository.commit()).api), 'security-reviewed', 'development');
    expect(row?.status).toBe('missing');
    expect(row?.findings.map(({ message }) => message)).toContain('No analysis.');
  });

  it('is not dropped by a change that nobody approves', async () => {
    const repository = exampleRepository();
    repository.remove('reports/reviews.json');
    configured(repository);
    const base = repository.commit();
    repository.edit('.github/maturity.yml', ', { api: code-scanning, tool: CodeQL }', '');
    const outcome = await judge(repository, apiWith(repository.commit()).api, {}, base);
    const [row] = rowsOf(outcome, 'policy-unweakened');
    expect(row?.status).toBe('fail');
    expect(row?.findings.map(({ message }) => message).join('\n')).toContain('code scanning alerts of CodeQL');
  });

  it('takes a tool and nothing else', async () => {
    const repository = exampleRepository();
    for (const entry of [
      '{ api: code-scanning }',
      '{ api: dependabot, tool: X }',
      '{ api: code-scanning, tool: X, path: a }',
    ]) {
      repository.write('.github/maturity.yml', `evidence: [${entry}]\n`);
      const { exitCode, report } = await repository.check();
      expect([entry, exitCode]).toEqual([entry, 3]);
      expect(report.problems[0]?.path).toBe('.github/maturity.yml');
    }
  });

  it('is not asked for when no row needs it, and is only known on GitHub', async () => {
    const repository = exampleRepository();
    configured(repository);
    repository.edit('.github/maturity.yml', 'development: { gates: { security-reviewed: {} } }', 'development: {}');
    const { api, asked } = apiWith(repository.commit());
    await judge(repository, api);
    expect(asked.tools).toEqual([]);
    const offline = await repository.check();
    const messages = rowsOf(offline, 'security-reviewed').flatMap(({ findings }) => findings);
    expect(messages.map(({ message }) => message)).toContain(
      'The code scanning alerts of CodeQL are only known on GitHub.',
    );
  });
});

describe('a criterion that is bound to a check run', () => {
  const CRITERION = '- [ ] Dashboards imported <!-- gate: attested check="Grafana import" -->';
  const bound = (stage = 'Development'): Repository => {
    const repository = exampleRepository();
    repository.edit(SPEC, new RegExp(`^(#+ .*${stage}.*)$`, 'm'), `$1\n\n${CRITERION}\n`);
    return repository;
  };
  const run = { name: 'Grafana import', app: 'github-actions', own: false, conclusion: 'success' };
  const rowOf = (outcome: Awaited<ReturnType<typeof check>>) =>
    rowsOf(outcome, 'attested').find(({ criterion }) => criterion?.text.startsWith('Dashboards'));

  it('holds by its success, verified, without a tick', async () => {
    const repository = bound();
    const { api, asked } = apiWith(repository.commit(), { readCheckRuns: () => Promise.resolve([run]) });
    const outcome = await judge(repository, api);
    expect(asked.checks).toEqual(['Grafana import']);
    expect(rowOf(outcome)).toMatchObject({ status: 'pass', evidence: [{ trust: 'api-verified' }] });
  });

  it('is missing without one, and where there is no API', async () => {
    const repository = bound();
    expect(rowOf(await judge(repository, apiWith(repository.commit()).api))?.status).toBe('missing');
    const offline = rowOf(await repository.check());
    expect(offline).toMatchObject({ status: 'missing' });
    expect(offline?.findings[0]?.message).toContain('only known on GitHub');
  });

  it('may be bound in the configuration', async () => {
    const repository = bound();
    repository.edit(SPEC, CRITERION, '- [ ] Dashboards imported');
    repository.edit(
      '.github/maturity.yml',
      "paths: ['src/ratelimit/**'] }",
      "paths: ['src/ratelimit/**'], bindings: { 'Dashboards imported': { gate: attested, check: Grafana import } } }",
    );
    const { api } = apiWith(repository.commit(), { readCheckRuns: () => Promise.resolve([run]) });
    expect(rowOf(await judge(repository, api))?.status).toBe('pass');
  });

  it('weakens the policy when a change unbinds it', async () => {
    const repository = bound();
    // Its approval would let the change weaken what it likes.
    repository.remove('reports/reviews.json');
    const base = repository.commit();
    repository.edit(SPEC, CRITERION, '- [x] Dashboards imported <!-- gate: attested -->');
    const { api } = apiWith(repository.commit());
    const outcome = await judge(repository, api, {}, base);
    expect(rowsOf(outcome, 'policy-unweakened')[0]?.status).toBe('fail');
  });
});
