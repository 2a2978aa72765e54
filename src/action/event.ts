import { z } from 'zod';
import { parsed, unparsed, type Parsed } from '../model/index.ts';

/** What an event asks to be judged. */
export interface JudgedEvent {
  name: string;
  /** The commit to judge, and to hang the check run on. */
  commit: string;
  /** The test merge of `commit` that the event's jobs check out: what they measure there is as good as the head's. */
  alsoCurrent: string[];
  /** The base commit whose policy is in force; `null` where nothing is compared (push, schedule, dispatch). */
  base: string | null;
  /** The pull request whose reviews count; `null`: that of the commit, if any. */
  pullRequest: number | null;
  /** Whether the event is the pull request's own, so that a comment belongs there. */
  comments: boolean;
  /** From another repository, or one that is gone: its token is read-only. */
  isFork: boolean;
  /** Commits that a workspace may hold for the judgement to be one of `commit`; `null`: any, the runner chose it. */
  checkouts: string[] | null;
}

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);

const pullRequestPayload = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    merge_commit_sha: sha.nullish(),
    head: z.object({ sha, repo: z.object({ full_name: z.string() }).nullable() }),
    base: z.object({ sha, repo: z.object({ full_name: z.string() }) }),
  }),
});

const mergeGroupPayload = z.object({
  merge_group: z.object({ head_sha: sha, base_sha: sha, head_ref: z.string() }),
});

/**
 * What to judge, by event (`workflow_run`, which judges nothing, is not among them). On a pull request `GITHUB_SHA` is a test merge (or the default branch, for
 * `pull_request_target`), so the head is judged; a queue entry has a base of its own. All others are judged at `GITHUB_SHA`.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export function readEvent(name: string, payload: unknown, githubSha: string): Parsed<JudgedEvent> {
  switch (name) {
    case 'pull_request':
    case 'pull_request_review':
    case 'pull_request_target':
      return readPullRequest(name, payload, githubSha);
    case 'merge_group':
      return readMergeGroup(name, payload);
    default:
      return parsed({
        name,
        commit: githubSha,
        alsoCurrent: [],
        base: null,
        pullRequest: null,
        comments: false,
        isFork: false,
        checkouts: null,
      });
  }
}

function readPullRequest(name: string, payload: unknown, githubSha: string): Parsed<JudgedEvent> {
  const checked = pullRequestPayload.safeParse(payload);
  if (!checked.success) return unparsed(unreadablePayload(name, checked.error));
  const { number, head, base, merge_commit_sha: testMerge } = checked.data.pull_request;
  return parsed({
    name,
    commit: head.sha,
    alsoCurrent: name === 'pull_request_target' ? [...(testMerge ? [testMerge] : [])] : [githubSha],
    base: base.sha,
    pullRequest: number,
    comments: true,
    isFork: head.repo?.full_name !== base.repo.full_name,
    // Here the runner checks out the default branch: judging that would pass the pull request unseen.
    checkouts: name === 'pull_request_target' ? [head.sha, ...(testMerge ? [testMerge] : [])] : null,
  });
}

/** `refs/heads/gh-readonly-queue/main/pr-104-<sha of the base>` */
const QUEUE_REF = /\/pr-(\d{1,15})-[0-9a-f]{40,64}$/;

function readMergeGroup(name: string, payload: unknown): Parsed<JudgedEvent> {
  const checked = mergeGroupPayload.safeParse(payload);
  if (!checked.success) return unparsed(unreadablePayload(name, checked.error));
  const { head_sha: commit, base_sha: base, head_ref: ref } = checked.data.merge_group;
  const number = QUEUE_REF.exec(ref)?.[1];
  return parsed({
    name,
    commit,
    alsoCurrent: [],
    base,
    pullRequest: number === undefined ? null : Number(number),
    comments: false,
    isFork: false,
    checkouts: null,
  });
}

/** A payload that can't be read must not be judged as a commit without a base. */
function unreadablePayload(name: string, error: z.ZodError) {
  const at = error.issues[0]?.path.join('.') ?? '';
  return {
    code: 'unreadable-event',
    message: `The payload of the event \`${name}\` lacks what is to be judged${at === '' ? '' : ` (\`${at}\`)`}.`,
    hint: 'Check `GITHUB_EVENT_PATH`: the runner writes it, a step may have overwritten it.',
  };
}
