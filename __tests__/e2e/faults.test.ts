import { describe, expect, it } from '@jest/globals';
import { faults, first, TOKEN, type Fault, type State } from './loopback/index.ts';
import { event, rowsNotPassing, withPullRequest } from './pull-request.ts';
import { runAction, type ActionResult } from './run-action.ts';

const development = { 'target-stage': 'development' };

type Asked = Parameters<State['fail']>;

const isQuery = (...[method, path]: Asked) => method === 'POST' && path === '/graphql';
const isPublishing = (...[method, path]: Asked) => method !== 'GET' && /\/(check-runs|comments)(\/\d+)?$/.test(path);
const isOfFiles = (...[, path]: Asked) => /\/(compare|git\/trees|git\/blobs)\//.test(path);
const isOfReviews = (...[, path]: Asked) => path.endsWith('/pulls/12/reviews');

/** Each kind of failure, and what is said of it. */
const table: [name: string, fault: Fault, said: RegExp][] = [
  ['a server error', faults['a server error'], /GitHub answered with status 500/],
  ['a gateway’s page', faults['a gateway’s page'], /GitHub answered with status 502/],
  ['too many requests', faults['too many requests'], /rate limit is reached/],
  ['a secondary rate limit', faults['a secondary rate limit'], /rate limit is reached/],
  ['a lacking permission', faults['a lacking permission'], /lacks the permission/],
  ['a refused token', faults['a refused token'], /does not accept the token/],
  ['a dropped connection', faults['a dropped connection'], /the API did not answer/],
  ['an answer that breaks off', faults['an answer that breaks off'], /unexpected shape/],
];

/** Nothing that a person should not see. */
function expectNoTrace({ stdout, stderr, summary, outputs }: ActionResult): void {
  const shown = stdout + stderr + summary + JSON.stringify(outputs);
  expect(stderr).toBe('');
  expect(shown).not.toContain(TOKEN);
  expect(shown).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(shown).not.toContain('<html>');
}

describe('publishing that fails', () => {
  it.concurrent.each(table)('leaves the verdict as it is, and is named: %s', (_, fault, said) =>
    withPullRequest({ fail: (...asked) => (isPublishing(...asked) ? fault : null) }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: development });

      expect(result.exitCode).toBe(0);
      expect(result.outputs).toMatchObject({ verdict: 'ready', passed: 'true' });
      for (const place of [result.summary, result.stdout]) {
        expect(place).toMatch(new RegExp(`Could not publish the check run: .*${said.source}`));
        expect(place).toMatch(new RegExp(`Could not comment on the pull request: .*${said.source}`));
      }
      expectNoTrace(result);
    }),
  );

  it.concurrent('leaves a blocked change blocked', () =>
    withPullRequest(
      { fail: (...asked) => (isPublishing(...asked) ? faults['a server error'] : null) },
      async (github, workspace) => {
        const result = await runAction(github, { workspace, event });

        expect(result.exitCode).toBe(1);
        expect(result.outputs).toMatchObject({ verdict: 'blocked', passed: 'false' });
      },
    ),
  );
});

describe('reading that fails', () => {
  // The others differ in what is said only, and cost a run the budget of its retries.
  const some = table.filter(([name]) => !['a gateway’s page', 'too many requests'].includes(name));

  it.concurrent.each(some)('makes the gates that need it an error, and is named: %s', (_, fault, said) =>
    withPullRequest(
      { fail: (...asked) => (isQuery(...asked) || isOfFiles(...asked) || isOfReviews(...asked) ? fault : null) },
      async (github, workspace) => {
        const result = await runAction(github, { workspace, event, inputs: development });

        expect(result.exitCode).toBe(1);
        expect(result.outputs).toMatchObject({ verdict: 'inconclusive', passed: 'false' });
        expect(rowsNotPassing(result)).toEqual(
          expect.arrayContaining(['code-reviewed error', 'policy-unweakened error']),
        );
        expect(result.summary).toMatch(said);
        expectNoTrace(result);
      },
    ),
  );

  it.concurrent.each<[string, (...asked: Asked) => boolean, string]>([
    ['reviews', (...asked) => isQuery(...asked) || isOfReviews(...asked), 'code-reviewed error'],
    ['files', isOfFiles, 'policy-unweakened error'],
  ])('of the %s alone makes no other gate an error', (_, isMeant, row) =>
    withPullRequest(
      { fail: (...asked) => (isMeant(...asked) ? faults['a lacking permission'] : null) },
      async (github, workspace) => {
        const result = await runAction(github, { workspace, event, inputs: development });

        expect(result.exitCode).toBe(1);
        expect(rowsNotPassing(result).filter((other) => other.endsWith('error'))).toEqual([row]);
      },
    ),
  );

  it.concurrent('passes nothing, even when advisory', () =>
    withPullRequest(
      { fail: (...asked) => (isOfFiles(...asked) ? faults['a lacking permission'] : null) },
      async (github, workspace) => {
        const inputs = { ...development, enforce: 'false' };
        const result = await runAction(github, { workspace, event, inputs });

        expect(result.outputs).toMatchObject({ verdict: 'inconclusive', passed: 'false' });
        expect(github.state.checkRuns.map(({ conclusion }) => conclusion)).not.toContain('success');
      },
    ),
  );
});

/** Every kind of request, by method and path without numbers, fails the first time that it is sent. */
function eachOnce(fault: Fault): State['fail'] {
  const fails = new Map<string, State['fail']>();
  return (method, path, body) => {
    const kind = `${method} ${path.replaceAll(/[0-9a-f]{40}|\d+/g, '')}`;
    const fail = fails.get(kind) ?? first(1, () => fault);
    fails.set(kind, fail);
    return fail(method, path, body);
  };
}

describe('what fails once', () => {
  it.concurrent.each<[string, Fault]>([
    ['a server error', faults['a server error']],
    ['a secondary rate limit', faults['a secondary rate limit']],
    ['a dropped connection', faults['a dropped connection']],
    ['an answer that breaks off', faults['an answer that breaks off']],
    ['a gateway’s page for what was carried out', { ...faults['a gateway’s page'], carriedOut: true }],
    ['an answer that breaks off to what was carried out', { ...faults['an answer that breaks off'], carriedOut: true }],
  ])('leaves the run as it is without: %s', (_, fault) =>
    withPullRequest({ fail: eachOnce(fault) }, async (github, workspace) => {
      const result = await runAction(github, { workspace, event, inputs: development });

      expect(rowsNotPassing(result)).toEqual([]);
      expect(result.exitCode).toBe(0);
      expect(result.stdout).not.toContain('::warning');
      expect(github.state.checkRuns).toMatchObject([{ name: 'Maturity', conclusion: 'success' }]);
      expect(github.state.comments).toMatchObject([{ issue: 12 }]);
      expectNoTrace(result);
    }),
  );
});
