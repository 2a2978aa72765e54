import { z } from 'zod';
import type { EvidenceReport, Review, ReviewEvidence } from '../model/index.ts';
import type { Client } from './client.ts';

const purpose = { doing: 'read the reviews', permission: 'pull-requests: read' } as const;

/** Stands for a commit that GitHub no longer knows: a review without one is of no current head. */
const NO_COMMIT = '0'.repeat(40);

/** GitHub's name for the author whose account is gone. */
const GHOST = 'ghost';

const author = z.object({ login: z.string() }).nullable();
const reviewsAnswer = z.object({
  repository: z.object({
    pullRequest: z.object({
      author,
      headRefOid: z.string(),
      latestOpinionatedReviews: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(
          z.object({
            state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']),
            submittedAt: z.string(),
            author,
            commit: z.object({ oid: z.string() }).nullable(),
          }),
        ),
      }),
    }),
  }),
});
type PullRequest = z.infer<typeof reviewsAnswer>['repository']['pullRequest'];

/** The latest verdict of each user with write access: comments and pending reviews are none, a dismissal is one. */
const REVIEWS = `query Reviews($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      author { login }
      headRefOid
      latestOpinionatedReviews(first: 100, after: $after, writersOnly: true) {
        pageInfo { hasNextPage endCursor }
        nodes { state submittedAt author { login } commit { oid } }
      }
    }
  }
}`;

/**
 * The reviews of a pull request. They are current at `head`: the judged commit on a pull request, `null` for the pull
 * request's own head elsewhere.
 * @throws {RequestFailure}
 */
export async function readReviews(
  client: Client,
  number: number,
  head: string | null,
): Promise<EvidenceReport<ReviewEvidence>> {
  const reviews: Review[] = [];
  let after: string | null = null;
  for (;;) {
    const pullRequest: PullRequest = await readPage(client, number, after);
    const { pageInfo, nodes } = pullRequest.latestOpinionatedReviews;
    reviews.push(...nodes.map(reviewOf));
    if (pageInfo.hasNextPage && pageInfo.endCursor !== null) {
      after = pageInfo.endCursor;
      continue;
    }
    return {
      provenance: {
        path: `pull request #${number}`,
        format: 'github-reviews',
        sha256: '',
        trust: 'api-verified',
      },
      evidence: {
        kind: 'review',
        author: pullRequest.author?.login ?? GHOST,
        head: head ?? pullRequest.headRefOid,
        reviews,
        defects: [],
      },
    };
  }
}

async function readPage(client: Client, number: number, after: string | null): Promise<PullRequest> {
  const { repository } = await client.graphql(purpose, reviewsAnswer, REVIEWS, { number, after });
  return repository.pullRequest;
}

function reviewOf(node: PullRequest['latestOpinionatedReviews']['nodes'][number]): Review {
  return {
    user: node.author?.login ?? GHOST,
    state: node.state,
    commit: node.commit?.oid ?? NO_COMMIT,
    submittedAt: node.submittedAt,
    writer: true,
  };
}

const pullsAnswer = z.array(
  z.object({ number: z.int(), merged_at: z.string().nullable(), merge_commit_sha: z.string().nullable() }),
);

/**
 * The reviews of the merged pull request that brought the commit, current at that pull request's head; `null` when
 * there is none: the commit was pushed without one.
 * @throws {RequestFailure}
 */
export async function readReviewsOfCommit(
  client: Client,
  commit: string,
): Promise<EvidenceReport<ReviewEvidence> | null> {
  const pulls = await client.rest(purpose, pullsAnswer, 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
    commit_sha: commit,
    per_page: 100,
  });
  const merged = pulls
    .filter((pull) => pull.merged_at !== null)
    .sort((one, other) => (other.merged_at ?? '').localeCompare(one.merged_at ?? ''));
  const bringer = merged.find((pull) => pull.merge_commit_sha === commit) ?? merged[0];
  return bringer === undefined ? null : readReviews(client, bringer.number, null);
}
