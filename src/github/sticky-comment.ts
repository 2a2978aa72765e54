import { z } from 'zod';
import { cutToBytes } from '../report/index.ts';
import type { Client } from './client.ts';
import { createOnce } from './create-once.ts';
import type { AskOverview } from './overview.ts';
import { findOwnComments, listOwnComments, markerOf, type OwnComment } from './own-comments.ts';
import { attempt, type Published } from './published.ts';

/** GitHub refuses 65,536 characters; bytes are never fewer than characters. */
const BODY_BYTES = 59_900;

const purpose = { doing: 'comment on the pull request', permission: 'pull-requests: write' } as const;

const savedComment = z.object({
  id: z.int(),
  html_url: z.string(),
  user: z.object({ login: z.string() }).nullable(),
});
const nothing = z.unknown();

/** What becomes of the comment once there is nothing to mend any more. */
export type WhenReady = 'keep' | 'minimize' | 'delete';

/** A comment that every run brings up to date. */
export interface StickyComment {
  pullRequest: number;
  /** Tells the comments of several checks on one pull request apart: the check's name. */
  key: string;
  /** Markdown. */
  body: string;
  isReady: boolean;
  whenReady: WhenReady;
}

/**
 * Writes the comment over our earlier one, or posts it. Ours is one that begins with the hidden marker **and** was
 * written by the token's own account: anybody can copy a marker.
 */
export function publishComment(
  client: Client,
  comment: StickyComment,
  ask: AskOverview | null = null,
): Promise<Published> {
  return attempt(async () => {
    const marker = markerOf(comment.key);
    const known = ask === null ? null : (await ask([])).comments;
    const [ours = null, ...doubles] = await findOwnComments(client, comment.pullRequest, marker, known);
    const isGone = comment.isReady && comment.whenReady === 'delete';
    for (const { id } of isGone && ours !== null ? [ours, ...doubles] : doubles) await remove(client, id);
    if (isGone) return null;
    const body = cutToBytes(`${marker}\n${comment.body}`, BODY_BYTES);
    const { id, url } = ours === null ? await post(client, comment, marker, body) : await write(client, ours.id, body);
    if (comment.whenReady === 'minimize') await minimize(client, comment, ours, marker, id);
    return url;
  });
}

interface Saved {
  id: number;
  url: string;
  /** The account that wrote it: the token's own. */
  login: string | null;
}

async function write(client: Client, id: number, body: string): Promise<Saved> {
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
  const saved = await client.rest(purpose, savedComment, route, { comment_id: id, body });
  return savedAs(saved);
}

/** Posts, and looks again: of two runs that post at once, the later takes its comment back and writes over the earlier's. */
async function post(client: Client, { pullRequest }: StickyComment, marker: string, body: string): Promise<Saved> {
  const find = (login: string | null) => listOwnComments(client, pullRequest, marker, login);
  const saved = await createOnce(
    client,
    () => create(client, pullRequest, body),
    async () => {
      const [found] = await find(null);
      return found === undefined ? null : write(client, found.id, body);
    },
  );
  const [first] = await find(saved.login);
  if (first === undefined || first.id >= saved.id) return saved;
  const kept = await write(client, first.id, body);
  await remove(client, saved.id);
  return kept;
}

async function create(client: Client, pullRequest: number, body: string): Promise<Saved> {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const saved = await client.rest(purpose, savedComment, route, { issue_number: pullRequest, body });
  return savedAs(saved);
}

function savedAs({ id, html_url: url, user }: z.infer<typeof savedComment>): Saved {
  return { id, url, login: user?.login ?? null };
}

async function remove(client: Client, id: number): Promise<void> {
  await client.rest(purpose, nothing, 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id: id });
}

const MINIMIZE = `mutation Minimize($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { clientMutationId }
}`;
const UNMINIMIZE = `mutation Unminimize($id: ID!) {
  unminimizeComment(input: { subjectId: $id }) { clientMutationId }
}`;

/** Folds the comment away when there is nothing to mend, and unfolds it when there is again. */
async function minimize(
  client: Client,
  { pullRequest, isReady }: StickyComment,
  before: OwnComment | null,
  marker: string,
  id: number,
): Promise<void> {
  if (before?.isMinimized === isReady || (before === null && !isReady)) return;
  const nodeId =
    before?.nodeId ?? (await listOwnComments(client, pullRequest, marker, null)).find((one) => one.id === id)?.nodeId;
  if (nodeId === undefined) return;
  await client.graphql(purpose, nothing, isReady ? MINIMIZE : UNMINIMIZE, { id: nodeId });
}
