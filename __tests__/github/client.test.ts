import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connect, publishCheckRun, readBase, type Client } from '../../src/github/index.ts';
import { ReadFailure } from '../../src/model/index.ts';
import { commitNamed, files, startLoopback, TOKEN } from '../e2e/loopback/index.ts';
import { withGitHub } from './loopback.ts';

const base = commitNamed('base');
const head = commitNamed('head');
const ends = { base, head };
const commits = new Map([
  [base, files({})],
  [head, files({})],
]);

async function failureOf(asked: Promise<unknown>): Promise<ReadFailure> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ReadFailure)) throw new Error('not a ReadFailure', { cause: error });
  return error;
}

describe('a request that fails', () => {
  it.each([
    [500, 'Server Error', 'github-unavailable'],
    [503, 'Unavailable', 'github-unavailable'],
    [429, 'Slow down', 'rate-limited'],
    [403, 'You have exceeded a secondary rate limit', 'rate-limited'],
    [403, 'Resource not accessible by integration', 'missing-permission'],
    [403, 'Resource not accessible by personal access token', 'missing-permission'],
    [404, 'Not Found', 'not-found'],
    [422, 'Validation\nFailed', 'request-refused'],
  ])('with %i "%s" is %s', (status, message, code) =>
    withGitHub({ commits, fail: () => ({ status, message }) }, async (client) => {
      const { problem } = await failureOf(
        readBase(client, ends, { prefix: '', readLocal: () => Promise.resolve(null) }),
      );
      expect(problem.code).toBe(code);
      expect(problem.message).toMatch(/^Could not compare the change with its base: [^\n]+\.$/);
    }),
  );

  it('for a bad token says so and never repeats it', async () => {
    const github = await startLoopback({ commits });
    const token = 'ghp_ThisIsNotTheRightOne';
    const client = await connect({ apiUrl: github.url, token, repository: { owner: 'octo', name: 'demo' } });
    const { problem } = await failureOf(readBase(client, ends, { prefix: '', readLocal: () => Promise.resolve(null) }));
    await github.close();
    expect(problem.code).toBe('bad-credentials');
    expect(JSON.stringify(problem)).not.toContain(token);
  });

  it('for want of a server names the network error and never the token', async () => {
    const github = await startLoopback();
    await github.close();
    const client = await connect({ apiUrl: github.url, token: TOKEN, repository: { owner: 'octo', name: 'demo' } });
    const { problem } = await failureOf(readBase(client, ends, { prefix: '', readLocal: () => Promise.resolve(null) }));
    expect(problem.code).toBe('github-unreachable');
    expect(problem.message).toContain('ECONNREFUSED');
    expect(JSON.stringify(problem)).not.toContain(TOKEN);
  });

  it('when publishing is a problem, not an exception', () =>
    withGitHub({ commits, fail: () => ({ status: 502, message: 'Bad Gateway' }) }, async (client) => {
      const run = { name: 'n', commit: head, conclusion: 'success', reference: '1/1', annotations: [] } as const;
      const { problem } = await publishCheckRun(client, {
        ...run,
        annotations: [],
        title: 't',
        summary: 's',
        text: '',
      });
      expect(problem?.code).toBe('github-unavailable');
    }));

  it('because the answer has another shape says where', () =>
    withGitHub({ commits }, async (client: Client) => {
      const purpose = { doing: 'try', permission: 'contents: read' } as const;
      const asked = client.rest(
        purpose,
        z.object({ sha: z.number() }),
        'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
        {
          tree_sha: base,
          recursive: '1',
        },
      );
      expect((await failureOf(asked)).problem).toMatchObject({
        code: 'unexpected-answer',
        message: "Could not try: the API's answer has an unexpected shape at `sha`.",
      });
    }));
});

describe('the loopback GitHub', () => {
  const purpose = { doing: 'try', permission: 'contents: read' } as const;

  it.each([
    [
      'an unknown query',
      'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
      { tree_sha: base, recursive: '1', deep: 'yes' },
    ],
    ['a body without what is required', 'POST /repos/{owner}/{repo}/check-runs', { name: 'x' }],
    ['an undescribed property', 'POST /repos/{owner}/{repo}/check-runs', { name: 'x', head_sha: head, colour: 'red' }],
    ['an unknown operation', 'GET /repos/{owner}/{repo}/secrets', {}],
  ])('refuses %s, and fails the test', async (_, route, parameters) => {
    const github = await startLoopback({ commits });
    const client = await connect({ apiUrl: github.url, token: TOKEN, repository: { owner: 'octo', name: 'demo' } });
    expect((await failureOf(client.rest(purpose, z.unknown(), route, parameters))).problem.code).toBe(
      'github-unavailable',
    );
    await expect(github.close()).rejects.toThrow('GitHub would not have understood');
  });
});
