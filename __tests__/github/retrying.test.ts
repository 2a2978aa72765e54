import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connect, type Client } from '../../src/github/index.ts';
import { ReadFailure } from '../../src/model/index.ts';
import { commitNamed, faults, files, first, TOKEN, type Fault } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const commit = commitNamed('head');
const commits = new Map([[commit, files({})]]);
const purpose = { doing: 'try', permission: 'checks: write' } as const;
const created = z.object({ id: z.int() });
const anything = z.unknown();

const TREE = `GET git/trees/${commit}`;

function read(client: Client): Promise<unknown> {
  return client.rest(purpose, z.object({ sha: z.string() }), 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    tree_sha: commit,
    recursive: '1',
  });
}

function create(client: Client) {
  return client.rest(purpose, created, 'POST /repos/{owner}/{repo}/check-runs', { name: 'n', head_sha: commit });
}

function update(client: Client, id: number, parameters: object) {
  return client.rest(purpose, created, 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    check_run_id: id,
    conclusion: 'success',
    ...parameters,
  });
}

/** The code of the failure, or `fine`. */
function outcomeOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => 'fine',
    (error: unknown) => (error instanceof ReadFailure ? error.problem.code : error),
  );
}

const momentary = [
  'a server error',
  'a gateway’s page',
  'a dropped connection',
  'an answer that breaks off',
] as const satisfies (keyof typeof faults)[];
const limits = ['too many requests', 'a secondary rate limit'] as const satisfies (keyof typeof faults)[];

describe('what goes wrong once', () => {
  it.each([...momentary, ...limits])('does not keep a read from its answer: %s', (name) =>
    withGitHub({ commits, fail: first(1, () => faults[name]) }, async (client, github) => {
      expect(await outcomeOf(read(client))).toBe('fine');
      expect(askedFor(github)).toEqual([TREE, TREE]);
    }),
  );

  it.each([...momentary, ...limits])('does not keep a query from its answer: %s', (name) =>
    withGitHub({ commits, fail: first(1, () => faults[name]) }, async (client, github) => {
      expect(await outcomeOf(client.graphqlParts(purpose, 'query Viewer { viewer { login } }'))).toBe('fine');
      expect(github.requests).toHaveLength(2);
    }),
  );

  it('is not the hour’s limit that is just being reset', () => {
    const reset = String(Math.floor(Date.now() / 1000));
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    const fault = { status: 403, message: 'API rate limit exceeded', headers };
    return withGitHub({ commits, fail: first(1, () => fault) }, async (client) => {
      expect(await outcomeOf(read(client))).toBe('fine');
    });
  });

  it.each(limits)('lets a refused creation be asked for again: %s', (name) =>
    withGitHub({ commits, fail: first(1, () => faults[name]) }, async (client, github) => {
      expect(await outcomeOf(create(client))).toBe('fine');
      expect(github.state.checkRuns).toHaveLength(1);
    }),
  );

  it.each(momentary)('fails a creation that may have been carried out: %s', (name) =>
    withGitHub({ commits, fail: first(1, () => ({ ...faults[name], carriedOut: true })) }, async (client, github) => {
      expect(await outcomeOf(create(client))).not.toBe('fine');
      expect(askedFor(github)).toEqual(['POST check-runs']);
      expect(github.state.checkRuns).toHaveLength(1);
    }),
  );

  it.each(momentary)('does not keep an update from its answer, unless it must be sent once: %s', (name) =>
    withGitHub({ commits }, async (client, github) => {
      const { id } = await create(client);
      github.state.fail = first(1, () => faults[name]);
      expect(await outcomeOf(update(client, id, {}))).toBe('fine');
      github.state.fail = first(1, () => faults[name]);
      expect(await outcomeOf(update(client, id, { request: { once: true } }))).not.toBe('fine');
    }),
  );
});

describe('what stays wrong', () => {
  it.each<[string, Fault]>([
    ['a lacking permission', faults['a lacking permission']],
    ['a refused token', faults['a refused token']],
    ['something that is not there', { status: 404, message: 'Not Found' }],
    ['a conflict', { status: 409, message: 'Conflict' }],
    ['an invalid request', { status: 422, message: 'Validation Failed' }],
    ['a limit that says no time', { status: 429, message: 'Slow down' }],
    ['a limit that outlasts the budget', { ...faults['too many requests'], headers: { 'retry-after': '16' } }],
  ])('is not asked for again: %s', (_, fault) =>
    withGitHub({ commits, fail: () => fault }, async (client, github) => {
      expect(await outcomeOf(read(client))).not.toBe('fine');
      expect(askedFor(github)).toEqual([TREE]);
    }),
  );

  it('is given up after three retries', () =>
    withGitHub({ commits, fail: () => faults['a server error'] }, async (client, github) => {
      expect(await outcomeOf(read(client))).toBe('github-unavailable');
      expect(github.requests).toHaveLength(4);
    }));

  it('is not asked for again though it was something else before', () => {
    const next: Fault[] = [faults['a server error'], { status: 404, message: 'Not Found' }];
    return withGitHub({ commits, fail: () => next.shift() ?? null }, async (client, github) => {
      expect(await outcomeOf(read(client))).toBe('not-found');
      expect(github.requests).toHaveLength(2);
    });
  });
});

describe('the budget of retries', () => {
  it('is one for all requests', () =>
    withGitHub(
      { commits, fail: () => faults['a server error'] },
      async (client, github) => {
        const tries: number[] = [];
        for (let index = 0; index < 3; index += 1) {
          const before = github.requests.length;
          await outcomeOf(read(client));
          tries.push(github.requests.length - before);
        }
        expect(tries).toEqual([2, 2, 1]);
        expect(await client.waitToRetry()).toBe(false);
      },
      // Room for two first waits of 250 ms.
      { retryBudgetMs: 700 },
    ));

  it('is used up by a request that takes long to fail', async () => {
    let requests = 0;
    const server = createServer((_incoming, outgoing) => {
      requests += 1;
      setTimeout(() => outgoing.writeHead(500).end(), 300);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const client = await connect({
      apiUrl: `http://127.0.0.1:${String(port)}`,
      token: TOKEN,
      repository: { owner: 'octo', name: 'demo' },
      retryBudgetMs: 500,
    });
    expect(await outcomeOf(client.rest(purpose, anything, 'GET /slow'))).toBe('github-unavailable');
    server.close();
    expect(requests).toBe(1);
  });
});
