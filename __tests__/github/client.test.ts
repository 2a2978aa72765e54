import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connect, type Client } from '../../src/github/index.ts';
import { ReadFailure } from '../../src/model/index.ts';
import { commitNamed, faults, files, startLoopback, TOKEN, type Fault } from '../e2e/loopback/index.ts';
import { withGitHub } from './loopback.ts';

const repository = { owner: 'octo', name: 'demo' };
const base = commitNamed('base');
const commits = new Map([[base, files({})]]);
const purpose = { doing: 'try', permission: 'contents: read' } as const;
const impatient = { retryBudgetMs: 0 };

function readTree(client: Client, answer: z.ZodType = z.object({ sha: z.string() })): Promise<unknown> {
  const parameters = { tree_sha: base, recursive: '1' };
  return client.rest(purpose, answer, 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', parameters);
}

async function failureOf(asked: Promise<unknown>): Promise<ReadFailure> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ReadFailure)) throw new Error('not a ReadFailure', { cause: error });
  return error;
}

describe('a request that fails', () => {
  it.each<[Fault, string]>([
    [{ status: 500, message: 'Server Error' }, 'github-unavailable'],
    [{ status: 503, message: 'Unavailable' }, 'github-unavailable'],
    [faults['a gateway’s page'], 'github-unavailable'],
    [{ status: 429, message: 'Slow down' }, 'rate-limited'],
    [{ status: 403, message: 'You have exceeded a secondary rate limit' }, 'rate-limited'],
    [{ status: 403, message: 'Wait', headers: { 'retry-after': '7' } }, 'rate-limited'],
    [{ status: 403, message: 'No more', headers: { 'x-ratelimit-remaining': '0' } }, 'rate-limited'],
    [{ status: 403, message: 'Resource not accessible by integration' }, 'missing-permission'],
    [{ status: 403, message: 'Resource not accessible by personal access token' }, 'missing-permission'],
    [{ status: 404, message: 'Not Found' }, 'not-found'],
    [{ status: 422, message: 'Validation\nFailed' }, 'request-refused'],
    [faults['a dropped connection'], 'github-unreachable'],
    [faults['an answer that breaks off'], 'unexpected-answer'],
    [{ status: 200, message: '', page: '<html>Log in to the proxy</html>' }, 'unexpected-answer'],
  ])('with %j is %s', (fault, code) =>
    withGitHub(
      { commits, fail: () => fault },
      async (client) => {
        const { problem } = await failureOf(readTree(client));
        expect(problem.code).toBe(code);
        expect(problem.message).toMatch(/^Could not try: [^\n]+\.$/);
      },
      impatient,
    ),
  );

  it.each<[string, Record<string, string>, string]>([
    [
      'the reset of the hour’s limit',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795341600' },
      'The limit resets at 2026-11-22T10:00:00Z; run the job again then.',
    ],
    ['the wait', { 'retry-after': '90' }, 'GitHub asks to wait 90 seconds; run the job again then.'],
    ['no time that it does not know', { 'retry-after': 'soon' }, 'Run the job again later.'],
    [
      'no time that can be none',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9'.repeat(40) },
      'Run the job again later.',
    ],
  ])('for a limit names %s', (_, headers, hint) =>
    withGitHub(
      { commits, fail: () => ({ status: 403, message: 'API rate limit exceeded', headers }) },
      async (client) => {
        expect((await failureOf(readTree(client))).problem.hint).toBe(hint);
      },
      impatient,
    ),
  );

  it('for a bad token says so and never repeats it', async () => {
    const github = await startLoopback({ commits });
    const token = 'ghp_ThisIsNotTheRightOne';
    const { problem } = await failureOf(readTree(await connect({ apiUrl: github.url, token, repository })));
    await github.close();
    expect(problem.code).toBe('bad-credentials');
    expect(JSON.stringify(problem)).not.toContain(token);
  });

  it('for want of a server names the network error and never the token', async () => {
    const github = await startLoopback();
    await github.close();
    const client = await connect({ apiUrl: github.url, token: TOKEN, repository, ...impatient });
    const { problem } = await failureOf(readTree(client));
    expect(problem.code).toBe('github-unreachable');
    expect(problem.message).toContain('ECONNREFUSED');
    expect(JSON.stringify(problem)).not.toContain(TOKEN);
  });

  it('because the answer has another shape says where', () =>
    withGitHub({ commits }, async (client) => {
      expect((await failureOf(readTree(client, z.object({ sha: z.number() })))).problem).toMatchObject({
        code: 'unexpected-answer',
        message: "Could not try: the API's answer has an unexpected shape at `sha`.",
      });
    }));
});

describe('a GraphQL query', () => {
  const query = 'query Viewer { viewer { login } }';
  const forbidden = { type: 'FORBIDDEN', path: ['repository', 'ref', 0], message: 'Resource not accessible by x' };
  const viewer = z.object({ viewer: z.object({ login: z.string() }) });

  function answering(page: string, status = 200, headers: Record<string, string> = {}) {
    return {
      fail: () => ({ status, message: '', page, headers: { 'content-type': 'application/json', ...headers } }),
    };
  }

  it('hands over the parts there are, and what is said of those that are not', () => {
    const data = { repository: { name: 'demo', ref: null } };
    return withGitHub(answering(JSON.stringify({ data, errors: [forbidden] })), async (client) => {
      expect(await client.graphqlParts(purpose, query)).toEqual({ data, errors: [forbidden] });
    });
  });

  it('that is answered in full has no errors', () =>
    withGitHub({}, async (client) => {
      const data = { viewer: { login: 'github-actions[bot]' } };
      expect(await client.graphqlParts(purpose, query)).toEqual({ data, errors: [] });
      expect(await client.graphql(purpose, viewer, query)).toEqual(data);
    }));

  it('that must be whole fails for a part that may not be read', () => {
    const data = { viewer: { login: 'me' }, repository: null };
    return withGitHub(answering(JSON.stringify({ data, errors: [forbidden] })), async (client) => {
      const { problem } = await failureOf(client.graphql(purpose, viewer, query));
      expect(problem.code).toBe('missing-permission');
    });
  });

  it.each([
    ['data that is null', { data: null, errors: [forbidden] }, 'missing-permission'],
    ['errors without data', { errors: [{ type: 'NOT_FOUND', message: 'Could not resolve' }] }, 'not-found'],
    ['an error of no type', { errors: [{ message: 'Parse error' }] }, 'request-refused'],
    ['a type that is a property of every object', { errors: [{ type: 'toString', message: 'x' }] }, 'request-refused'],
    ['a limit', { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] }, 'rate-limited'],
    ['neither data nor errors', {}, 'unexpected-answer'],
    ['an empty list of errors', { errors: [] }, 'unexpected-answer'],
    ['data that is a list', { data: [] }, 'unexpected-answer'],
    ['errors of another shape', { data: { viewer: null }, errors: [{ text: 'x' }] }, 'unexpected-answer'],
    ['text', 'ok', 'unexpected-answer'],
    ['null', null, 'unexpected-answer'],
  ])('answered by %s is a failure', (_, answer, code) =>
    withGitHub(
      answering(JSON.stringify(answer)),
      async (client) => {
        expect((await failureOf(client.graphqlParts(purpose, query))).problem.code).toBe(code);
      },
      impatient,
    ),
  );

  it('beyond the limit names the reset', () => {
    const page = JSON.stringify({ errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] });
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795341600' };
    return withGitHub(
      answering(page, 200, headers),
      async (client) => {
        const { problem } = await failureOf(client.graphqlParts(purpose, query));
        expect(problem).toMatchObject({ code: 'rate-limited', hint: expect.stringContaining('2026-11-22T10:00:00Z') });
      },
      impatient,
    );
  });
});

describe('an enterprise server', () => {
  const ask = async (client: Client) => {
    await readTree(client);
    await client.graphqlParts(purpose, 'query Viewer { viewer { login } }');
  };

  it.each([
    ['/api/v3', undefined, '/api/graphql'],
    ['/api/v3/', undefined, '/api/graphql'],
    ['', undefined, '/graphql'],
    ['', '/api/graphql', '/api/graphql'],
    ['/api/v3', '/graphql', '/graphql'],
  ])('with its API at %j and GITHUB_GRAPHQL_URL %j is queried at %s', async (rest, given, expected) => {
    const github = await startLoopback({ commits });
    const graphqlUrl = given === undefined ? {} : { graphqlUrl: `${github.url}${given}` };
    const client = await connect({ apiUrl: `${github.url}${rest}`, token: TOKEN, repository, ...graphqlUrl });
    await ask(client);
    await github.close();
    const tree = `${rest.replace(/\/$/, '')}/repos/octo/demo/git/trees/${base}?recursive=1`;
    expect(github.requests.map(({ url }) => url)).toEqual([tree, expected]);
  });
});

describe('the loopback GitHub', () => {
  it.each([
    [
      'an unknown query',
      'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
      { tree_sha: base, recursive: '1', deep: 'yes' },
    ],
    ['a body without what is required', 'POST /repos/{owner}/{repo}/check-runs', { name: 'x' }],
    ['an undescribed property', 'POST /repos/{owner}/{repo}/check-runs', { name: 'x', head_sha: base, colour: 'red' }],
    ['an unknown operation', 'GET /repos/{owner}/{repo}/secrets', {}],
  ])('refuses %s, and fails the test', async (_, route, parameters) => {
    const github = await startLoopback({ commits });
    const client = await connect({ apiUrl: github.url, token: TOKEN, repository, ...impatient });
    const { problem } = await failureOf(client.rest(purpose, z.unknown(), route, parameters));
    expect(problem.code).toBe('github-unavailable');
    await expect(github.close()).rejects.toThrow('GitHub would not have understood');
  });
});
