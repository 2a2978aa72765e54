import { z } from 'zod';
import type { Review } from '../../model/index.ts';
import { currentApprovals } from '../approvals.ts';
import { known } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import { finding, unproven } from '../judgement.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const params = z.strictObject({
  approvals: z.int().min(1).default(1).describe('How many current approvals are needed'),
});
type Params = z.infer<typeof params>;

const phrases: Phrase[] = [
  {
    subject: '(?:code|peer|pr|pull[- ]request|merge[- ]request|mr|change|patch)[- ]?reviews?',
    states: ['reviewed'],
    unless: /\bself-?/,
  },
  {
    subject: '(?:code|prs?|pull[- ]requests?|merge[- ]requests?|mrs?|changes|patch|diff)',
    states: ['inspected'],
    unless: /\b(?:self|qr|zip|third-party|vendor)\b/,
  },
  {
    subject:
      '(?:reviewed|approved) by (?:a |an |another |the )?(?:(?:peer|senior|squad|tech|team)(?: \\w+)?|peers?|reviewers?|maintainers?|codeowners|code owners|engineers?|developers?|colleagues?)',
    alone: true,
    opens: true,
    unless: /\bself\b/,
  },
];
/** "at least 2 approvals", "reviewed by 2 engineers". */
const reviewers =
  /(?:^|[<>=] ?|at least |minimum (?:of )?|with |has |have |requires? )(\d{1,2})\+? (?:\w+ )?(?:approvals|approval|approving reviews?|reviewers? (?:approved?|sign\w*)|code reviews|peer reviews)\b|(?:^|\b(?:code|prs?|mrs?|requests?|changes|patch|diff|reviewed|review)(?: (?:is|are|has been|have been|must be|should be))? )(?:reviewed|approved) by (?:at least |>= ?|minimum )?(\d{1,2})\+? (?:\w+ )?(?:engineers|developers|reviewers|maintainers|people|peers|team members|colleagues|others)\b/;

/** "Branch protection configured with 2 approvals" approves nothing. */
const setting = /\b(?:protection|rules?|settings?|configured|policy)\b/;

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
  recognise: ({ clauses }) => {
    for (const { words, predicate } of clauses) {
      const found = setting.test(words) ? null : reviewers.exec(`${words} ${predicate}`);
      if (found !== null) return { approvals: Math.max(1, Number(found[1] ?? found[2])) };
    }
    return someSays(clauses, ...phrases) ? {} : undefined;
  },
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
