import { z } from 'zod';
import { cutToBytes } from '../report/index.ts';
import type { Client } from './client.ts';
import { attempt, type Published } from './published.ts';

/** GitHub refuses 65,536 characters; bytes are never fewer than characters. */
const BODY_BYTES = 59_900;

const PAGE = 100;

const purpose = { doing: 'comment on the pull request', permission: 'pull-requests: write' } as const;

const savedComment = z.object({ id: z.int(), html_url: z.string() });
const listedComments = z.array(
  z.object({
    id: z.int(),
    body: z.string().optional(),
    user: z.object({ login: z.string() }).nullable(),
  }),
);
const viewerAnswer = z.object({ viewer: z.object({ login: z.string() }) });

/** A comment that every run brings up to date. */
export interface StickyComment {
  pullRequest: number;
  /** Tells the comments of several checks on one pull request apart: the check's name. */
  key: string;
  /** Markdown. */
  body: string;
}

/**
 * Writes the comment over our earlier one, or posts it. Ours is one that begins with the hidden marker **and** was
 * written by the token's own account: anybody can copy a marker.
 */
export function publishComment(client: Client, comment: StickyComment): Promise<Published> {
  return attempt(async () => {
    const marker = markerOf(comment.key);
    const body = cutToBytes(`${marker}\n${comment.body}`, BODY_BYTES);
    const ours = await findOurs(client, comment.pullRequest, marker);
    const saved =
      ours === null
        ? await client.rest(purpose, savedComment, 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
            issue_number: comment.pullRequest,
            body,
          })
        : await client.rest(purpose, savedComment, 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
            comment_id: ours,
            body,
          });
    return saved.html_url;
  });
}

async function findOurs(client: Client, pullRequest: number, marker: string): Promise<number | null> {
  let me: string | null = null;
  for (let page = 1; ; page += 1) {
    const comments = await client.rest(
      purpose,
      listedComments,
      'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { issue_number: pullRequest, per_page: PAGE, page },
    );
    for (const { id, body, user } of comments) {
      if (user === null || body?.startsWith(marker) !== true) continue;
      me ??= await ownLogin(client);
      if (user.login === me) return id;
    }
    if (comments.length < PAGE) return null;
  }
}

/**
 * The account behind the token, asked only once a marker is found. REST's `GET /user` refuses a job's token; GraphQL's
 * viewer answers to every kind, for a job's with `github-actions[bot]`, as REST names a comment's author.
 */
async function ownLogin(client: Client): Promise<string> {
  const { viewer } = await client.graphql(purpose, viewerAnswer, 'query Viewer { viewer { login } }');
  return viewer.login;
}

/** Percent-encoded, without hyphens: no key can end the HTML comment. */
function markerOf(key: string): string {
  return `<!-- maturity-gates:${encodeURIComponent(key).replaceAll('-', '%2D')} -->`;
}
