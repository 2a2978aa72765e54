import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  apiFacts,
  readBase,
  readReviews,
  readEarlierReport,
  readEarlierRun,
  readReviewsOfCommit,
  type AskOverview,
  type Client,
  type ComparedRuns,
} from '../github/index.ts';
import { ReadFailure, type Base, type Change } from '../model/index.ts';
import type { JudgedEvent } from './event.ts';

/** How the API is asked; `askOverview` is `null` where nothing can be asked together. */
export interface Api {
  client: Client;
  askOverview: AskOverview | null;
}

/** The change of an event, as far as it has been read. */
export interface EventChange extends Change {
  /** Paths that the change touches; `null` when they are unknown, or nobody asked for the base. */
  changedPaths(): Promise<string[] | null>;
}

/**
 * The change that an event asks to be judged, read over the API when a gate needs it. Without one each reading
 * fails: on GitHub only the API's facts count, and a base that can't be read must not look like none.
 */
export function changeOf(event: JudgedEvent, api: Api | null, workspace: string, compared: ComparedRuns): EventChange {
  const { commit, alsoCurrent, base, pullRequest } = event;
  const readLocal = (path: string) => readFile(join(workspace, path)).catch(() => null);
  let known: Promise<Base> | null = null;
  return {
    commit,
    alsoCurrent,
    readBase:
      base === null
        ? null
        : (policy) => {
            known ??= (async () => {
              const { client, askOverview } = given(api);
              return readBase(client, { base, head: commit }, { askOverview, readLocal, policy });
            })();
            return known;
          },
    readReviews: async () => {
      const { client, askOverview } = given(api);
      if (pullRequest === null) return readReviewsOfCommit(client, commit);
      // A queue entry is a merge: its pull request's reviews are current at that pull request's own head.
      return readReviews(client, pullRequest, event.comments ? commit : null, askOverview);
    },
    api: apiFacts(() => given(api).client, { commit, base, pullRequest: event.comments ? pullRequest : null }),
    readBaseline: async () => readEarlierRun(given(api).client, compared, { commit, base }),
    readBaseReport: async () => readEarlierReport(given(api).client, compared, { commit, base }),
    changedPaths: async () => (await known?.catch(() => null))?.changedPaths ?? null,
  };
}

function given(api: Api | null): Api {
  if (api !== null) return api;
  throw new ReadFailure({
    code: 'no-token',
    message: 'Without a token GitHub can’t be asked for reviews, for the base commit or for any other fact.',
    hint: 'Give the input `github-token: ${{ github.token }}`.',
  });
}
