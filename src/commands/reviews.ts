import type { ChangeReviews, Known } from '../gates/index.ts';
import { finding } from '../gates/index.ts';
import { ReadFailure, type Change, type EvidenceSet } from '../model/index.ts';

/** The reviews of the change: from the API where there is one, else from review files, shown as self-reported. */
export async function reviewsOf(change: Change, evidence: EvidenceSet): Promise<Known<ChangeReviews>> {
  return change.readReviews === null ? fromFiles(evidence, change.commit) : fromApi(change.readReviews);
}

async function fromApi(read: NonNullable<Change['readReviews']>): Promise<Known<ChangeReviews>> {
  try {
    const fact = await read();
    if (fact === null) return { state: 'missing', why: 'The API knows of no pull request that contains this commit.' };
    const { author, head, reviews } = fact.evidence;
    return {
      state: 'known',
      value: { author, head: head ?? null, reviews },
      evidence: [fact.provenance],
      notes: [finding('note', 'Verified by the API.')],
    };
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { state: 'error', problems: [error.problem], evidence: [] };
  }
}

function fromFiles({ reviews, unreliable }: EvidenceSet, commit: string | null): Known<ChangeReviews> {
  const broken = unreliable.filter(({ kind }) => kind === 'review');
  if (broken.length > 0) {
    return {
      state: 'error',
      problems: broken.flatMap(({ problems }) => problems),
      evidence: broken.map(({ provenance }) => provenance),
    };
  }
  const [first, ...rest] = reviews;
  if (first === undefined)
    return { state: 'missing', why: 'No review is known: no API was asked, and no review file was found.' };
  const provenances = reviews.map(({ provenance }) => provenance);
  const other = rest.find(
    ({ evidence }) => evidence.author !== first.evidence.author || evidence.head !== first.evidence.head,
  );
  if (other !== undefined) {
    const problem = {
      code: 'reviews-disagree',
      message: `${first.provenance.path} and ${other.provenance.path} speak of different changes.`,
      at: { path: other.provenance.path },
      hint: 'Keep the reviews of one change only.',
    };
    return { state: 'error', problems: [problem], evidence: provenances };
  }
  return {
    state: 'known',
    value: {
      author: first.evidence.author,
      head: first.evidence.head ?? commit,
      reviews: reviews.flatMap(({ evidence }) => evidence.reviews),
    },
    evidence: provenances,
    notes: [finding('note', 'Self-reported: read from a file, not from the API.')],
  };
}
