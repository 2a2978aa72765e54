import type { Finding, Review } from '../model/index.ts';
import type { ChangeReviews } from './known-facts.ts';
import { finding } from './judgement.ts';

/** Who currently approves a change, who objects, and which approvals do not count (with the reason). */
export interface Approvals {
  approvers: string[];
  objectors: string[];
  ignored: Finding[];
}

const opinions = new Set<Review['state']>(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']);

/**
 * For each user the latest of APPROVED, CHANGES_REQUESTED and DISMISSED counts; comments and pending reviews do not, and
 * a dismissal revives no older verdict. Approvals of the author, of people without write access and of another commit
 * than the head are ignored. (GitHub's rules for required reviews.)
 */
export function currentApprovals({ author, head, reviews }: ChangeReviews): Approvals {
  const approvals: Approvals = { approvers: [], objectors: [], ignored: [] };
  for (const review of latestOpinions(reviews).values()) {
    if (review.state === 'DISMISSED' || sameUser(review.user, author)) {
      if (review.state === 'APPROVED')
        approvals.ignored.push(
          finding('note', `${review.user} is the author; an author’s own approval does not count.`),
        );
    } else if (!review.writer) {
      approvals.ignored.push(
        finding('note', `${review.user} is no person with write access; the review does not count.`),
      );
    } else if (review.state === 'CHANGES_REQUESTED') {
      approvals.objectors.push(review.user);
    } else if (head !== null && review.commit !== undefined && review.commit !== head) {
      approvals.ignored.push(
        finding(
          'note',
          `${review.user} approved ${review.commit.slice(0, 10)}, not the head ${head.slice(0, 10)}; the approval is stale.`,
        ),
      );
    } else {
      approvals.approvers.push(review.user);
    }
  }
  return approvals;
}

function latestOpinions(reviews: Review[]): Map<string, Review> {
  const latest = new Map<string, Review>();
  const inOrder = [...reviews].sort((one, other) => Date.parse(one.submittedAt) - Date.parse(other.submittedAt));
  for (const review of inOrder) if (opinions.has(review.state)) latest.set(review.user.toLowerCase(), review);
  return latest;
}

function sameUser(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
