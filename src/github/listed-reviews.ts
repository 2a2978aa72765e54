import { z } from 'zod';
import type { Review, ReviewEvidence } from '../model/index.ts';
import type { Client } from './client.ts';
import { RequestFailure } from './failures.ts';
import { GHOST, NO_COMMIT } from './gone.ts';

const purpose = { doing: 'read the reviews', permission: 'pull-requests: read' } as const;
const permissionPurpose = { doing: "read a reviewer's permission", permission: 'contents: read' } as const;

const PAGE = 100;

const user = z.object({ login: z.string(), type: z.string().optional() }).nullable();
const pullAnswer = z.object({ user, head: z.object({ sha: z.string() }) });
const reviewsAnswer = z.array(
  z.object({
    user,
    state: z.string(),
    commit_id: z.string().nullish(),
    submitted_at: z.string().optional(),
  }),
);
type ListedReview = z.infer<typeof reviewsAnswer>[number];
const permissionAnswer = z.object({ permission: z.string() });

/** Reviews that say yes, no, or that an earlier one no longer counts; comments and pending ones say nothing. */
const OPINIONS = ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'] as const;

/** Reviews, current at the pull request's head. */
export type CurrentReviews = ReviewEvidence & { head: string };

/**
 * The latest verdict of each user by REST, for a server whose GraphQL brings none. Whether a reviewer has write access is
 * asked one by one.
 * @throws {RequestFailure}
 */
export async function listReviews(client: Client, number: number): Promise<CurrentReviews> {
  const place = { pull_number: number };
  const pull = await client.rest(purpose, pullAnswer, 'GET /repos/{owner}/{repo}/pulls/{pull_number}', place);
  const latest = new Map<string, Review>();
  for (const review of await allReviews(client, number)) {
    const state = OPINIONS.find((opinion) => opinion === review.state);
    const login = review.user?.login;
    // Listed in the order of time: the later takes the place of the earlier.
    if (state === undefined || login === undefined) continue;
    latest.set(login, {
      user: login,
      state,
      commit: review.commit_id ?? NO_COMMIT,
      submittedAt: review.submitted_at ?? '',
      writer: isByPerson(state, review.user?.type),
    });
  }
  const reviews: Review[] = [];
  for (const review of latest.values())
    reviews.push({ ...review, writer: review.writer && (await hasWriteAccess(client, review.user)) });
  return { kind: 'review', author: pull.user?.login ?? GHOST, head: pull.head.sha, reviews, defects: [] };
}

/**
 * Whether a review may count. Where a repository lets Actions approve, a pull request's own workflow can do it by the job's
 * token: the approval of a bot is nobody's; its objection is heeded.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/enabling-features-for-your-repository/managing-github-actions-settings-for-a-repository#preventing-github-actions-from-creating-or-approving-pull-requests
 */
export function isByPerson(state: Review['state'], account: string | undefined): boolean {
  return state !== 'APPROVED' || account !== 'Bot';
}

async function allReviews(client: Client, number: number): Promise<ListedReview[]> {
  const all: ListedReview[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await client.rest(purpose, reviewsAnswer, 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      pull_number: number,
      per_page: PAGE,
      page,
    });
    all.push(...answer);
    if (answer.length < PAGE) return all;
  }
}

async function hasWriteAccess(client: Client, username: string): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
  try {
    const { permission } = await client.rest(permissionPurpose, permissionAnswer, route, { username });
    return permission === 'admin' || permission === 'write';
  } catch (error) {
    // Whom the repository does not know has no access to it; an app's account is no user.
    if (error instanceof RequestFailure && error.status === 404) return false;
    throw error;
  }
}
