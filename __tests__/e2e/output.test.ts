import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { askedFor } from '../github/loopback.ts';
import { commitNamed, filesOf, type State } from './loopback/index.ts';
import { base, event, example, head, withPullRequest } from './pull-request.ts';
import { runAction } from './run-action.ts';

const SPEC = 'specs/ratelimit.md';

function reword(workspace: string): void {
  const path = join(workspace, SPEC);
  writeFileSync(path, readFileSync(path, 'utf8').replace('# ', '#  '));
  const configuration = join(workspace, '.github', 'maturity.yml');
  writeFileSync(configuration, `# Reworded.\n${readFileSync(configuration, 'utf8')}`);
}

function lintFindings(workspace: string): void {
  const finding = (filename: string, row: number) => ({
    code: 'E501',
    filename: `/home/runner/work/basic/basic/src/ratelimit/${filename}`,
    location: { row, column: 1 },
    end_location: { row, column: 2 },
    message: `Line ${row} is too long`,
    fix: null,
    noqa_row: row,
    url: null,
  });
  const findings = [finding('bucket.py', 3), finding('window.py', 5), finding('bucket.py', 9)];
  writeFileSync(join(workspace, 'reports', 'ruff.json'), JSON.stringify(findings));
}

const noGraphql: State['fail'] = (_method, path) =>
  path === '/graphql' ? { status: 404, message: 'Not Found' } : null;

describe('the requests of a run', () => {
  it('are six at the most on a pull request', () =>
    withPullRequest({}, async (github, workspace) => {
      await runAction(github, { workspace, event });
      expect(askedFor(github)).toEqual([
        `GET compare/${base}...${head}`,
        'POST graphql',
        'POST check-runs',
        'POST issues/12/comments',
        'GET issues/12/comments',
      ]);
    }));

  it('are six at the most when specification and configuration differ, at the merge base as well', () =>
    withPullRequest({ edit: reword }, async (github, workspace) => {
      const fork = commitNamed('fork');
      const draft = filesOf(example);
      draft.set(SPEC, Buffer.from(`${readFileSync(join(example, SPEC), 'utf8')}\nA draft.\n`));
      github.state.commits.set(fork, draft);
      github.state.mergeBases.set(`${base}...${head}`, fork);
      await runAction(github, { workspace, event });
      expect(askedFor(github)).toHaveLength(6);
    }));

  it('are six at the most when the run before left annotations', () =>
    withPullRequest({ edit: lintFindings }, async (github, workspace) => {
      await runAction(github, { workspace, event });
      const before = github.requests.length;
      await runAction(github, { workspace, event });
      expect(github.state.checkRuns[0]?.annotations.length).toBeGreaterThan(3);
      expect(askedFor(github).slice(before)).toEqual([
        `GET compare/${base}...${head}`,
        'POST graphql',
        expect.stringMatching(/^GET check-runs\/\d+\/annotations$/),
        expect.stringMatching(/^PATCH check-runs/),
        expect.stringMatching(/^PATCH issues\/comments/),
      ]);
    }));

  it('bring the same verdict by REST where GraphQL brings nothing', () =>
    withPullRequest({ edit: reword }, async (github, workspace) => {
      const inputs = { 'target-stage': 'development' };
      const asked = await runAction(github, { workspace, event, inputs });
      github.state.fail = noGraphql;
      const alone = await runAction(github, { workspace, event, inputs });
      expect(asked.exitCode).toBe(0);
      expect(alone.exitCode).toBe(0);
      expect(alone.outputs['failed-gates']).toBe(asked.outputs['failed-gates']);
      expect(github.state.checkRuns).toHaveLength(1);
      expect(github.state.comments).toHaveLength(1);
    }));
});

describe('annotations', () => {
  const linesOf = async (choice: string) => {
    let lines: string[] = [];
    await withPullRequest({ edit: lintFindings }, async (github, workspace) => {
      await runAction(github, { workspace, event, inputs: { annotations: choice } });
      const found = github.state.checkRuns[0]?.annotations ?? [];
      lines = found.map(({ path, start_line: line }) => `${path}:${line}`);
    });
    return lines;
  };

  it('begin with those of the changed files', async () => {
    const lines = await linesOf('all');
    expect(lines[0]).toBe('src/ratelimit/window.py:5');
    expect(lines).toContain('src/ratelimit/bucket.py:3');
  });

  it('are those of the changed files alone, where that is chosen', async () => {
    expect(await linesOf('changed')).toEqual(['src/ratelimit/window.py:5']);
  });

  it('are none, where that is chosen', async () => {
    expect(await linesOf('none')).toEqual([]);
  });
});

describe('check runs', () => {
  it('are one for each affected component as well, where that is chosen', () =>
    withPullRequest({}, async (github, workspace) => {
      await runAction(github, { workspace, event, inputs: { 'per-component': 'true' } });
      expect(github.state.checkRuns.map(({ name, conclusion }) => [name, conclusion])).toEqual([
        ['Maturity', 'failure'],
        ['Maturity / ratelimit', 'failure'],
      ]);
      await runAction(github, { workspace, event, inputs: { 'per-component': 'true' } });
      expect(github.state.checkRuns).toHaveLength(2);
    }));

  it('say which run, attempt and configuration made them', () =>
    withPullRequest({}, async (github, workspace) => {
      await runAction(github, { workspace, event });
      expect(github.state.checkRuns[0]?.external_id).toMatch(/^maturity-gates:17\/1\/[0-9a-f]{12}\/gate$/);
    }));
});
