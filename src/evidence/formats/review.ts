import { z } from 'zod';
import { parsed, type ReviewEvidence } from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';

const name = z.string().min(1);

const fact = z.strictObject({
  kind: z.literal('review'),
  author: name,
  head: name.optional(),
  reviews: z.array(
    z.strictObject({
      user: name,
      state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED', 'COMMENTED', 'PENDING']),
      commit: name.optional(),
      submittedAt: z.iso.datetime({ offset: true }),
      writer: z.boolean(),
    }),
  ),
});

/** Reviews of a pull request as a file, for runs without GitHub's API. States as in https://docs.github.com/en/rest/pulls/reviews */
export const format: Format<ReviewEvidence> = {
  id: 'review',
  title: 'reviews (JSON)',
  kind: 'review',
  produce: `gh pr view --json author,headRefOid,reviews --jq '{kind: "review", author: .author.login, head: .headRefOid, reviews: [.reviews[] | {user: .author.login, state, commit: .commit.oid, submittedAt, writer: (.authorAssociation | IN("OWNER", "MEMBER", "COLLABORATOR"))}]}' > reports/review.json`,
  usualNames: ['**/review*.json'],
  sniff: ({ text }) =>
    /^\s*\{/.test(text) && /"kind"\s*:\s*"review"/.test(text) && /"(?:author|reviews)"\s*:/.test(text),
  async parse(source, path) {
    const json = await readJson(
      source,
      path,
      fact,
      '{kind: "review", author, head?, reviews: [{user, state, commit?, submittedAt, writer}]}',
    );
    return json.ok ? parsed({ ...json.value, defects: [] }) : json;
  },
};
