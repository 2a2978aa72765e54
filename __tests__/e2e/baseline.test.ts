import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { reportSchema } from '../../src/model/index.ts';
import { zipOf } from '../github/zip.ts';
import { commitNamed, type State } from './loopback/index.ts';
import { base, event, head, withPullRequest } from './pull-request.ts';
import { runAction, type ActionResult } from './run-action.ts';

type Run = State['workflowRuns'][number];
type Artifact = State['artifacts'][number];

const older = commitNamed('older');
const elsewhere = commitNamed('elsewhere');
const source = 'src/ratelimit/bucket.py';
const file = 'maturity-baseline.json';
const development = { 'target-stage': 'development', 'report-dir': 'maturity' };

/** What a run has left that measured so many of 100 lines covered. */
function recordWith(covered: number): string {
  const lines = { covered, total: 100 };
  return JSON.stringify({
    ...{ schemaVersion: 1, kind: 'maturity-baseline', tool: { name: 'maturity-gates', version: '0.1.0' } },
    ...{ commit: base, coverage: [{ path: source, lines, branches: null }], diagnostics: [], benchmarks: null },
  });
}

function run(id: number, changes: Partial<Run> = {}): Run {
  return { id, event: 'push', head_sha: base, jobs: [], rerun: [], ...changes };
}

function artifact(of: number, text: string, changes: Partial<Artifact> = {}): Artifact {
  const archive = zipOf([
    { name: 'maturity.json', content: '{}' },
    { name: file, content: text },
  ]);
  const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
  return { id: 900 + of, run: of, name: 'maturity-report', archive, expired: false, digest, ...changes };
}

/** The example's component of one file: 80 of 100 lines are covered, and the coverage must not fall. */
function edit(workspace: string): void {
  const gates = 'min-coverage: { percent: 50, drop: 0 }';
  writeFileSync(
    join(workspace, '.github', 'maturity.yml'),
    `version: 1
components: { ratelimit: { paths: ['${source}'] } }
evidence: ['reports/**']
stages: { development: { gates: { ${gates} } } }
`,
  );
  for (const report of ['json', 'xml']) rmSync(join(workspace, 'reports', `coverage.${report}`));
  const lines = Array.from({ length: 100 }, (_none, index) => `DA:${index + 1},${index < 80 ? 1 : 0}`);
  const tracefile = ['TN:', `SF:${source}`, ...lines, 'LF:100', 'LH:80', 'end_of_record', ''];
  writeFileSync(join(workspace, 'reports', 'coverage.lcov'), tracefile.join('\n'));
}

/** The row of the coverage, with what it says, and what the API was asked. */
async function judged(workflowRuns: Run[], artifacts: Artifact[], state: Partial<State> = {}) {
  const found: { row: ReturnType<typeof rowOf>; said: string; asked: string[]; left: string }[] = [];
  const parents = new Map([
    [head, [base]],
    [base, [older]],
  ]);
  const commits = new Map([older, elsewhere].map((commit) => [commit, new Map<string, Buffer>()]));
  await withPullRequest({ edit, workflowRuns, artifacts, parents, commits, ...state }, async (github, workspace) => {
    const result = await runAction(github, { workspace, event, inputs: development });
    const row = rowOf(result);
    const said = row.findings.map(({ message }) => message).join('\n');
    const asked = github.requests.map(({ url }) => url).filter((url) => url.includes('/actions/'));
    found.push({ row, said, asked, left: readFileSync(join(workspace, 'maturity', file), 'utf8') });
  });
  const [only] = found;
  if (only === undefined) throw new Error('The action was not run');
  return only;
}

function rowOf({ outputs, stdout, stderr }: ActionResult) {
  const path = outputs['report-json'];
  if (path === undefined) throw new Error(`There is no report: ${stdout}${stderr}`);
  const report = reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const row = report.components[0]?.results.find(
    ({ gate, stage }) => gate === 'min-coverage' && stage === 'development',
  );
  if (row === undefined) throw new Error('There is no row of the coverage');
  return row;
}

describe('the baseline that an earlier run has left', () => {
  it('is that of the newest completed run on the base branch, also of a red one', async () => {
    const runs = [run(1), run(2, { conclusion: 'failure' })];
    const { row } = await judged(runs, [artifact(1, recordWith(10)), artifact(2, recordWith(81))]);
    expect(row).toMatchObject({ status: 'fail', actual: { baseline: { covered: 81, total: 100 } } });
    expect(row.evidence).toContainEqual(
      expect.objectContaining({ path: 'run 2: maturity-report', trust: 'self-reported' }),
    );
  });

  it('passes over runs that were cancelled, of pull requests, of forks, of other branches and commits', async () => {
    const runs = [
      run(1, { head_sha: older }),
      run(2, { conclusion: 'cancelled' }),
      run(3, { event: 'pull_request' }),
      run(4, { from: 'mallory/demo' }),
      run(5, { branch: 'release' }),
      run(6, { workflow: 'nightly.yml' }),
      run(7, { head_sha: elsewhere }),
      run(8, { conclusion: null }),
    ];
    const { row } = await judged(
      runs,
      [1, 2, 3, 4, 5, 6, 7, 8].map((id) => artifact(id, recordWith(id === 1 ? 80 : 99))),
    );
    expect(row).toMatchObject({ status: 'pass', actual: { baseline: { covered: 80 } } });
  });

  it('is looked for in older runs where the newest was cut off before it left anything', async () => {
    const { row } = await judged([run(1), run(2, { conclusion: 'failure' })], [artifact(1, recordWith(80))]);
    expect(row).toMatchObject({ status: 'pass', actual: { baseline: { covered: 80 } } });
  });

  it('is missing without a run, and when it has expired, and that is said', async () => {
    for (const artifacts of [[], [artifact(1, recordWith(80), { expired: true })]]) {
      const { row, said } = await judged([run(1)], artifacts);
      expect(row).toMatchObject({ status: 'missing', actual: { baseline: null } });
      expect(said).toContain('There is no baseline of the coverage: no run of ci.yml on main has left');
    }
    expect((await judged([], [])).row.status).toBe('missing');
  });

  it('is an error where it can’t be relied on', async () => {
    const spoilt = [
      artifact(1, recordWith(80).replace('"total":100', '"total":1')),
      artifact(1, recordWith(80).slice(0, -9)),
      artifact(1, recordWith(80), { digest: `sha256:${'0'.repeat(64)}` }),
      artifact(1, recordWith(80), { archive: Buffer.from('no archive'), digest: null }),
      artifact(1, ' '.repeat(200_000_000), { digest: null }),
    ];
    for (const one of spoilt) {
      const { row } = await judged([run(1)], [one]);
      expect(row.status).toBe('error');
      expect(row.findings[0]?.outcome).toBe('fail');
    }
  }, 60_000);

  it('is an error that names the permission where the token may not read it', async () => {
    const permissions = { checks: 'write', contents: 'read', 'pull-requests': 'write', actions: 'none' } as const;
    const { row, said } = await judged([run(1)], [artifact(1, recordWith(80))], { permissions });
    expect(row.status).toBe('error');
    expect(said).toContain('actions: read');
  });

  it('is left by each run, its own measurements and no text of its findings', async () => {
    const { left } = await judged([], []);
    expect(JSON.parse(left)).toMatchObject({
      kind: 'maturity-baseline',
      commit: head,
      coverage: [{ path: source, lines: { covered: 80, total: 100 }, branches: null }],
    });
  });

  it('is asked for only where something compares with it', () =>
    withPullRequest({ workflowRuns: [run(1)], artifacts: [artifact(1, recordWith(80))] }, async (github, workspace) => {
      expect((await runAction(github, { workspace, event, inputs: development })).exitCode).toBe(0);
      expect(github.requests.filter(({ url }) => url.includes('/actions/'))).toEqual([]);
    }));
});
