import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBase, readReviews, readReviewsOfCommit, type Client } from '../github/index.ts';
import { ReadFailure, type Change } from '../model/index.ts';
import type { JudgedEvent } from './event.ts';

/**
 * The change that an event asks to be judged, read over the API when a gate needs it. Without a client each reading
 * fails: on GitHub only the API's facts count, and a base that can't be read must not look like none.
 */
export function changeOf(event: JudgedEvent, client: Client | null, workspace: string): Change {
  const { commit, base, pullRequest } = event;
  const place = { prefix: '', readLocal: (path: string) => readFile(join(workspace, path)).catch(() => null) };
  return {
    commit,
    readBase: base === null ? null : async () => readBase(given(client), { base, head: commit }, place),
    readReviews: async () => {
      if (pullRequest === null) return readReviewsOfCommit(given(client), commit);
      // A queue entry is a merge: its pull request's reviews are current at that pull request's own head.
      return readReviews(given(client), pullRequest, event.comments ? commit : null);
    },
  };
}

function given(client: Client | null): Client {
  if (client !== null) return client;
  throw new ReadFailure({
    code: 'no-token',
    message: 'Without a token GitHub can’t be asked for reviews and for the base commit.',
    hint: 'Give the input `github-token: ${{ github.token }}`.',
  });
}
