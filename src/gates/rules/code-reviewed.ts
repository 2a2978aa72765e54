import { z } from 'zod';
import type { Review } from '../../model/index.ts';
import { currentApprovals } from '../approvals.ts';
import { known } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import { finding, unproven } from '../judgement.ts';

const params = z.strictObject({
  approvals: z.int().min(1).default(1).describe('How many current approvals are needed'),
});
type Params = z.infer<typeof params>;

export const gate: Gate<Params> = {
  meta: {
    id: 'code-reviewed',
    order: 10,
    title: 'Code review approved',
    claim:
      'Enough people with write access, none of them the author, approve the change as it stands, and nobody asks for changes.',
    rationale: 'A second reader finds what the first one could not see.',
    remediation: 'Ask somebody with write access for a review of the current head.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['review'],
  params,
  recognise: ({ words }) =>
    /\b(code|peer)[- ]?review(s|ed)?\b.*\b(approved|approval|complete|completed|passed|done)\b|\bcode reviewed\b|\breviewed and approved\b/.test(
      words,
    )
      ? {}
      : undefined,
  strictest: (one, other) => ({ approvals: Math.max(one.approvals, other.approvals) }),
  judge: ({ reviews }, { approvals: needed }) => {
    const expected = { approvals: needed };
    if (reviews.state !== 'known') return unproven(reviews, expected);
    const { approvers, objectors, ignored } = currentApprovals(reviews.value);
    const judged = { actual: { approvals: approvers.length }, expected, evidence: reviews.evidence };
    const notes = [...reviews.notes, ...ignored];
    if (objectors.length > 0) {
      const objections = objectors.map((user) => finding('fail', `${user} requests changes.`));
      return { ...judged, status: 'fail', findings: [...objections, ...notes] };
    }
    if (approvers.length >= needed) return { ...judged, status: 'pass', findings: notes };
    const lacking = finding('fail', `${approvers.length} of ${needed} current approvals.`);
    return { ...judged, status: 'missing', findings: [lacking, ...notes] };
  },
  examples: examples(),
};

function examples(): Example<Params>[] {
  const review = (user: string, state: Review['state'], hour: number, more: Partial<Review> = {}): Review => ({
    user,
    state,
    submittedAt: `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`,
    writer: true,
    ...more,
  });
  const example = (name: string, reviews: Review[], status: Judgement['status'], approvals = 1): Example<Params> => ({
    name,
    facts: { reviews: known({ author: 'ines', head: 'head', reviews }) },
    params: { approvals },
    status,
  });
  return [
    example('one approval of somebody else is enough', [review('omar', 'APPROVED', 9)], 'pass'),
    example('two are needed and one is there', [review('omar', 'APPROVED', 9)], 'missing', 2),
    example('the author’s own approval does not count', [review('INES', 'APPROVED', 9)], 'missing'),
    example('an approval of an older commit is stale', [review('omar', 'APPROVED', 9, { commit: 'older' })], 'missing'),
    example(
      'without write access an approval does not count',
      [review('omar', 'APPROVED', 9, { writer: false })],
      'missing',
    ),
    example(
      'one request for changes outweighs approvals',
      [review('omar', 'APPROVED', 9), review('li', 'CHANGES_REQUESTED', 8)],
      'fail',
    ),
    example(
      'the latest opinion of a user counts',
      [review('omar', 'CHANGES_REQUESTED', 8), review('omar', 'APPROVED', 9)],
      'pass',
    ),
    example('a comment takes nothing back', [review('omar', 'APPROVED', 8), review('omar', 'COMMENTED', 9)], 'pass'),
    example(
      'a dismissal revives no older approval',
      [review('omar', 'APPROVED', 8), review('omar', 'DISMISSED', 9)],
      'missing',
    ),
    { name: 'no review is known', facts: {}, params: { approvals: 1 }, status: 'missing' },
  ];
}
