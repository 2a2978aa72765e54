import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { reportSchema, type Result } from '../../src/model/index.ts';
import { commitNamed, faults, files, startLoopback, type Loopback, type State } from './loopback/index.ts';
import { withPullRequest, event as pullRequest } from './pull-request.ts';
import { runAction, type ActionResult, type Event } from './run-action.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'production');
const pushed = commitNamed('pushed');
const released = commitNamed('released');
const push: Event = { name: 'push', sha: pushed, payload: { ref: 'refs/heads/main' } };
const schedule: Event = { name: 'schedule', sha: pushed, payload: { schedule: '0 6 * * *' } };

const permissions: State['permissions'] = {
  checks: 'write',
  contents: 'read',
  'pull-requests': 'write',
  deployments: 'read',
  'security-events': 'read',
};

let ids = 3_000_000_000;
/** A deployment so many days ago, its statuses a minute apart. */
function deployment(environment: string, sha: string, daysAgo: number, ...states: string[]) {
  const at = (minutes: number) => new Date(Date.now() - daysAgo * 86_400_000 + minutes * 60_000).toISOString();
  const statuses = states.map((state, index) => ({ state, createdAt: at(index + 1) }));
  return { id: (ids += 1), environment, sha, createdAt: at(0), statuses };
}

/** Eight quiet days in staging, then production. */
const quiet = [
  deployment('staging', released, 8, 'in_progress', 'success'),
  deployment('production', released, 3, 'in_progress', 'success'),
];

/** The production example, checked out at a commit after the released one. */
async function withProduction(
  state: Partial<State>,
  test: (judge: (event?: Event) => Promise<string[]>, github: Loopback) => Promise<void>,
): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  cpSync(example, workspace, { recursive: true });
  const github = await startLoopback({
    permissions,
    commits: new Map([
      [pushed, files({})],
      [released, files({})],
    ]),
    parents: new Map([[pushed, [released]]]),
    ...state,
  });
  const judge = async (event = push) => operationRows(await runAction(github, { workspace, event }));
  await test(judge, github).finally(() => github.close());
}

/** All rows of the report that are of a gate. */
function rowsOf(result: ActionResult, ...gates: string[]): Result[] {
  const report = reportSchema.parse(JSON.parse(readFileSync(result.outputs['report-json'] ?? '', 'utf8')));
  return report.components.flatMap(({ results }) => results).filter(({ gate }) => gates.includes(gate));
}

/** `staging deployed pass: …` for the rows of time in operation, `pricing` and `money` alike. */
function operationRows(result: ActionResult): string[] {
  const rows = rowsOf(result, 'deployed', 'stability-period').map(
    ({ stage, gate, status, findings }) =>
      `${stage} ${gate} ${status}: ${findings.map(({ message }) => message).join(' ')}`,
  );
  return [...new Set(rows)];
}

const statuses = (rows: string[]): string[] => [...new Set(rows.map((row) => row.replace(/:.*$/s, '')))].sort();

const allPass = ['production deployed pass', 'staging deployed pass', 'staging stability-period pass'];

describe('time in operation, on a push', () => {
  it('is proven by the deployments that the API knows of, whatever a file says', () =>
    withProduction({ deployments: quiet }, async (judge) => {
      const rows = await judge();
      expect(statuses(rows)).toEqual(expect.arrayContaining(allPass));
      expect(rows.find((row) => row.startsWith('staging deployed pass'))).toContain('Verified by the API.');
    }));

  it('is not proven by a file', () =>
    withProduction({}, async (judge) => {
      const found = statuses(await judge());
      expect(found.filter((row) => row.endsWith('pass'))).toEqual([]);
    }));

  it.each<[string, State['deployments'], string]>([
    ['failed', [deployment('staging', released, 8, 'success', 'failure')], 'staging deployed fail'],
    ['is too young', [deployment('staging', released, 6.9, 'success')], 'staging stability-period fail'],
    [
      'failed beside the running one',
      [deployment('staging', released, 9, 'success'), deployment('staging', released, 2, 'failure')],
      'staging stability-period fail',
    ],
    [
      'was rolled back',
      [
        deployment('staging', released, 20, 'success', 'inactive'),
        deployment('staging', pushed, 12, 'success', 'inactive'),
        deployment('staging', released, 2, 'success'),
      ],
      'staging stability-period fail',
    ],
    [
      'is of no commit of the history',
      [deployment('staging', commitNamed('other'), 9, 'success')],
      'staging deployed missing',
    ],
  ])('is refuted or unproven when a deployment %s', (_what, deployments, row) =>
    withProduction({ deployments }, async (judge) => {
      expect(statuses(await judge())).toContain(row);
    }),
  );

  it('is an error that names the permission that is missing', () =>
    withProduction({ deployments: quiet, permissions: { ...permissions, deployments: 'none' } }, async (judge) => {
      const rows = await judge();
      expect(statuses(rows)).toContain('staging deployed error');
      expect(rows.find((row) => row.startsWith('staging deployed error'))).toContain('Grant `deployments: read`');
    }));

  it('is read by REST where GraphQL brings nothing', () => {
    const fail: State['fail'] = (_method, path) => (path === '/graphql' ? faults['a lacking permission'] : null);
    return withProduction({ deployments: quiet, fail }, async (judge, github) => {
      expect(statuses(await judge())).toEqual(expect.arrayContaining(allPass));
      expect(github.requests.some(({ url }) => url.includes('/deployments?environment=staging'))).toBe(true);
    });
  });
});

describe('time in operation, on a schedule', () => {
  it('is renewed by a new look: what was too young comes of age', () =>
    withProduction({ deployments: [deployment('staging', released, 6.9, 'success')] }, async (judge, github) => {
      expect(statuses(await judge(schedule))).toContain('staging stability-period fail');
      github.state.deployments = [deployment('staging', released, 7.1, 'success')];
      expect(statuses(await judge(schedule))).toContain('staging stability-period pass');
    }));

  it('ends with a new deployment that fails', () =>
    withProduction({ deployments: quiet }, async (judge, github) => {
      expect(statuses(await judge(schedule))).toContain('staging stability-period pass');
      github.state.deployments = [...quiet, deployment('staging', pushed, 0.1, 'failure')];
      expect(statuses(await judge(schedule))).toContain('staging stability-period fail');
    }));
});

describe('facts that nobody asks for', () => {
  it('cost a pull request below staging nothing', () =>
    withPullRequest({}, async (github, workspace) => {
      await runAction(github, { workspace, event: pullRequest });
      const queries = github.requests.filter(({ url }) => url === '/graphql').map(({ body }) => JSON.stringify(body));
      const asked = [...github.requests.map(({ url }) => url), ...queries];
      expect(asked.filter((one) => /deployments|code-scanning|history\(/.test(one))).toEqual([]);
    }));
});

describe('evidence of other jobs', () => {
  const edit = (workspace: string): void => {
    const spec = join(workspace, 'specs', 'ratelimit.md');
    const line = '- [ ] Dashboards imported <!-- gate: attested check="Grafana import" -->';
    const text = readFileSync(spec, 'utf8').replace('### Development Stage\n', `### Development Stage\n${line}\n`);
    writeFileSync(spec, text);
  };
  const checkRun: State['checkRuns'][number] = {
    id: 4_000_000_000,
    app: 'github-actions',
    name: 'Grafana import',
    head_sha: commitNamed('head'),
    external_id: '',
    status: 'completed',
    conclusion: 'success',
    output: { title: '', summary: '', text: null },
    annotations: [],
  };
  const attested = (result: ActionResult): Result | undefined =>
    rowsOf(result, 'attested').find(({ findings }) => findings.some(({ message }) => /API|check run/.test(message)));

  it('counts at the pull request’s head: a check run that succeeded', () =>
    withPullRequest({ edit, checkRuns: [checkRun] }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event: pullRequest });
      expect(attested(result)).toMatchObject({ status: 'pass', evidence: [{ trust: 'api-verified' }] });
    }));

  it('fails where it failed', () =>
    withPullRequest({ edit, checkRuns: [{ ...checkRun, conclusion: 'failure' }] }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event: pullRequest });
      expect(attested(result)).toMatchObject({ status: 'fail' });
    }));

  it('includes code scanning alerts: of the pull request’s test merge', () => {
    const testMerge = commitNamed('test merge');
    const ref = 'refs/pull/12/merge';
    const alerts: State['alerts'] = [
      {
        tool: 'CodeQL',
        ref,
        rule: 'py/hole',
        severity: 'error',
        security: 'critical',
        path: 'src/ratelimit/window.py',
        line: 1,
      },
    ];
    const configure = (workspace: string): void => {
      const place = join(workspace, '.github', 'maturity.yml');
      const text = readFileSync(place, 'utf8').replace(
        /^evidence:.*$/m,
        "evidence: ['reports/**', { api: code-scanning, tool: CodeQL }]",
      );
      writeFileSync(place, `${text}\nstages: { development: { gates: { security-reviewed: {} } } }\n`);
    };
    return withPullRequest(
      {
        edit: configure,
        alerts,
        analyses: [{ tool: 'CodeQL', commit: testMerge, ref, createdAt: new Date().toISOString() }],
        parents: new Map([[testMerge, [commitNamed('base'), commitNamed('head')]]]),
      },
      async (github, workspace) => {
        const result = await runAction(github, { workspace, event: pullRequest });
        const [row] = rowsOf(result, 'security-reviewed').filter(({ stage }) => stage === 'development');
        expect(row).toMatchObject({ status: 'fail', evidence: [{ trust: 'api-verified' }] });
        expect(row?.findings.map(({ message }) => message).join('\n')).toContain('py/hole: Found by py/hole');
      },
    );
  });
});
