import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { zipOf } from '../github/zip.ts';
import { everything, reading, withExample } from './example.ts';
import { commitNamed, type Loopback, type State } from './loopback/index.ts';
import { base, head, pullRequest } from './pull-request.ts';
import { runAction, type ActionResult, type Event } from './run-action.ts';

const FORK = 'dev-ines/demo';

/** The fork's run, as it is told of when it has ended. */
const forkRun = {
  id: 900,
  name: 'Maturity',
  event: 'pull_request',
  status: 'completed',
  conclusion: 'success',
  run_attempt: 1,
  head_sha: head,
  head_branch: 'feature',
  pull_requests: [],
  head_repository: { full_name: FORK, fork: true, owner: { login: 'dev-ines' } },
  repository: { full_name: 'octo/demo', owner: { login: 'octo' } },
};

function onRun(changes: object = {}, action = 'completed'): Event {
  return { name: 'workflow_run', sha: base, payload: { action, workflow_run: { ...forkRun, ...changes } } };
}

const fromFork = { ...pullRequest, from: { repository: FORK, branch: 'feature' } };

type Artifact = State['artifacts'][number];

function artifactOf(archive: Buffer, changes: Partial<Artifact> = {}): Artifact {
  const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
  return { id: 31, run: 900, name: 'maturity-report', archive, expired: false, digest, ...changes };
}

function withReport(content: string): Artifact {
  return artifactOf(zipOf([{ name: 'maturity.json', content }]));
}

const ready = { 'target-stage': 'development' };

/** What the fork's own run reports of the example: its token only reads, and nothing is published. */
async function reportOfFork(github: Loopback, workspace: string, inputs: Record<string, string> = ready) {
  const payload = {
    action: 'synchronize',
    pull_request: {
      number: 12,
      head: { sha: head, repo: { full_name: FORK } },
      base: { sha: base, repo: { full_name: 'octo/demo' } },
    },
  };
  github.state.permissions = reading;
  const result = await runAction(github, { workspace, event: { name: 'pull_request', sha: head, payload }, inputs });
  github.state.permissions = everything;
  return { result, json: readFileSync(result.outputs['report-json'] ?? '', 'utf8') };
}

interface Publishing {
  state?: Partial<State>;
  event?: Event;
  inputs?: Record<string, string>;
  /** From the fork's own report, ready for development. */
  artifacts?: (report: string) => Artifact[];
}

/** The same for all tests, and made by a process: once is enough. */
let usualReport: string | null = null;

async function publishing(
  { state = {}, event = onRun(), inputs = {}, artifacts = (report) => [withReport(report)] }: Publishing,
  check: (result: ActionResult, state: State) => void,
): Promise<void> {
  await withExample({ pullRequests: [fromFork] }, async (github, workspace) => {
    usualReport ??= (await reportOfFork(github, workspace)).json;
    Object.assign(github.state, { artifacts: artifacts(usualReport), ...state });
    check(await runAction(github, { workspace, event, inputs }), github.state);
  });
}

function edited(report: string, change: (report: Record<string, unknown>) => void): string {
  const value = JSON.parse(report) as Record<string, unknown>;
  change(value);
  return JSON.stringify(value);
}

describe('the run of a fork’s pull request', () => {
  it('keeps its exit code, and says that a fork’s token can’t publish', () =>
    withExample({ pullRequests: [fromFork] }, async (github, workspace) => {
      const passed = await reportOfFork(github, workspace);
      expect(passed.result).toMatchObject({ exitCode: 0, outputs: { verdict: 'ready' } });
      expect(passed.result.summary).toContain('forks a read-only token');
      const failed = await reportOfFork(github, workspace, {});
      expect(failed.result).toMatchObject({ exitCode: 1, outputs: { verdict: 'blocked' } });
      expect(github.state).toMatchObject({ checkRuns: [], comments: [] });
    }));
});

describe('the publisher', () => {
  it('shows the report on the pull request, self-reported and under its own name', () =>
    publishing({}, (result, { checkRuns, comments }) => {
      expect(result).toMatchObject({ exitCode: 0, stderr: '', outputs: {} });
      expect(checkRuns).toMatchObject([
        { name: 'Maturity (fork)', head_sha: head, conclusion: 'success', annotations: [] },
      ]);
      expect(checkRuns[0]?.output.title).toMatch(/^Self-reported by the fork: Ready/);
      expect(checkRuns[0]?.output.summary).toMatch(/Self-reported.*never be a required/s);
      expect(comments).toMatchObject([{ issue: 12, author: 'github-actions[bot]' }]);
      expect(comments[0]?.body).toMatch(/Self-reported.*ratelimit/s);
      expect(result.summary).toContain('Self-reported');
    }));

  it('never succeeds when the run did not, whatever its report says', () =>
    publishing({ event: onRun({ conclusion: 'failure' }) }, (result, { checkRuns }) => {
      expect(result.exitCode).toBe(0);
      expect(checkRuns).toMatchObject([{ conclusion: 'failure' }]);
      expect(checkRuns[0]?.output.title).toContain('its run ended with failure');
    }));

  it('takes the newest artifact of the name, and none of another run', () =>
    publishing(
      {
        artifacts: (report) => [
          withReport(report),
          { ...withReport('not JSON'), id: 40 },
          { ...withReport(report), id: 50, name: 'coverage' },
          { ...withReport(report), id: 60, run: 901 },
        ],
      },
      (_result, { checkRuns }) => {
        expect(checkRuns).toMatchObject([{ conclusion: 'failure' }]);
      },
    ));

  const json = 'maturity.json';
  it.each<[string, (report: string) => Artifact[], RegExp]>([
    ['no artifact', () => [], /no artifact/],
    ['an expired one', (report) => [{ ...withReport(report), expired: true }], /expired/],
    [
      'a path out of it',
      (report) => [artifactOf(zipOf([{ name: json, content: report }, { name: '../x' }]))],
      /leaves the archive/,
    ],
    [
      'the report in a folder',
      (report) => [artifactOf(zipOf([{ name: `a/${json}`, content: report }]))],
      /at its root/,
    ],
    ['something else', () => [withReport('{"verdict": "ready"}')], /is not a report/],
    ['another commit', (report) => [withReport(report.replaceAll(head, commitNamed('other')))], /another commit/],
  ])('for %s publishes a failure that says so', (_what, artifacts, said) =>
    publishing({ artifacts }, (result, { checkRuns, comments }) => {
      expect(result).toMatchObject({ exitCode: 0, stderr: '' });
      expect(checkRuns).toMatchObject([{ name: 'Maturity (fork)', conclusion: 'failure' }]);
      expect(checkRuns[0]?.output.summary.replace(/\\(?=[^\\])|&#8203;/g, '')).toMatch(said);
      expect(comments).toHaveLength(1);
    }),
  );

  it('overwrites an earlier success', () =>
    withExample({ pullRequests: [fromFork] }, async (github, workspace) => {
      const { json: report } = await reportOfFork(github, workspace);
      github.state.artifacts = [withReport(report)];
      await runAction(github, { workspace, event: onRun() });
      expect(github.state.checkRuns).toMatchObject([{ conclusion: 'success' }]);

      github.state.artifacts = [];
      await runAction(github, { workspace, event: onRun({ run_attempt: 2 }) });
      expect(github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
      expect(github.state.comments).toHaveLength(1);
    }));

  it('lets nothing of the report become Markdown, log commands or a target', () => {
    const evil = '@octocat <img src=x> [click](https://evil.example) ::error::x\n::set-output name=x::y <!-- -->';
    return publishing(
      {
        artifacts: (report) => [
          withReport(
            edited(report, (value) => {
              value.number = 666;
              value.verdict = 'blocked';
              value.problems = [{ code: 'x', message: evil, path: null, line: null, hint: evil }];
              for (const component of value.components as Record<string, unknown>[]) component.id = evil;
            }),
          ),
        ],
      },
      (result, { checkRuns, comments }) => {
        expect(checkRuns).toMatchObject([{ head_sha: head, conclusion: 'failure' }]);
        expect(comments).toMatchObject([{ issue: 12 }]);
        for (const text of [checkRuns[0]?.output.summary, comments[0]?.body, result.summary]) {
          expect(text).toContain('octocat');
          expect(text).not.toMatch(/@octocat|(?<!\\)<img|(?<!\\)\]\(https:\/\/evil/);
        }
        expect(result.stdout).not.toMatch(/^::(error|set-output)/m);
      },
    );
  });

  it.each<[string, Event]>([
    ['a run of the repository itself', onRun({ head_repository: { full_name: 'octo/demo' } })],
    ['a push in the fork', onRun({ event: 'push' })],
    ['a schedule of the repository', onRun({ event: 'schedule', head_repository: { full_name: 'octo/demo' } })],
  ])('has nothing to do for %s, and says so', (_what, event) =>
    publishing({ event }, (result, state) => {
      expect(result).toMatchObject({ exitCode: 0, outputs: {} });
      expect(result.stdout).toMatch(/^::notice .*Nothing to do/m);
      expect(result.summary).toContain('Nothing to do');
      expect(state).toMatchObject({ checkRuns: [], comments: [] });
    }),
  );

  it.each<[string, Partial<typeof fromFork>]>([
    ['has moved on', { head: commitNamed('newer') }],
    ['is closed', { closed: true }],
    ['is merged', { merged: { commit: head, at: '2026-11-21T10:00:00Z' } }],
    ['comes from another fork of the same owner', { from: { repository: 'dev-ines/other', branch: 'feature' } }],
    ['comes from another branch', { from: { repository: FORK, branch: 'other' } }],
  ])('publishes nothing when the pull request %s', (_what, changes) =>
    publishing({ state: { pullRequests: [{ ...fromFork, ...changes }] } }, (result, state) => {
      expect(result.exitCode).toBe(0);
      expect(result.stdout).toMatch(/^::notice .*Nothing was published/m);
      expect(state).toMatchObject({ checkRuns: [], comments: [] });
    }),
  );

  it.each<[string, Publishing, RegExp]>([
    [
      'two pull requests have that head',
      { state: { pullRequests: [fromFork, { ...fromFork, number: 13 }] } },
      /same head/,
    ],
    ['the run has not ended', { event: onRun({ conclusion: null }, 'requested') }, /has ended/],
    ['the fork is gone', { event: onRun({ head_repository: null }) }, /has ended/],
    ['there is no token', { inputs: { 'github-token': '' } }, /no token/],
    ['an input is wrong', { inputs: { enforce: 'perhaps' } }, /enforce/],
    ['it may not read artifacts', { state: { permissions: { ...everything, actions: 'none' } } }, /actions: read/],
    ['it may not publish', { state: { permissions: reading } }, /checks: write/],
  ])('fails when %s, and publishes nothing', (_what, given, said) =>
    publishing(given, (result, state) => {
      expect(result.exitCode).toBe(1);
      expect(result.stdout).toMatch(/^::error /m);
      expect(result.stdout).toMatch(said);
      expect(state).toMatchObject({ checkRuns: [], comments: [] });
    }),
  );

  it('runs the gate’s failed job again after a review, which the review’s own token can’t', () =>
    withExample({ pullRequests: [fromFork] }, async (github, workspace) => {
      const { json: report } = await reportOfFork(github, workspace);
      github.state.artifacts = [withReport(report)];
      github.state.workflowRuns = [
        {
          ...{ id: 900, event: 'pull_request', head_sha: head, rerun: [] },
          jobs: [{ id: 91, name: 'gate', status: 'completed', conclusion: 'failure' }],
        },
      ];
      await runAction(github, { workspace, event: onRun({ conclusion: 'failure' }) });
      const before = JSON.stringify(github.state.checkRuns);

      const event = onRun({ id: 901, event: 'pull_request_review', conclusion: 'failure' });
      const result = await runAction(github, { workspace, event });
      expect(result.exitCode).toBe(0);
      expect(github.state.workflowRuns[0]?.rerun).toEqual([91]);
      expect(JSON.stringify(github.state.checkRuns)).toBe(before);
    }));
});
