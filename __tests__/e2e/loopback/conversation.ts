import { ok, page, refuse, type Answer } from './answer.ts';
import type { Asked } from './contract.ts';
import type { State } from './state.ts';

/** What each operation takes. */
export const conversationPermissions: Record<string, [keyof State['permissions'], 'read' | 'write']> = {
  'issues/delete-comment': ['pull-requests', 'write'],
  'pulls/get': ['pull-requests', 'read'],
  'pulls/list-reviews': ['pull-requests', 'read'],
  'repos/get-collaborator-permission-level': ['contents', 'read'],
};

/** Comments that are taken back, and reviews as REST tells them: one by one, without saying who has write access. */
export const conversationHandlers: Record<string, (asked: Asked, state: State) => Answer> = {
  'issues/delete-comment': ({ path }, state) => {
    const index = state.comments.findIndex(({ id }) => id === Number(path.comment_id));
    if (index < 0) return refuse(404, 'Not Found');
    state.comments.splice(index, 1);
    return ok(undefined, 204);
  },
  'pulls/get': ({ path }, state) => {
    const found = state.pullRequests.find(({ number }) => number === Number(path.pull_number));
    if (found === undefined) return refuse(404, 'Not Found');
    return ok({ number: found.number, user: { login: found.author }, head: { sha: found.head } });
  },
  'pulls/list-reviews': ({ path, query }, state) => {
    const found = state.pullRequests.find(({ number }) => number === Number(path.pull_number));
    if (found === undefined) return refuse(404, 'Not Found');
    const reviews = found.reviews.map(({ author, state: opinion, commit, submittedAt }) => ({
      user: author === null ? null : { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
      state: opinion,
      commit_id: commit,
      submitted_at: submittedAt,
    }));
    return ok(page(reviews, query));
  },
  'repos/get-collaborator-permission-level': ({ path }, state) => {
    const isWriter = state.pullRequests.some(({ reviews }) => reviews.some(({ author }) => author === path.username));
    const permission = isWriter && !state.readers.includes(path.username ?? '') ? 'write' : 'read';
    return ok({ permission, role_name: permission, user: { login: path.username } });
  },
};
