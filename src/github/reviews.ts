import { z } from 'zod';
import type { EvidenceReport, Review, ReviewEvidence } from '../model/index.ts';
import type { Client } from './client.ts';
import { RequestFailure, unexpectedAnswer } from './failures.ts';
import { GHOST, NO_COMMIT } from './gone.ts';
import { isByPerson, listReviews, type CurrentReviews } from './listed-reviews.ts';
import { REVIEWS, reviewsPart, type AskOverview, type ReviewsPart } from './overview.ts';

const purpose = { doing: 'read the reviews', permission: 'pull-requests: read' } as const;

/**
 * The reviews of a pull request. They are current at `head`: the judged commit on a pull request, `null` for the pull
 * request's own head elsewhere. Where GraphQL brings nothing, REST is asked.
 * @throws {RequestFailure}
 */
export async function readReviews(
  client: Client,
  number: number,
  head: string | null,
  askOverview: AskOverview | null = null,
): Promise<EvidenceReport<ReviewEvidence>> {
  const first = askOverview === null ? null : (await askOverview([])).reviews;
  const evidence = await readPages(client, number, first).catch((error: unknown) => {
    if (!(error instanceof RequestFailure)) throw error;
    return listReviews(client, number);
  });
  return {
    provenance: { path: `pull request #${number}`, format: 'github-reviews', sha256: '', trust: 'api-verified' },
    evidence: { ...evidence, head: head ?? evidence.head },
  };
}

async function readPages(client: Client, number: number, first: ReviewsPart | null): Promise<CurrentReviews> {
  let page = first ?? (await readPage(client, number, null));
  const reviews: Review[] = page.latestOpinionatedReviews.nodes.map(reviewOf);
  for (;;) {
    const { hasNextPage, endCursor } = page.latestOpinionatedReviews.pageInfo;
    if (!hasNextPage) break;
    // An objection may stand on the page that can't be asked for.
    if (endCursor === null) throw unexpectedAnswer(purpose);
    page = await readPage(client, number, endCursor);
    reviews.push(...page.latestOpinionatedReviews.nodes.map(reviewOf));
  }
  return { kind: 'review', author: page.author?.login ?? GHOST, head: page.headRefOid, reviews, defects: [] };
}

const pageAnswer = z.object({ repository: z.object({ pullRequest: reviewsPart }) });

const PAGE = `query Reviews($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    ${REVIEWS}
  } }
}`;

async function readPage(client: Client, number: number, after: string | null): Promise<ReviewsPart> {
  const { repository } = await client.graphql(purpose, pageAnswer, PAGE, { number, after });
  return repository.pullRequest;
}

function reviewOf(node: ReviewsPart['latestOpinionatedReviews']['nodes'][number]): Review {
  return {
    user: node.author?.login ?? GHOST,
    state: node.state,
    commit: node.commit?.oid ?? NO_COMMIT,
    submittedAt: node.submittedAt,
    writer: isByPerson(node.state, node.author?.__typename),
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
  return bringer === undefined ? null : readReviews(client, bringer.number, null, null);
}
