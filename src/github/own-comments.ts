import { z } from 'zod';
import type { Client } from './client.ts';
import { RequestFailure } from './failures.ts';
import type { CommentsPart } from './overview.ts';

const PAGE = 100;

const purpose = { doing: 'comment on the pull request', permission: 'pull-requests: write' } as const;

const listedComments = z.array(
  z.object({
    id: z.int(),
    node_id: z.string(),
    body: z.string().optional(),
    user: z.object({ login: z.string() }).nullable(),
  }),
);

/** A comment that an earlier run wrote. */
export interface OwnComment {
  id: number;
  /** Its name in GraphQL. */
  nodeId: string;
  /** `null`: not known. */
  isMinimized: boolean | null;
}

/** Our comments on a pull request, oldest first. What is known of them spares the listing where it is all of them. */
export async function findOwnComments(
  client: Client,
  pullRequest: number,
  marker: string,
  known: CommentsPart | null,
): Promise<OwnComment[]> {
  const seen = (known?.nodes ?? []).filter(({ body, viewerDidAuthor }) => viewerDidAuthor && body.startsWith(marker));
  if (known !== null && (seen.length > 0 || !known.pageInfo.hasNextPage)) {
    return seen.map(({ id, fullDatabaseId, isMinimized }) => ({ id: fullDatabaseId, nodeId: id, isMinimized }));
  }
  return listOwnComments(client, pullRequest, marker, null);
}

/** Our comments as they are now, oldest first. The account behind the token is asked for where it is not known (`null`). */
export async function listOwnComments(
  client: Client,
  pullRequest: number,
  marker: string,
  login: string | null,
): Promise<OwnComment[]> {
  const own: OwnComment[] = [];
  let me = login;
  for (let page = 1; ; page += 1) {
    const comments = await client.rest(
      purpose,
      listedComments,
      'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { issue_number: pullRequest, per_page: PAGE, page },
    );
    for (const { id, node_id: nodeId, body, user } of comments) {
      if (user === null || body?.startsWith(marker) !== true) continue;
      me ??= await ownLogin(client);
      if (user.login === me) own.push({ id, nodeId, isMinimized: null });
    }
    if (comments.length < PAGE) return own;
  }
}

const viewerAnswer = z.object({ viewer: z.object({ login: z.string() }) });

/** The account behind the token of a job, as REST names a comment's author. */
const JOB_ACCOUNT = 'github-actions[bot]';

/**
 * The account behind the token, asked only once a marker is found. REST's `GET /user` refuses a job's token; GraphQL's
 * viewer answers to every kind. Where there is none, the token is taken for a job's.
 */
async function ownLogin(client: Client): Promise<string> {
  try {
    const { viewer } = await client.graphql(purpose, viewerAnswer, 'query Viewer { viewer { login } }');
    return viewer.login;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return JOB_ACCOUNT;
  }
}

/** Percent-encoded, without hyphens: no key can end the HTML comment. */
export function markerOf(key: string): string {
  return `<!-- maturity-gates:${encodeURIComponent(key).replaceAll('-', '%2D')} -->`;
}
