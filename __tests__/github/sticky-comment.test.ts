import { describe, expect, it } from '@jest/globals';
import { publishComment } from '../../src/github/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const comment = { pullRequest: 12, key: 'Maturity', body: '# Blocked\n' };
const MARKER = '<!-- maturity-gates:Maturity -->';

function foreign(count: number, body = 'Looks good.', author = 'mallory') {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, issue: 12, author, body }));
}

describe('the sticky comment', () => {
  it('is posted when there is none, behind its hidden marker', () =>
    withGitHub({ comments: foreign(2) }, async (client, github) => {
      const { url, problem } = await publishComment(client, comment);

      expect(problem).toBeNull();
      expect(url).toBe('https://github.invalid/octo/demo/comments/5000000003');
      expect(github.state.comments[2]?.body).toBe(`${MARKER}\n# Blocked\n`);
      expect(askedFor(github)).toEqual(['GET issues/12/comments', 'POST issues/12/comments']);
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

  it('that may not be written is a problem that names the permission', () =>
    withGitHub({ permissions: { checks: 'read', contents: 'read', 'pull-requests': 'read' } }, async (client) => {
      const { problem } = await publishComment(client, comment);
      expect(problem?.message).toContain('`pull-requests: write`');
    }));
});
