import { describe, expect, it } from '@jest/globals';
import { publishCheckRun, publishComment, type Client, type Published } from '../../src/github/index.ts';
import { commitNamed, faults, files, first, type Fault, type State } from '../e2e/loopback/index.ts';
import { withGitHub } from './loopback.ts';

const commit = commitNamed('head');
const commits = new Map([[commit, files({})]]);

function sayCheckRun(client: Client): Promise<Published> {
  const texts = { title: 't', summary: 's', text: '' };
  const run = { name: 'n', commit, conclusion: 'success' as const, reference: '1/1', annotations: [], ...texts };
  return publishCheckRun(client, run, null);
}

function sayComment(client: Client): Promise<Published> {
  const comment = { pullRequest: 12, key: 'n', body: 'b', isReady: false, whenReady: 'keep' } as const;
  return publishComment(client, comment, null);
}

interface Publishing {
  say: (client: Client) => Promise<Published>;
  /** Makes those requests fail. */
  fails: (fault: Fault) => State['fail'];
  /** Whether there is something to bring up to date. */
  again: boolean;
}

function publishing(say: Publishing['say'], method: string, path: RegExp): Publishing {
  const again = method === 'PATCH';
  // A check run that may not be updated is another app's: then one of our own is begun, which has to fail as well.
  const isMeant = (sent: string) => sent === method || (again && sent === 'POST');
  return { say, fails: (fault) => (sent, to) => (isMeant(sent) && path.test(to) ? fault : null), again };
}

const requests: [name: string, Publishing][] = [
  ['the list of check runs', publishing(sayCheckRun, 'GET', /\/check-runs$/)],
  ['the creation of a check run', publishing(sayCheckRun, 'POST', /\/check-runs$/)],
  ['the update of a check run', publishing(sayCheckRun, 'PATCH', /\/check-runs(\/\d+)?$/)],
  ['the list of comments', publishing(sayComment, 'GET', /\/comments$/)],
  ['the creation of a comment', publishing(sayComment, 'POST', /\/comments$/)],
  ['the update of a comment', publishing(sayComment, 'PATCH', /\/comments\/\d+$/)],
];

const codes: [keyof typeof faults, code: string][] = [
  ['a server error', 'github-unavailable'],
  ['a gateway’s page', 'github-unavailable'],
  ['too many requests', 'rate-limited'],
  ['a secondary rate limit', 'rate-limited'],
  ['a lacking permission', 'missing-permission'],
  ['a refused token', 'bad-credentials'],
  ['a dropped connection', 'github-unreachable'],
  ['an answer that breaks off', 'unexpected-answer'],
];

describe.each(requests)('%s', (_, { say, fails, again }) => {
  const before = async (client: Client) => (again ? say(client) : null);

  it.each(codes)('that fails by %s is a problem, not an exception', (name, code) =>
    withGitHub(
      { commits },
      async (client, github) => {
        await before(client);
        github.state.fail = fails(faults[name]);
        expect(await say(client)).toMatchObject({ url: null, problem: { code } });
      },
      { retryBudgetMs: 0 },
    ),
  );

  it.each<[string, Fault]>([
    ['by a dropped connection', faults['a dropped connection']],
    ['by a server error though it is done', { ...faults['a server error'], carriedOut: true }],
    ['by an answer that breaks off though it is done', { ...faults['an answer that breaks off'], carriedOut: true }],
  ])('that fails once %s is made up for, and nothing is there twice', (_name, fault) =>
    withGitHub({ commits }, async (client, github) => {
      await before(client);
      github.state.fail = first(1, fails(fault));
      expect((await say(client)).problem).toBeNull();
      expect(await say(client)).toMatchObject({ problem: null });
      expect([...github.state.checkRuns, ...github.state.comments]).toHaveLength(1);
    }),
  );
});
