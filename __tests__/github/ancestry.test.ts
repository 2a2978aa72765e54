import { describe, expect, it } from '@jest/globals';
import { readLineage } from '../../src/github/ancestry.ts';
import { compareCommits } from '../../src/github/compared-commits.ts';
import { commitNamed, faults, files, type State } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const named = (number: number): string => commitNamed(`commit ${number}`);
const stranger = commitNamed('stranger');

/** Commits 0 … count - 1, each the first parent of the next. */
function line(count: number): Pick<State, 'parents' | 'commits'> {
  const indexes = Array.from({ length: count }, (_none, index) => index);
  return {
    parents: new Map(indexes.map((index) => [named(index), index === 0 ? [] : [named(index - 1)]])),
    commits: new Map([...indexes.map(named), stranger].map((sha) => [sha, files({})])),
  };
}

describe('the deployed commits that lead to a commit', () => {
  it('are found among the newest hundred in one request, nearest first', () =>
    withGitHub(line(50), async (client, github) => {
      const asked = new Set([named(49), named(3), named(30), stranger]);
      expect(await readLineage(client, named(49), asked, [named(3), stranger])).toEqual({
        commits: [named(49), named(30), named(3)],
        mainline: [named(49), named(30), named(3)],
        complete: true,
      });
      expect(askedFor(github)).toEqual(['POST graphql']);
    }));

  it('are on the main line by first parents alone', () => {
    const parents = new Map([
      [named(3), [named(2), named(9)]],
      [named(9), [named(1)]],
      [named(2), [named(1)]],
    ]);
    return withGitHub({ parents }, async (client) => {
      const found = await readLineage(client, named(3), new Set([named(1), named(2), named(9)]), []);
      expect(new Set(found.commits)).toEqual(new Set([named(1), named(2), named(9)]));
      expect(found.mainline).toEqual([named(2), named(1)]);
    });
  });

  it('are compared one by one beyond, the decisive ones only, and then not all is known', () =>
    withGitHub(line(300), async (client, github) => {
      const asked = new Set([named(250), named(40), named(20), stranger]);
      const found = await readLineage(client, named(299), asked, [named(20), stranger, named(250)]);
      expect(found).toEqual({ commits: [named(250), named(20)], mainline: [named(250)], complete: false });
      expect(askedFor(github)).toEqual([
        'POST graphql',
        `GET compare/${named(20)}...${named(299)}`,
        `GET compare/${stranger}...${named(299)}`,
      ]);
    }));

  it('are not those that came later, or that GitHub does not know', () =>
    withGitHub(line(300), async (client) => {
      const gone = commitNamed('gone');
      const found = await readLineage(client, named(150), new Set([named(200), gone]), [named(200), gone]);
      expect(found).toEqual({ commits: [], mainline: [], complete: false });
    }));

  it('are compared where GraphQL brings nothing', () =>
    withGitHub(
      { ...line(20), fail: (_method, path) => (path === '/graphql' ? faults['a lacking permission'] : null) },
      async (client) => {
        const found = await readLineage(client, named(19), new Set([named(5), named(15)]), [named(5), named(15)]);
        expect(found).toEqual({ commits: [named(15), named(5)], mainline: [], complete: false });
      },
    ));

  it('lack a permission: it is named', () =>
    withGitHub(
      { ...line(20), permissions: { checks: 'write', contents: 'none', 'pull-requests': 'write' } },
      async (client) => {
        await expect(readLineage(client, named(19), new Set([named(5)]), [named(5)])).rejects.toMatchObject({
          problem: { hint: expect.stringContaining('contents: read') },
        });
      },
    ));
});

describe('the files that differ between two commits', () => {
  const [before, after] = [commitNamed('before'), commitNamed('after')];
  const parents = new Map([[after, [before]]]);

  it('are named, a moved one by both names', () => {
    const commits = new Map([
      [before, files({ 'a.py': 'a', 'b.py': 'b', 'c.py': 'c' })],
      [after, files({ 'a.py': 'A', 'moved.py': 'b', 'c.py': 'c' })],
    ]);
    return withGitHub({ commits, parents }, async (client) => {
      const { changedPaths, distance } = await compareCommits(client, before, after);
      expect(changedPaths?.sort()).toEqual(['a.py', 'b.py', 'moved.py']);
      expect(distance).toBe(1);
    });
  });

  it('are unknown when the list may be cut', () => {
    const all = Object.fromEntries(Array.from({ length: 300 }, (_none, index) => [`f${index}.py`, 'x']));
    const commits = new Map([
      [before, files({})],
      [after, files(all)],
    ]);
    return withGitHub({ commits, parents }, async (client) => {
      expect((await compareCommits(client, before, after)).changedPaths).toBeNull();
    });
  });
});
