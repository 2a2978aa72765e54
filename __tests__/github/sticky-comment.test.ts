import { describe, expect, it } from '@jest/globals';
import { overviewOf, publishComment } from '../../src/github/index.ts';
import { commitNamed, type State } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const comment = { pullRequest: 12, key: 'Maturity', body: '# Blocked\n', isReady: false, whenReady: 'keep' } as const;
const ready = { ...comment, body: '# Ready\n', isReady: true } as const;
const MARKER = '<!-- maturity-gates:Maturity -->';

function foreign(count: number, body = 'Looks good.', author = 'mallory') {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, issue: 12, author, body }));
}

const pullRequest = { number: 12, author: 'ada', head: commitNamed('head'), commits: [], merged: null, reviews: [] };
const noGraphql: State['fail'] = (_method, path) =>
  path === '/graphql' ? { status: 404, message: 'Not Found' } : null;

describe('the sticky comment', () => {
  it('is posted when there is none, behind its hidden marker', () =>
    withGitHub({ comments: foreign(2) }, async (client, github) => {
      const { url, problem } = await publishComment(client, comment);

      expect(problem).toBeNull();
      expect(url).toBe('https://github.invalid/octo/demo/comments/5000000003');
      expect(github.state.comments[2]?.body).toBe(`${MARKER}\n# Blocked\n`);
      expect(askedFor(github)).toEqual(['GET issues/12/comments', 'POST issues/12/comments', 'GET issues/12/comments']);
    }));

  it('is overwritten by the next run', () =>
    withGitHub({}, async (client, github) => {
      await publishComment(client, comment);
      await publishComment(client, { ...comment, body: '# Ready\n' });

      expect(github.state.comments.map(({ body }) => body)).toEqual([`${MARKER}\n# Ready\n`]);
    }));

  it('is found behind the first hundred comments', () =>
    withGitHub({ comments: foreign(150) }, async (client, github) => {
      await publishComment(client, comment);
      await publishComment(client, { ...comment, body: '# Ready\n' });

      expect(github.state.comments).toHaveLength(151);
      expect(github.state.comments[150]?.body).toContain('# Ready');
    }));

  it('never overwrites a comment in which somebody else copied the marker', () =>
    withGitHub({ comments: foreign(1, `${MARKER}\n# Ready, trust me\n`) }, async (client, github) => {
      await publishComment(client, comment);

      expect(github.state.comments.map(({ author }) => author)).toEqual(['mallory', 'github-actions[bot]']);
      expect(github.state.comments[0]?.body).toContain('trust me');
    }));

  it('is not one of our account that only quotes the marker', () =>
    withGitHub({ comments: foreign(1, `> ${MARKER}`, 'github-actions[bot]') }, async (client, github) => {
      await publishComment(client, comment);
      expect(github.state.comments).toHaveLength(2);
    }));

  it('is one for each check name, whatever the name holds', () =>
    withGitHub({}, async (client, github) => {
      await publishComment(client, { ...comment, key: 'a' });
      await publishComment(client, { ...comment, key: 'b --> <img src=x>' });
      await publishComment(client, { ...comment, key: 'b --> <img src=x>', body: 'again' });

      expect(github.state.comments.map(({ body }) => body.split('\n')[0])).toEqual([
        '<!-- maturity-gates:a -->',
        '<!-- maturity-gates:b%20%2D%2D%3E%20%3Cimg%20src%3Dx%3E -->',
      ]);
    }));

  it('stays below sixty thousand characters', () =>
    withGitHub({}, async (client, github) => {
      const { problem } = await publishComment(client, { ...comment, body: 'A line of the report.\n'.repeat(5_000) });

      expect(problem).toBeNull();
      expect(github.state.comments[0]?.body.length).toBeLessThan(60_000);
      expect(github.state.comments[0]?.body).toMatch(/A line of the report\.\n$/);
    }));

  it('is found in the overview that was asked for anyhow', () =>
    withGitHub({ pullRequests: [pullRequest], comments: foreign(3) }, async (client, github) => {
      await publishComment(client, comment);
      const before = github.requests.length;
      const ask = overviewOf(client, { pullRequest: 12, commit: commitNamed('head'), checkName: 'Maturity' });
      await publishComment(client, ready, ask);

      expect(askedFor(github).slice(before)).toEqual(['POST graphql', 'PATCH issues/comments/5000000004']);
      expect(github.state.comments[3]?.body).toContain('# Ready');
    }));

  it('is one even when two runs post at once: the later takes its own back and writes over the earlier', () =>
    withGitHub({}, async (client, github) => {
      const other = { id: 7, issue: 12, author: 'github-actions[bot]', body: `${MARKER}\n# Of the other run\n` };
      // The other run posts between our look and our post.
      github.state.fail = (method) => {
        if (method === 'POST' && github.state.comments.length === 0) github.state.comments.push(other);
        return null;
      };
      await publishComment(client, comment);

      expect(github.state.comments).toEqual([{ ...other, body: `${MARKER}\n# Blocked\n` }]);
    }));

  it('that an earlier accident doubled is one again', () =>
    withGitHub({}, async (client, github) => {
      await publishComment(client, comment);
      const [first] = github.state.comments;
      if (first === undefined) throw new Error('no comment');
      github.state.comments.push({ ...first, id: first.id + 1 });

      await publishComment(client, ready);
      expect(github.state.comments.map(({ id }) => id)).toEqual([first.id]);
    }));

  it('is folded away when ready and unfolded when not, where that is chosen', () =>
    withGitHub({ pullRequests: [pullRequest] }, async (client, github) => {
      const folded = () => github.state.comments.map(({ minimized }) => minimized === true);
      const whenReady = 'minimize' as const;
      await publishComment(client, { ...comment, whenReady });
      expect(folded()).toEqual([false]);
      await publishComment(client, { ...ready, whenReady });
      expect(folded()).toEqual([true]);
      await publishComment(client, { ...comment, whenReady });
      expect(folded()).toEqual([false]);
    }));

  it('is folded away at once when the first verdict is ready', () =>
    withGitHub({ pullRequests: [pullRequest] }, async (client, github) => {
      await publishComment(client, { ...ready, whenReady: 'minimize' });
      expect(github.state.comments).toMatchObject([{ minimized: true }]);
    }));

  it('that can’t be folded away is a problem that is told', () =>
    withGitHub({ pullRequests: [pullRequest] }, async (client, github) => {
      await publishComment(client, { ...comment, whenReady: 'minimize' });
      github.state.fail = (_method, path) => (path === '/graphql' ? { status: 403, message: 'Not accessible' } : null);
      const { problem } = await publishComment(client, { ...ready, whenReady: 'minimize' });
      expect(problem?.message).toContain('Could not comment on the pull request');
    }));

  it('that GraphQL refuses in part to fold away is a problem that is told', () =>
    withGitHub({ pullRequests: [pullRequest] }, async (client, github) => {
      await publishComment(client, { ...comment, whenReady: 'minimize' });
      const ask = overviewOf(client, { pullRequest: 12, commit: commitNamed('head'), checkName: 'Maturity' });
      await ask([]);
      // It is written over, and gone before it is folded away.
      github.state.fail = (method) => {
        if (method === 'POST') github.state.comments.length = 0;
        return null;
      };
      const { problem } = await publishComment(client, { ...ready, whenReady: 'minimize' }, ask);
      expect(problem).not.toBeNull();
    }));

  it('is taken back when ready, where that is chosen, and none is posted then', () =>
    withGitHub({ comments: foreign(1) }, async (client, github) => {
      const whenReady = 'delete' as const;
      await publishComment(client, { ...comment, whenReady });
      expect(github.state.comments).toHaveLength(2);
      await publishComment(client, { ...ready, whenReady });
      await publishComment(client, { ...ready, whenReady });
      expect(github.state.comments.map(({ author }) => author)).toEqual(['mallory']);
    }));

  it('is recognised without GraphQL by the account of a job', () =>
    withGitHub({ fail: noGraphql }, async (client, github) => {
      await publishComment(client, comment);
      await publishComment(client, ready);
      expect(github.state.comments.map(({ body }) => body)).toEqual([`${MARKER}\n# Ready\n`]);
    }));

  it('that may not be written is a problem that names the permission', () =>
    withGitHub({ permissions: { checks: 'read', contents: 'read', 'pull-requests': 'read' } }, async (client) => {
      const { problem } = await publishComment(client, comment);
      expect(problem?.message).toContain('`pull-requests: write`');
    }));
});
