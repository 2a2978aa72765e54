import { describe, expect, it } from '@jest/globals';
import { overviewOf, readReviews, readReviewsOfCommit } from '../../src/github/index.ts';
import { commitNamed, type State } from '../e2e/loopback/index.ts';
import { withGitHub } from './loopback.ts';

const head = commitNamed('head');
const older = commitNamed('older');
const merge = commitNamed('merge');

type PullRequest = State['pullRequests'][number];
type Review = PullRequest['reviews'][number];

const approval: Review = { author: 'bea', state: 'APPROVED', commit: head, submittedAt: '2026-10-01T10:00:00Z' };

function pullRequest(changes: Partial<PullRequest> = {}): PullRequest {
  return { number: 12, author: 'ada', head, commits: [head], merged: null, reviews: [], ...changes };
}

describe('the reviews of a pull request', () => {
  it('are the latest verdict of each writer, with the commit that was looked at', () =>
    withGitHub(
      {
        pullRequests: [
          pullRequest({
            reviews: [approval, { ...approval, author: 'cleo', state: 'CHANGES_REQUESTED', commit: older }],
          }),
        ],
      },
      async (client) => {
        const { provenance, evidence } = await readReviews(client, 12, head);

        expect(provenance).toMatchObject({ path: 'pull request #12', trust: 'api-verified' });
        expect(evidence).toMatchObject({ kind: 'review', author: 'ada', head, defects: [] });
        expect(evidence.reviews).toEqual([
          { user: 'bea', state: 'APPROVED', commit: head, submittedAt: '2026-10-01T10:00:00Z', writer: true },
          {
            user: 'cleo',
            state: 'CHANGES_REQUESTED',
            commit: older,
            submittedAt: '2026-10-01T10:00:00Z',
            writer: true,
          },
        ]);
      },
    ));

  it('are current at the judged commit, not at one that was pushed since', () =>
    withGitHub({ pullRequests: [pullRequest({ head: commitNamed('newer') })] }, async (client) => {
      expect((await readReviews(client, 12, head)).evidence.head).toBe(head);
    }));

  it('are read to the last page', () =>
    withGitHub(
      {
        pullRequests: [
          pullRequest({
            reviews: Array.from({ length: 230 }, (_, index) => ({ ...approval, author: `user${index}` })),
          }),
        ],
      },
      async (client, github) => {
        const { evidence } = await readReviews(client, 12, head);
        expect(new Set(evidence.reviews.map(({ user }) => user)).size).toBe(230);
        expect(github.requests).toHaveLength(3);
      },
    ));

  it('of a commit that GitHub has forgotten are of no current head', () =>
    withGitHub(
      { pullRequests: [pullRequest({ reviews: [{ ...approval, commit: null, author: null }] })] },
      async (client) => {
        const [review] = (await readReviews(client, 12, head)).evidence.reviews;
        expect(review).toMatchObject({ user: 'ghost', commit: '0000000000000000000000000000000000000000' });
      },
    ));

  it('come by REST where GraphQL brings none, and only from people with write access', () =>
    withGitHub(
      {
        pullRequests: [
          pullRequest({
            reviews: [
              { ...approval, author: 'cleo', submittedAt: '2026-09-01T10:00:00Z' },
              { ...approval, author: 'cleo', state: 'CHANGES_REQUESTED' },
              approval,
              { ...approval, author: 'dan' },
            ],
          }),
        ],
        readers: ['dan'],
        fail: (_method, path) => (path === '/graphql' ? { status: 404, message: 'Not Found' } : null),
      },
      async (client) => {
        const { evidence } = await readReviews(client, 12, null);
        expect(evidence).toMatchObject({ author: 'ada', head });
        expect(evidence.reviews.map(({ user, state, writer }) => [user, state, writer])).toEqual([
          ['cleo', 'CHANGES_REQUESTED', true],
          ['bea', 'APPROVED', true],
          ['dan', 'APPROVED', false],
        ]);
      },
    ));

  it.each([
    ['GraphQL', () => null],
    ['REST', (_method: string, path: string) => (path === '/graphql' ? { status: 404, message: 'Not Found' } : null)],
  ])(
    'count no approval of a bot, which the change’s own workflow may have given, but its objection: by %s',
    (_by, fail) =>
      withGitHub(
        {
          pullRequests: [
            pullRequest({
              reviews: [
                { ...approval, author: 'github-actions[bot]' },
                { ...approval, author: 'critic[bot]', state: 'CHANGES_REQUESTED' },
                approval,
              ],
            }),
          ],
          fail,
        },
        async (client) => {
          const { evidence } = await readReviews(client, 12, head);
          const counted = evidence.reviews.filter(({ writer }) => writer).map(({ user }) => user.replace('[bot]', ''));
          expect(counted.toSorted()).toEqual(['bea', 'critic']);
        },
      ),
  );

  it.each([
    [
      'who wrote one can’t be told',
      { author: null, hasNextPage: false },
      [{ message: 'no', path: ['repository', 'pullRequest', 'author'] }],
    ],
    ['the next page can’t be asked for', { author: { login: 'ada' }, hasNextPage: true }, []],
  ])('are asked for anew where GraphQL’s answer is partial: %s', (_what, { author, hasNextPage }, errors) => {
    const pageInfo = { hasNextPage, endCursor: null };
    const pullRequestPart = { author, headRefOid: head, latestOpinionatedReviews: { pageInfo, nodes: [] } };
    const partial = Promise.resolve({ data: { repository: { pullRequest: pullRequestPart } }, errors });
    return withGitHub(
      { pullRequests: [pullRequest({ reviews: [{ ...approval, state: 'CHANGES_REQUESTED' }] })] },
      async (client) => {
        const ask = overviewOf(
          { ...client, graphqlParts: () => partial },
          { pullRequest: 12, commit: head, checkName: 'Maturity' },
        );
        const { evidence } = await readReviews(client, 12, head, ask);
        expect(evidence.author).toBe('ada');
        expect(evidence.reviews.map(({ user, state }) => [user, state])).toEqual([['bea', 'CHANGES_REQUESTED']]);
      },
    );
  });

  it('that may not be read are a failure that names the permission', () =>
    withGitHub(
      { pullRequests: [pullRequest()], permissions: { checks: 'write', contents: 'read', 'pull-requests': 'none' } },
      async (client) => {
        await expect(readReviews(client, 12, head)).rejects.toMatchObject({
          name: 'RequestFailure',
          problem: { code: 'missing-permission', message: expect.stringContaining('`pull-requests: read`') },
        });
      },
    ));

  it('of a pull request that is not there are a failure', () =>
    withGitHub({}, async (client) => {
      await expect(readReviews(client, 99, head)).rejects.toMatchObject({ problem: { code: 'not-found' } });
    }));
});

describe('the reviews of a pushed commit', () => {
  const merged = pullRequest({
    commits: [merge],
    merged: { commit: merge, at: '2026-10-02T00:00:00Z' },
    reviews: [approval],
  });

  it("are those of the merged pull request that brought it, current at that one's head", () =>
    withGitHub({ pullRequests: [merged] }, async (client) => {
      const found = await readReviewsOfCommit(client, merge);
      expect(found?.evidence).toMatchObject({ author: 'ada', head });
      expect(found?.evidence.reviews).toHaveLength(1);
    }));

  it('are those of the pull request whose merge it is, when it went through several', () =>
    withGitHub(
      {
        pullRequests: [
          { ...merged, number: 13, author: 'zoe', merged: { commit: older, at: '2026-11-01T00:00:00Z' } },
          merged,
        ],
      },
      async (client) => {
        expect((await readReviewsOfCommit(client, merge))?.evidence.author).toBe('ada');
      },
    ));

  it('are those of the pull request merged last, when the commit came within several', () => {
    const within = (number: number, author: string, at: string): PullRequest => ({
      ...merged,
      number,
      author,
      merged: { commit: older, at },
    });
    const pullRequests = [within(13, 'zoe', '2026-10-05T00:00:00Z'), within(14, 'yan', '2026-11-01T00:00:00Z')];
    return withGitHub({ pullRequests }, async (client) => {
      expect((await readReviewsOfCommit(client, merge))?.evidence.author).toBe('yan');
    });
  });

  it('are none when the pull request is still open', () =>
    withGitHub({ pullRequests: [{ ...merged, merged: null }] }, async (client) => {
      expect(await readReviewsOfCommit(client, merge)).toBeNull();
    }));

  it('are none when it was pushed without a pull request', () =>
    withGitHub({}, async (client) => {
      expect(await readReviewsOfCommit(client, merge)).toBeNull();
    }));
});
