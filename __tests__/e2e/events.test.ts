import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { everything, merge, reading, withExample } from './example.ts';
import { commitNamed, type State } from './loopback/index.ts';
import { base, event as onPullRequest, head, pullRequest } from './pull-request.ts';
import { runAction, type Event } from './run-action.ts';

const development = { 'target-stage': 'development' };
const nothing: State['permissions'] = { actions: 'none', checks: 'none', contents: 'none', 'pull-requests': 'none' };

function onReview(review: { action: string; state: string }): Event {
  const { action, state } = review;
  const payload = { ...onPullRequest.payload, action, review: { id: 80, state, user: { login: 'mara-lindqvist' } } };
  return { ...onPullRequest, name: 'pull_request_review', payload };
}
const approved = onReview({ action: 'submitted', state: 'approved' });

const onMergeGroup: Event = {
  name: 'merge_group',
  sha: merge,
  payload: {
    action: 'checks_requested',
    merge_group: {
      head_sha: merge,
      head_ref: `refs/heads/gh-readonly-queue/main/pr-12-${base}`,
      base_sha: base,
      base_ref: 'refs/heads/main',
    },
  },
};
const onPush: Event = { name: 'push', sha: merge, payload: { ref: 'refs/heads/main', before: base, after: merge } };
const onSchedule: Event = { name: 'schedule', sha: merge, payload: { schedule: '17 5 * * 1' } };
const onDispatch: Event = { name: 'workflow_dispatch', sha: merge, payload: { inputs: null, ref: 'refs/heads/main' } };

/** The pull request whose merge brought the default branch's commit. */
const merged = { ...pullRequest, commits: [merge], merged: { commit: merge, at: '2026-11-21T10:00:00Z' } };

describe.each([
  { event: onPullRequest, judged: head, comments: 1, pulls: [pullRequest] },
  // Without a run to run again a review is judged as it is.
  { event: approved, judged: head, comments: 1, pulls: [pullRequest] },
  { event: onMergeGroup, judged: merge, comments: 0, pulls: [pullRequest] },
  { event: onPush, judged: merge, comments: 0, pulls: [merged] },
  { event: onSchedule, judged: merge, comments: 0, pulls: [merged] },
  { event: onDispatch, judged: merge, comments: 0, pulls: [merged] },
])('on $event.name', ({ event, judged, comments, pulls }) => {
  it(`the commit is judged and told of, with ${comments} comments`, () =>
    withExample({ pullRequests: pulls }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: development });

      expect(result).toMatchObject({ exitCode: 0, stderr: '', outputs: { verdict: 'ready' } });
      expect(github.state.checkRuns).toMatchObject([{ name: 'Maturity', head_sha: judged, conclusion: 'success' }]);
      expect(github.state.comments).toHaveLength(comments);
    }));

  it('a token that only reads leaves the verdict and the exit code', () =>
    withExample({ pullRequests: pulls, permissions: reading }, async (github, workspace) => {
      const passed = await runAction(github, { workspace, event, inputs: development });
      expect(passed).toMatchObject({ exitCode: 0, outputs: { verdict: 'ready' } });
      expect(passed.stdout).toMatch(/^::warning .*checks: write/m);

      const failed = await runAction(github, { workspace, event });
      expect(failed).toMatchObject({ exitCode: 1, outputs: { verdict: 'blocked' } });
      expect(github.state).toMatchObject({ checkRuns: [], comments: [] });
    }));

  it.each([
    ['without any permission', { permissions: nothing, inputs: {} }],
    ['without a token', { permissions: everything, inputs: { 'github-token': '' } }],
  ])('%s nothing passes', (_what, { permissions, inputs }) =>
    withExample({ pullRequests: pulls, permissions }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: { ...development, ...inputs } });

      expect(result.exitCode).toBe(1);
      expect(result.outputs.passed).toBe('false');
      expect(result.outputs['failed-gates']).toContain('code-reviewed');
      expect(github.state).toMatchObject({ checkRuns: [], comments: [] });
    }),
  );
});

describe('on pull_request_target', () => {
  const event = { ...onPullRequest, name: 'pull_request_target', sha: base };

  it.each([
    ['the head is judged when it is checked out', head, 0],
    ['the default branch is never judged in its place', base, 1],
  ])('%s', (_what, checkout, exitCode) =>
    withExample({}, async (github, workspace) => {
      mkdirSync(join(workspace, '.git'));
      writeFileSync(join(workspace, '.git', 'HEAD'), `${checkout}\n`);
      const result = await runAction(github, { workspace, event, inputs: development });
      expect(result.exitCode).toBe(exitCode);
      expect(github.state.checkRuns).toMatchObject([
        { head_sha: head, conclusion: exitCode === 0 ? 'success' : 'failure' },
      ]);
    }),
  );
});

describe('on a schedule', () => {
  it.each([
    ['2099-12-31', 0],
    ['2026-01-01', 1],
  ])('the same commit is judged by the day: a waiver that holds until %s', (expires, exitCode) =>
    withExample({ pullRequests: [] }, async (github, workspace) => {
      const path = join(workspace, '.github', 'maturity.yml');
      const waiver = `{ gate: code-reviewed, component: ratelimit, reason: 'Pushed by a bot', owner: '@a', approver: '@b', expires: ${expires} }`;
      const paths = `version: 1\ncomponents:\n  ratelimit: { spec: specs/ratelimit.md, paths: ['src/ratelimit/**'] }\n`;
      writeFileSync(path, `${paths}evidence: ['reports/**']\nwaivers:\n  - ${waiver}\n`);
      const result = await runAction(github, { workspace, event: onSchedule, inputs: development });

      expect(result.exitCode).toBe(exitCode);
      expect(result.outputs['failed-gates']?.includes('code-reviewed')).toBe(exitCode === 1);
    }),
  );
});

describe('on pull_request_review, when the gate’s run is known', () => {
  type Run = State['workflowRuns'][number];
  type Job = Run['jobs'][number];
  const test: Job = { id: 70, name: 'test', status: 'completed', conclusion: 'failure' };
  const gate: Job = { id: 71, name: 'gate', status: 'completed', conclusion: 'failure' };
  // The run that the tests' judging job belongs to.
  const run: Run = { id: 17, event: 'pull_request', head_sha: head, jobs: [test, gate], rerun: [] };

  /** Judges on `pull_request`, then tells of a review. */
  const afterJudging = (
    changes: Partial<State> & { run?: Partial<Run>; job?: Partial<Job>; review?: Event },
    check: (told: { result: Awaited<ReturnType<typeof runAction>>; state: State; before: string }) => void,
  ) => {
    const { run: changedRun, job, review = approved, permissions = everything, ...state } = changes;
    const known: Run = { ...run, jobs: [test, { ...gate, ...job }], rerun: [], ...changedRun };
    return withExample({ workflowRuns: [known], ...state }, async (github, workspace) => {
      await runAction(github, { workspace, event: onPullRequest });
      const before = JSON.stringify([github.state.checkRuns, github.state.comments]);
      github.state.permissions = permissions;
      const result = await runAction(github, { workspace, event: review });
      check({ result, state: github.state, before });
    });
  };

  it('its failed job is run again, and nothing is judged or published besides', () =>
    afterJudging({}, ({ result, state, before }) => {
      expect(result).toMatchObject({ exitCode: 0, outputs: {} });
      expect(state.workflowRuns[0]?.rerun).toEqual([71]);
      expect(JSON.stringify([state.checkRuns, state.comments])).toBe(before);
      expect(result.stdout).toMatch(/^::notice .*“gate” of run 17 was asked to run again/m);
      expect(result.summary).toContain('was asked to run again');
    }));

  it.each([
    ['a matrix', 'gate (3.13)'],
    ['a reusable workflow', 'maturity / gate'],
  ])('its job is found in %s', (_what, name) =>
    afterJudging({ job: { name } }, ({ state }) => {
      expect(state.workflowRuns[0]?.rerun).toEqual([71]);
    }),
  );

  it('a job of another name is found as the only one that failed', () =>
    afterJudging(
      {
        run: {
          jobs: [
            { ...test, conclusion: 'success' },
            { ...gate, name: 'Ready?' },
          ],
        },
      },
      ({ state }) => {
        expect(state.workflowRuns[0]?.rerun).toEqual([71]);
      },
    ));

  it.each([
    ['dismissed', 'dismissed', [71]],
    ['submitted', 'changes_requested', [71]],
    ['submitted', 'approved', []],
    ['submitted', 'commented', []],
    ['edited', 'approved', []],
  ])('a passed job, after “%s” (%s): jobs run again %j', (action, state, rerun) =>
    afterJudging(
      { job: { conclusion: 'success' }, review: onReview({ action, state }) },
      ({ result, state: after }) => {
        expect(after.workflowRuns[0]?.rerun).toEqual(rerun);
        expect(result).toMatchObject({ exitCode: 0, outputs: {} });
      },
    ),
  );

  it('a job that is still to begin is left alone: it will read the review', () =>
    afterJudging({ job: { status: 'queued', conclusion: null } }, ({ result, state }) => {
      expect(state.workflowRuns[0]?.rerun).toEqual([]);
      expect(result).toMatchObject({ exitCode: 0, outputs: {} });
    }));

  it.each<[string, Partial<State> & { job?: Partial<Job>; run?: Partial<Run> }]>([
    ['is running, and may have read older reviews', { job: { status: 'in_progress', conclusion: null } }],
    ['can’t be run again while another one runs', { run: { rerun: [70] } }],
  ])('a job that %s, fails the review’s own job', (_what, changes) =>
    afterJudging(changes, ({ result, state, before }) => {
      expect(result).toMatchObject({ exitCode: 1, outputs: {} });
      expect(result.stdout).toMatch(/^::error /m);
      expect(JSON.stringify([state.checkRuns, state.comments])).toBe(before);
    }),
  );

  it('without `actions: write` it is judged here, and the permission is named', () =>
    afterJudging({ permissions: { ...everything, actions: 'read' } }, ({ result, state }) => {
      expect(state.workflowRuns[0]?.rerun).toEqual([]);
      expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'blocked' } });
      expect(result.stdout).toMatch(/^::warning .*actions: write/m);
      expect(result.summary).toContain('actions: write');
    }));

  it.each<[string, Partial<Run>]>([
    ['of another commit', { head_sha: commitNamed('other') }],
    ['of another event', { event: 'push' }],
    ['whose job can’t be told', { jobs: [test, { ...gate, name: 'Ready?' }] }],
  ])('a run %s is left alone, and the review judged here', (_what, changes) =>
    afterJudging({ run: changes }, ({ result, state }) => {
      expect(state.workflowRuns[0]?.rerun).toEqual([]);
      expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'blocked' } });
    }),
  );
});
