import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { check, gitChange } from '../../src/commands/index.ts';
import { reportSchema, type Report } from '../../src/model/index.ts';
import { zipOf } from '../github/zip.ts';
import { defaults } from '../repository.ts';
import { filesOf, type Loopback, type State } from './loopback/index.ts';
import { base, event, example, head, withPullRequest } from './pull-request.ts';
import { runAction, type ActionResult } from './run-action.ts';

const development = { 'target-stage': 'development' };

function reportOf({ outputs, stdout, stderr }: ActionResult): Report {
  const path = outputs['report-json'];
  if (path === undefined) throw new Error(`There is no report: ${stdout}${stderr}`);
  return reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

describe('the action in a matrix', () => {
  it('plans without judging', () =>
    withPullRequest({}, async (github, workspace) => {
      const { exitCode, outputs } = await runAction(github, { workspace, event, inputs: { shards: '3' } });
      expect([exitCode, outputs]).toEqual([0, { matrix: '{"include":[{"shard":1,"components":"ratelimit"}]}' }]);
      expect([github.state.checkRuns, github.state.comments]).toEqual([[], []]);
    }));

  it('judges a part, and joins the parts to one verdict that it publishes', () =>
    withPullRequest({}, async (github, workspace) => {
      const part = { component: 'ratelimit', 'report-dir': 'parts/1', comment: 'false', 'check-name': 'Part 1' };
      expect((await runAction(github, { workspace, event, inputs: { ...development, ...part } })).exitCode).toBe(0);
      expect(github.state.comments).toEqual([]);

      const merged = await runAction(github, { workspace, event, inputs: { parts: 'parts/**/maturity.json' } });
      expect(merged).toMatchObject({ exitCode: 0, stderr: '', outputs: { verdict: 'ready' } });
      expect(reportOf(merged)).toMatchObject({ commit: head, components: [{ id: 'ratelimit', verdict: 'ready' }] });
      expect(github.state.checkRuns.map(({ name, conclusion }) => `${name}: ${conclusion}`)).toEqual([
        'Part 1: success',
        'Maturity: success',
      ]);
      expect(github.state.comments).toHaveLength(1);
    }));

  it('fails where a part is missing', () =>
    withPullRequest({}, async (github, workspace) => {
      const merged = await runAction(github, { workspace, event, inputs: { parts: 'parts/**/maturity.json' } });
      expect(merged).toMatchObject({ exitCode: 1, outputs: { verdict: 'inconclusive' } });
      expect(github.state.checkRuns).toMatchObject([{ name: 'Maturity', conclusion: 'failure' }]);
    }));

  it.each(['0', '257', 'many'])('refuses %s shards', (shards) =>
    withPullRequest({}, async (github, workspace) => {
      const { exitCode, outputs } = await runAction(github, { workspace, event, inputs: { shards } });
      expect([exitCode, outputs['matrix'] === undefined || outputs['verdict'] === 'inconclusive']).toEqual([1, true]);
    }),
  );
});

/** Evidence as download-artifact brings it: the files of other jobs and workflows, each artifact in its folder. */
describe('artifacts of other jobs', () => {
  it('are judged wherever below the evidence globs they were unpacked', () =>
    withPullRequest({ edit: unpacked }, async (github, workspace) => {
      const inputs = { ...development, evidence: 'downloaded/**' };
      const result = await runAction(github, { workspace, event, inputs });
      expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'ready' } });
    }));

  it('that were not downloaded are missing, never passed over', () =>
    withPullRequest({ edit: unpacked }, async (github, workspace) => {
      rmSync(join(workspace, 'downloaded', 'evidence-tests'), { recursive: true });
      const inputs = { ...development, evidence: 'downloaded/**' };
      const result = await runAction(github, { workspace, event, inputs });
      expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'inconclusive' } });
      expect(result.outputs['failed-gates']).toContain('"gate":"unit-tests-pass","status":"missing"');
    }));
});

function unpacked(workspace: string): void {
  const place = (name: string): string =>
    name.startsWith('junit') || name.startsWith('coverage') ? 'evidence-tests' : 'other';
  for (const name of ['junit.xml', 'coverage.json', 'ruff.json', 'pyright.json', 'secrets.json'])
    cpSync(join(workspace, 'reports', name), join(workspace, 'downloaded', place(name), name));
  rmSync(join(workspace, 'reports'), { recursive: true });
}

const files: Record<string, string> = {
  'specs/other.md': '# Other\n\n**Component ID:** `other`\n**Status:** Draft\n**Target Stage:** development\n',
  'src/other/code.py': 'value = 1\n',
  'tests/test_other.py': 'def test_it():\n    pass\n',
};

/** A second component, of which the run of the pull request has no evidence. */
function withOther(folder: string): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The base's tree, and what its newest run left. */
async function baseState(says: (report: Report) => Report): Promise<Partial<State>> {
  const folder = mkdtempSync(join(tmpdir(), 'base-'));
  cpSync(example, folder, { recursive: true });
  withOther(folder);
  const { report } = await check(defaults(folder), await gitChange(folder, null));
  const tree = filesOf(folder).set('src/ratelimit/window.py', Buffer.from('# Not written yet.\n'));
  const content = JSON.stringify(says({ ...report, commit: base }));
  const archive = zipOf([{ name: 'maturity.json', content }]);
  const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
  return {
    commits: new Map([[base, tree]]),
    parents: new Map([[head, [base]]]),
    workflowRuns: [{ id: 5, event: 'push', head_sha: base, jobs: [], rerun: [] }],
    artifacts: [{ id: 905, run: 5, name: 'maturity-report', archive, expired: false, digest }],
  };
}

async function judgedWith(says: (report: Report) => Report, state: Partial<State> = {}): Promise<[Report, Loopback]> {
  const found: [Report, Loopback][] = [];
  await withPullRequest({ edit: withOther, ...(await baseState(says)), ...state }, async (github, workspace) => {
    found.push([reportOf(await runAction(github, { workspace, event, inputs: development })), github]);
  });
  const [only] = found;
  if (only === undefined) throw new Error('The action was not run');
  return only;
}

const carriedIn = ({ components }: Report): unknown =>
  components.map(({ id, affected, carried }) => ({ id, affected, carried }));

describe('on a pull request, a component that it does not affect', () => {
  it('is taken from the report that the base’s newest run left', async () => {
    const [report] = await judgedWith((before) => before);
    expect(carriedIn(report)).toEqual([
      { id: 'other', affected: false, carried: { commit: base } },
      { id: 'ratelimit', affected: true, carried: null },
    ]);
    expect(report.verdict).toBe('ready');
  });

  it('is judged without it when the report is of another commit than its run, and the report says why', async () => {
    const [report] = await judgedWith((before) => ({ ...before, commit: 'e'.repeat(40) }));
    expect(carriedIn(report)).toContainEqual({ id: 'other', affected: false, carried: null });
    expect(report.problems.map(({ code }) => code)).toContain('not-carried');
  });

  it('is judged without it when the artifact can’t be read, and the report names the permission', async () => {
    const permissions: State['permissions'] = {
      actions: 'none',
      checks: 'write',
      contents: 'read',
      'pull-requests': 'write',
    };
    const [report] = await judgedWith((before) => before, { permissions });
    expect(carriedIn(report)).toContainEqual({ id: 'other', affected: false, carried: null });
    expect(report.problems.map(({ hint }) => hint).join()).toContain('actions: read');
  });
});
