import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { changeOf } from '../../src/action/change.ts';
import type { JudgedEvent } from '../../src/action/event.ts';
import { commitNamed, files } from '../e2e/loopback/index.ts';
import { withGitHub } from '../github/loopback.ts';

const head = commitNamed('head');
const base = commitNamed('base');
const merge = commitNamed('queue entry');
const compared = { workflow: 'ci.yml', branch: 'main' };

const pullRequest: JudgedEvent = {
  name: 'pull_request',
  commit: head,
  base,
  pullRequest: 12,
  comments: true,
  isFork: false,
  alsoCurrent: [],
  checkouts: null,
};
const stored = { number: 12, author: 'ada', head, commits: [head], merged: null, reviews: [] };

describe('the change of an event', () => {
  it('has base and reviews on a pull request', () =>
    withGitHub(
      {
        commits: new Map([
          [base, files({ a: '1' })],
          [head, files({ a: '2' })],
        ]),
        pullRequests: [stored],
      },
      async (client) => {
        const change = changeOf(pullRequest, { client, askOverview: null }, tmpdir(), compared);
        expect(change.commit).toBe(head);
        expect((await change.readBase?.({ paths: [], globs: [] }))?.changedPaths).toEqual(['a']);
        expect((await change.readReviews?.())?.evidence.head).toBe(head);
      },
    ));

  it("takes a queue entry's reviews as current at the pull request's head", () =>
    withGitHub({ pullRequests: [stored] }, async (client) => {
      const change = changeOf(
        { ...pullRequest, name: 'merge_group', commit: merge, comments: false },
        { client, askOverview: null },
        tmpdir(),
        compared,
      );
      expect((await change.readReviews?.())?.evidence.head).toBe(head);
    }));

  it('has no base on a push, and the reviews of the merged pull request', () =>
    withGitHub(
      { pullRequests: [{ ...stored, commits: [merge], merged: { commit: merge, at: '2026-10-02T00:00:00Z' } }] },
      async (client) => {
        const change = changeOf(
          { ...pullRequest, name: 'push', commit: merge, base: null, pullRequest: null },
          { client, askOverview: null },
          tmpdir(),
          compared,
        );
        expect(change.readBase).toBeNull();
        expect((await change.readReviews?.())?.evidence.author).toBe('ada');
      },
    ));

  it('without a token fails to be read, instead of having neither base nor reviews', async () => {
    const change = changeOf(pullRequest, null, tmpdir(), compared);
    await expect(change.readBase?.({ paths: [], globs: [] })).rejects.toMatchObject({ problem: { code: 'no-token' } });
    await expect(change.readReviews?.()).rejects.toMatchObject({ problem: { code: 'no-token' } });
  });
});
