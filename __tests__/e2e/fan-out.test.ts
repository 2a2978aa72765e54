import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { check, gitChange } from '../../src/commands/index.ts';
import { BASELINE_FILE as baseline, baselineRecordSchema, reportSchema, type Report } from '../../src/model/index.ts';
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

      const joining = { ...development, parts: 'parts/**/maturity.json' };
      const merged = await runAction(github, { workspace, event, inputs: joining });
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

/** Judges both components in a part each, lets `spoil` at what they leave, joins them; answers what that leaves and says. */
async function joinedBaseline(
  spoil: (parts: string) => void,
): Promise<{ left: unknown; whole: unknown; said: string }> {
  const found: { left: unknown; whole: unknown; said: string }[] = [];
  await withPullRequest({ edit: withOther }, async (github, workspace) => {
    const run = (inputs: Record<string, string>) => runAction(github, { workspace, event, inputs });
    await run({ 'report-dir': 'whole' });
    for (const component of ['ratelimit', 'other']) await run({ component, 'report-dir': `parts/${component}` });
    spoil(join(workspace, 'parts'));
    const merged = await run({ parts: 'parts/**/maturity.json', 'report-dir': 'joined' });
    expect(reportOf(merged).components.map(({ id }) => id)).toEqual(['other', 'ratelimit']);
    const record = (folder: string): unknown => {
      const path = join(workspace, folder, baseline);
      return existsSync(path) ? baselineRecordSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
    };
    const said = reportOf(merged).problems.map(({ code, message }) => `${code}: ${message}`);
    found.push({ left: record('joined'), whole: record('whole'), said: said.join('\n') });
  });
  const [only] = found;
  if (only === undefined) throw new Error('The action was not run');
  return only;
}

describe('the baseline that joined parts leave for later runs', () => {
  it('is the one that a single run leaves', async () => {
    const { left, whole, said } = await joinedBaseline(() => undefined);
    const { coverage, diagnostics, ...rest } = baselineRecordSchema.parse(whole);
    expect(coverage?.length).toBeGreaterThan(0);
    expect(left).toEqual({
      ...rest,
      coverage: coverage?.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
      diagnostics: expect.arrayContaining(diagnostics),
    });
    expect(said).not.toContain('baseline');
  });

  it.each<[string, (text: string) => string | null, string]>([
    ['is missing', () => null, 'baseline-unjoined'],
    ['is cut off', (text) => text.slice(0, -9), 'baseline-unreadable'],
    ['is of another shape', (text) => text.replace('"total":', '"total":-'), 'baseline-unreadable'],
    ['is of another commit', (text) => text.replaceAll(head, base), 'baseline-unjoined'],
  ])('is none where that of one part %s, and that is said', async (_what, change, code) => {
    const { left, said } = await joinedBaseline((parts) => {
      const path = join(parts, 'ratelimit', baseline);
      const text = change(readFileSync(path, 'utf8'));
      if (text === null) rmSync(path);
      else writeFileSync(path, text);
    });
    expect([left, said]).toEqual([null, expect.stringContaining(`${code}: `)]);
    expect(said).toContain(`parts/ratelimit/${baseline}`);
  });

  it('is without what the parts contradict each other on, and that is said', async () => {
    const { left, said } = await joinedBaseline((parts) => {
      const path = join(parts, 'other', baseline);
      const record = baselineRecordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      const nobodys = { path: 'setup.py', lines: { covered: 1, total: 2 }, branches: null };
      const before = join(parts, 'ratelimit', baseline);
      const judged = baselineRecordSchema.parse(JSON.parse(readFileSync(before, 'utf8')));
      writeFileSync(path, JSON.stringify({ ...record, coverage: [nobodys] }));
      const otherwise = { ...nobodys, lines: { covered: 2, total: 2 } };
      writeFileSync(before, JSON.stringify({ ...judged, coverage: [...(judged.coverage ?? []), otherwise] }));
    });
    const { coverage } = baselineRecordSchema.parse(left);
    expect(coverage?.map(({ path }) => path)).toContain('src/ratelimit/bucket.py');
    expect(coverage?.map(({ path }) => path)).not.toContain('setup.py');
    expect(said).toContain('baseline-differs: The parts don’t agree on the coverage of setup.py');
  });
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
