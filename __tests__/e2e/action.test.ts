import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commitNamed, filesOf, TOKEN, type State } from './loopback/index.ts';
import { approval, base, event, head, pullRequest, rowsNotPassing, withPullRequest } from './pull-request.ts';
import { runAction } from './run-action.ts';

type PullRequest = State['pullRequests'][number];

function withLintFindings(count: number): (workspace: string) => void {
  return (workspace) => {
    const findings = Array.from({ length: count }, (_none, index) => ({
      code: 'E501',
      filename: '/home/runner/work/basic/basic/src/ratelimit/bucket.py',
      location: { row: index + 1, column: 1 },
      end_location: { row: index + 1, column: 2 },
      message: `Line ${index + 1} is too long`,
      fix: null,
      noqa_row: index + 1,
      url: null,
    }));
    writeFileSync(join(workspace, 'reports', 'ruff.json'), JSON.stringify(findings));
  };
}

/** How many annotations a request carries. */
function annotationsIn(body: unknown): number {
  const { output } = (body ?? {}) as { output?: { annotations?: unknown[] } };
  return output?.annotations?.length ?? 0;
}

const development = { 'target-stage': 'development' };
const readOnly = { checks: 'read', contents: 'read', 'pull-requests': 'read' } as const;

describe('the action on a pull request', () => {
  it('passes a component that has earned its target: check run, comment, summary and outputs say so', () =>
    withPullRequest({}, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: development });

      expect(rowsNotPassing(result)).toEqual([]);
      expect(result).toMatchObject({ exitCode: 0, stderr: '' });
      expect(result.outputs).toMatchObject({
        verdict: 'ready',
        passed: 'true',
        'achieved-stage': 'development',
        'target-stage': 'development',
      });
      expect(github.state.checkRuns).toMatchObject([{ name: 'Maturity', head_sha: head, conclusion: 'success' }]);
      expect(github.state.comments).toMatchObject([{ issue: 12, author: 'github-actions[bot]' }]);
      expect(result.summary).toContain('ratelimit');
    }));

  it('fails one that has not: its own target is staging, where the coverage does not suffice', () =>
    withPullRequest({}, async (github, workspace) => {
      const result = await runAction(github, { workspace, event });

      expect(result.exitCode).toBe(1);
      expect(result.outputs).toMatchObject({ verdict: 'blocked', passed: 'false', 'target-stage': 'staging' });
      expect(rowsNotPassing(result)).toContain('min-coverage fail');
      expect(github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
      expect(github.state.checkRuns[0]?.output.title).toMatch(/^Blocked: ratelimit has not earned staging/);
    }));

  it('tells the same when advisory, and passes', () =>
    withPullRequest({}, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: { enforce: 'false' } });

      expect(result.exitCode).toBe(0);
      expect(result.outputs).toMatchObject({ verdict: 'blocked', passed: 'false' });
      expect(github.state.checkRuns).toMatchObject([{ conclusion: 'neutral' }]);
    }));

  it('brings the same check run and the same comment up to date the next time', () =>
    withPullRequest({}, async (github, workspace) => {
      await runAction(github, { workspace, event });
      await runAction(github, { workspace, event, inputs: development });

      expect(github.state.checkRuns).toMatchObject([{ conclusion: 'success' }]);
      expect(github.state.comments).toHaveLength(1);
      expect(github.state.comments[0]?.body).toContain('Ready');
    }));

  it('sends more annotations than one request takes in batches, and counts what it leaves out', () =>
    withPullRequest({ edit: withLintFindings(320) }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: development });

      expect(result.exitCode).toBe(1);
      const [run] = github.state.checkRuns;
      const sizes = github.requests
        .filter(({ url }) => url.includes('/check-runs'))
        .map(({ body }) => annotationsIn(body));
      expect(sizes.filter((size) => size > 0)).toEqual([50, 50, 50, 50]);
      expect(run?.annotations).toHaveLength(200);
      // 320 findings, the box that is ticked all the same, and the input that lowers the target.
      expect(run?.output.summary).toContain('The 200 worst findings are annotated, and 122 more are not.');
    }));

  it('with a read-only token keeps the exit code and falls back to summary and log', () =>
    withPullRequest({ permissions: readOnly }, async (github, workspace) => {
      const passed = await runAction(github, { workspace, event, inputs: development });
      expect(passed.exitCode).toBe(0);
      expect(passed.stdout).toMatch(/^::warning .*checks: write/m);
      expect(passed.stdout).toMatch(/^::warning .*pull-requests: write/m);

      const failed = await runAction(github, { workspace, event });
      expect(failed.exitCode).toBe(1);
      expect(failed.stdout).toMatch(/^::error .*file=specs\/ratelimit\.md,line=\d+/m);
      expect(failed.summary).toContain('checks: write');
      expect(github.state).toMatchObject({ checkRuns: [], comments: [] });
    }));

  it('without a token neither passes nor falls silent', () =>
    withPullRequest({}, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: { ...development, 'github-token': '' } });

      expect(result.exitCode).toBe(1);
      expect(rowsNotPassing(result)).toEqual(
        expect.arrayContaining(['code-reviewed error', 'policy-unweakened error']),
      );
      expect(result.summary).toContain('github-token');
      expect(github.requests).toHaveLength(0);
    }));

  it.each<[string, Partial<PullRequest>]>([
    ['nobody has approved', { reviews: [] }],
    ['the approval is of an older commit', { reviews: [{ ...approval, commit: commitNamed('older') }] }],
    ['the approval is the author’s own', { reviews: [{ ...approval, author: 'dev-ines' }] }],
  ])('waits for approval when %s, whatever a review file says', (_, changes) =>
    withPullRequest({ pullRequests: [{ ...pullRequest, ...changes }] }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event });
      const rows = rowsNotPassing(result).filter((row) => row.startsWith('code-reviewed'));

      expect(result.exitCode).toBe(1);
      expect(rows).toHaveLength(1);
    }),
  );

  it('reads the policy at the base: a gate turned off by the change itself blocks it until somebody approves', () => {
    const edit = (workspace: string) => {
      const text = `version: 1
components:
  ratelimit:
    spec: specs/ratelimit.md
    paths: ['src/ratelimit/**']
    gates: { unit-tests-pass: { off: "they only cost time" } }
evidence: ['reports/**']
`;
      writeFileSync(join(workspace, '.github', 'maturity.yml'), text);
    };
    const unapproved = { ...pullRequest, reviews: [] };
    return withPullRequest({ edit, pullRequests: [unapproved] }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: development });
      expect(result.exitCode).toBe(1);
      expect(rowsNotPassing(result)).toContain('policy-unweakened fail');
    });
  });

  it('publishes what is wrong with its inputs and configuration', () =>
    withPullRequest(
      {
        edit: (workspace) => {
          writeFileSync(join(workspace, '.github', 'maturity.yml'), 'version: 1\nenfroce: target\n');
        },
      },
      async (github, workspace) => {
        const wrongInput = await runAction(github, { workspace, event, inputs: { enforce: 'perhaps' } });
        expect(wrongInput.exitCode).toBe(1);
        expect(wrongInput.summary).toContain('enforce');
        expect(github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);

        const wrongKey = await runAction(github, { workspace, event, inputs: { enforce: 'false' } });
        expect(wrongKey.exitCode).toBe(1);
        expect(wrongKey.outputs.verdict).toBe('inconclusive');
        expect(wrongKey.summary).toContain('enfroce');
        expect(github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
      },
    ));

  it('never prints the token', () =>
    withPullRequest({ permissions: readOnly }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event });
      expect(JSON.stringify(result)).not.toContain(TOKEN);
    }));
});

describe('the action elsewhere', () => {
  const merge = commitNamed('merge');
  const push = { name: 'push', sha: merge, payload: { ref: 'refs/heads/main' } };
  const merged = { ...pullRequest, commits: [merge], merged: { commit: merge, at: '2026-11-21T10:00:00Z' } };

  it('on a push judges the pushed commit by the reviews of its merged pull request, and comments nowhere', () =>
    withPullRequest({ pullRequests: [merged] }, async (github, workspace) => {
      github.state.commits.set(merge, filesOf(workspace));
      const result = await runAction(github, { workspace, event: push, inputs: development });

      expect(rowsNotPassing(result)).toEqual([]);
      expect(result.exitCode).toBe(0);
      expect(github.state.checkRuns).toMatchObject([{ head_sha: merge, conclusion: 'success' }]);
      expect(github.state.comments).toHaveLength(0);
    }));

  it('on a push without a pull request misses the review', () =>
    withPullRequest({ pullRequests: [] }, async (github, workspace) => {
      github.state.commits.set(merge, filesOf(workspace));
      const result = await runAction(github, { workspace, event: push, inputs: development });

      expect(result.exitCode).toBe(1);
      expect(rowsNotPassing(result)).toEqual(['code-reviewed missing']);
      expect(github.state.checkRuns[0]?.output.title).toMatch(/^Waiting for approval/);
    }));

  it('in the merge queue judges the entry', () =>
    withPullRequest({}, async (github, workspace) => {
      github.state.commits.set(merge, filesOf(workspace));
      const payload = {
        merge_group: { head_sha: merge, base_sha: base, head_ref: `refs/heads/gh-readonly-queue/main/pr-12-${base}` },
      };
      const result = await runAction(github, {
        workspace,
        event: { name: 'merge_group', sha: merge, payload },
        inputs: development,
      });

      expect(rowsNotPassing(result)).toEqual([]);
      expect(result.exitCode).toBe(0);
      expect(github.state.checkRuns).toMatchObject([{ head_sha: merge, conclusion: 'success' }]);
    }));

  it('on pull_request_target refuses to judge the default branch in place of the pull request', () =>
    withPullRequest({}, async (github, workspace) => {
      const result = await runAction(github, { workspace, event: { ...event, name: 'pull_request_target' } });

      expect(result.exitCode).toBe(1);
      expect(result.summary).toContain('not the pull request');
      expect(github.state.checkRuns).toMatchObject([{ head_sha: head, conclusion: 'failure' }]);
    }));
});
