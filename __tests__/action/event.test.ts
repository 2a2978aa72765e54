import { describe, expect, it } from '@jest/globals';
import { readEvent } from '../../src/action/event.ts';

const head = 'a'.repeat(40);
const base = 'b'.repeat(40);
const sha = 'c'.repeat(40);

function pullRequest(headRepository: { full_name: string } | null = { full_name: 'octo/demo' }) {
  return {
    action: 'synchronize',
    pull_request: {
      number: 12,
      merge_commit_sha: sha,
      head: { sha: head, repo: headRepository },
      base: { sha: base, repo: { full_name: 'octo/demo' } },
    },
  };
}

function judged(name: string, payload: unknown) {
  const event = readEvent(name, payload, sha);
  if (!event.ok) throw new Error(event.problems[0].message);
  return event.value;
}

describe('an event', () => {
  it.each(['pull_request', 'pull_request_review', 'pull_request_target'])(
    '%s is judged at the head of the pull request, against its base',
    (name) => {
      expect(judged(name, pullRequest())).toMatchObject({
        commit: head,
        base,
        pullRequest: 12,
        comments: true,
        isFork: false,
      });
    },
  );

  it('pull_request_target demands that the workspace holds the head or its test merge', () => {
    expect(judged('pull_request_target', pullRequest()).checkouts).toEqual([head, sha]);
    expect(judged('pull_request', pullRequest()).checkouts).toBeNull();
  });

  it('counts reports of its test merge beside those of the head, and never those of the default branch', () => {
    const other = 'd'.repeat(40);
    const stale = pullRequest();
    stale.pull_request.merge_commit_sha = other;
    // The payload's may still be that of the push before.
    expect(judged('pull_request', stale).alsoCurrent).toEqual([sha]);
    expect(judged('pull_request_review', stale).alsoCurrent).toEqual([sha]);
    expect(judged('pull_request_target', stale).alsoCurrent).toEqual([other]);
    expect(judged('push', {}).alsoCurrent).toEqual([]);
  });

  it('of a fork, or of a repository that is gone, is known as such', () => {
    expect(judged('pull_request', pullRequest({ full_name: 'mallory/demo' })).isFork).toBe(true);
    expect(judged('pull_request', pullRequest(null)).isFork).toBe(true);
  });

  it('merge_group is judged at the queue entry, with its pull request but without a comment', () => {
    const payload = {
      merge_group: { head_sha: head, base_sha: base, head_ref: `refs/heads/gh-readonly-queue/main/pr-104-${base}` },
    };
    expect(judged('merge_group', payload)).toMatchObject({ commit: head, base, pullRequest: 104, comments: false });
  });

  it.each(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch'])(
    '%s is judged at GITHUB_SHA, without base and comment',
    (name) => {
      expect(judged(name, {})).toMatchObject({ commit: sha, base: null, pullRequest: null, comments: false });
    },
  );

  it.each([
    ['pull_request', null],
    ['pull_request', {}],
    ['pull_request', { pull_request: { ...pullRequest().pull_request, head: { sha: 'main', repo: null } } }],
    ['merge_group', { merge_group: {} }],
  ])('%s whose payload lacks what is judged is a problem, never a run without a base', (name, payload) => {
    const event = readEvent(name, payload, sha);
    expect(event).toMatchObject({ ok: false, problems: [{ code: 'unreadable-event' }] });
  });
});
