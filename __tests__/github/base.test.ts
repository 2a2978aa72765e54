import { describe, expect, it } from '@jest/globals';
import { overviewOf, readBase, type Client } from '../../src/github/index.ts';
import type { Base, Wanted } from '../../src/model/index.ts';
import { commitNamed, files, type State } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const base = commitNamed('base');
const head = commitNamed('head');
const fork = commitNamed('fork');

const before = {
  'specs/cache.md': '# Cache\n',
  'src/old.py': 'moved\n',
  'src/gone.py': 'gone\n',
  'docs/a.md': 'ü €\n',
};
const after = {
  'specs/cache.md': '# Cache, lowered\n',
  'src/new.py': 'moved\n',
  'docs/a.md': 'ü €\n',
  'web/b.md': 'b',
};
const commits = new Map([
  [base, files(before)],
  [head, files(after)],
]);

const notText = new Map([['specs/cache.md', Buffer.from([0xff, 0xfe, 0x0a])]]);

const policy: Wanted = { paths: ['.github/maturity.yml'], globs: ['specs/*.md', 'packages/*/spec.md'] };
const everything: Wanted = { paths: [], globs: ['**'] };

/** Reads the base as the action does, with a workspace of these files. */
function readFrom(
  client: Client,
  ends = { base, head },
  workspace: Record<string, string> = {},
  wanted = policy,
): Promise<Base> {
  return readBase(client, ends, {
    askOverview: overviewOf(client, { pullRequest: null, commit: ends.head, checkName: 'Maturity' }),
    readLocal: (path) => Promise.resolve(Object.hasOwn(workspace, path) ? Buffer.from(workspace[path] ?? '') : null),
    policy: wanted,
  });
}

const noGraphql: State['fail'] = (_method, path) => (path === '/graphql' ? { status: 502, message: '' } : null);

describe('the base of a change', () => {
  it('knows the changed paths, a moved file by both names', () =>
    withGitHub({ commits }, async (client) => {
      const { changedPaths } = await readFrom(client);
      expect(changedPaths?.toSorted()).toEqual([
        'specs/cache.md',
        'src/gone.py',
        'src/new.py',
        'src/old.py',
        'web/b.md',
      ]);
    }));

  it('does not pretend to know the changed paths when the comparison may be cut', async () => {
    const many = (count: number) =>
      files(Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, `${index}`])));
    for (const [count, known] of [
      [299, true],
      [300, false],
      [400, false],
    ] as const) {
      await withGitHub(
        {
          commits: new Map([
            [base, files({})],
            [head, many(count)],
          ]),
        },
        async (client) => {
          const { changedPaths } = await readFrom(client);
          expect(changedPaths !== null).toBe(known);
        },
      );
    }
  });

  it('knows the lines that the change adds or alters, of files that the workspace holds as the head has them', () =>
    withGitHub({ commits }, async (client) => {
      const { changedLines } = await readFrom(client, { base, head }, { ...after, 'web/b.md': 'merged with more' });
      expect(Object.fromEntries(changedLines)).toEqual({ 'specs/cache.md': [1], 'src/new.py': [] });
    }));

  it('reads files at the base, not at the head; an absent file is left out', () =>
    withGitHub({ commits }, async (client) => {
      const { base: snapshot } = await readFrom(client);
      expect(snapshot.commit).toBe(base);
      expect(Object.fromEntries(await snapshot.read(policy))).toEqual({ 'specs/cache.md': '# Cache\n' });
      expect(Object.fromEntries(await snapshot.read(everything))).toEqual(before);
      expect((await snapshot.read({ paths: ['web/b.md', '__proto__'], globs: [] })).size).toBe(0);
    }));

  it('takes three requests: the comparison, all folders of the policy together, and the files that differ', () =>
    withGitHub(
      {
        commits: new Map([
          [
            base,
            files({ ...before, 'specs/b.md': 'b', 'packages/c/spec.md': 'c', '.github/maturity.yml': 'version: 1\n' }),
          ],
          [fork, files({ ...before, 'specs/b.md': 'old b', '.github/maturity.yml': '' })],
          [head, files(after)],
        ]),
        mergeBases: new Map([[`${base}...${head}`, fork]]),
      },
      async (client, github) => {
        const { base: snapshot, mergeBase } = await readFrom(client, { base, head }, { 'packages/c/spec.md': 'c' });
        expect(Object.fromEntries(await snapshot.read(policy))).toEqual({
          'specs/cache.md': '# Cache\n',
          'specs/b.md': 'b',
          'packages/c/spec.md': 'c',
          '.github/maturity.yml': 'version: 1\n',
        });
        expect((await mergeBase.read(policy)).get('specs/b.md')).toBe('old b');
        expect(askedFor(github)).toEqual([`GET compare/${base}...${head}`, 'POST graphql', 'POST graphql']);
      },
    ));

  it('asks for the whole tree when a glob reaches deeper than a folder', () =>
    withGitHub({ commits }, async (client, github) => {
      const { base: snapshot } = await readFrom(client);
      await Promise.all([snapshot.read(everything), snapshot.read({ paths: [], globs: ['docs/**'] })]);
      expect(askedFor(github).filter((request) => request.includes('git/trees'))).toHaveLength(1);
    }));

  it('is read by REST where GraphQL brings nothing', () =>
    withGitHub({ commits, fail: noGraphql }, async (client) => {
      const { base: snapshot } = await readFrom(client);
      expect(Object.fromEntries(await snapshot.read(policy))).toEqual({ 'specs/cache.md': '# Cache\n' });
    }));

  it('is read by REST where a text of GraphQL is not the whole file', () =>
    withGitHub({ commits: new Map([...commits, [base, notText]]) }, async (client, github) => {
      const { base: snapshot } = await readFrom(client);
      expect((await snapshot.read(policy)).get('specs/cache.md')).toBe('\ufffd\ufffd\n');
      expect(askedFor(github).filter((request) => request.includes('git/blobs'))).toHaveLength(1);
    }));

  it('is a failure when neither GraphQL nor REST brings it: never a base without files', () =>
    withGitHub(
      {
        commits,
        fail: (_method, path) => (/graphql|git\/trees/.test(path) ? { status: 404, message: 'Not Found' } : null),
      },
      async (client) => {
        await expect(readFrom(client)).rejects.toMatchObject({ problem: { code: 'not-found' } });
      },
    ));

  it('has a merge base of its own when the base branch went on', () =>
    withGitHub(
      {
        commits: new Map([...commits, [fork, files({ ...before, 'specs/cache.md': '# Cache, draft\n' })]]),
        mergeBases: new Map([[`${base}...${head}`, fork]]),
      },
      async (client) => {
        const { base: snapshot, mergeBase } = await readFrom(client);
        expect(mergeBase.commit).toBe(fork);
        expect((await mergeBase.read(policy)).get('specs/cache.md')).toBe('# Cache, draft\n');
        expect((await snapshot.read(policy)).get('specs/cache.md')).toBe('# Cache\n');
      },
    ));

  it('takes an unchanged file from the workspace, and only if its hash proves it to be the same', () =>
    withGitHub({ commits }, async (client, github) => {
      const workspace = { ...after, 'docs/a.md': 'ü €\n', 'src/gone.py': 'rewritten\n' };
      const { base: snapshot } = await readFrom(client, { base, head }, workspace);
      const texts = await snapshot.read(everything);
      expect(Object.fromEntries(texts)).toEqual(before);
      // Asked for: the specification, then what is moved and rewritten.
      expect(github.requests.filter(({ body }) => JSON.stringify(body ?? null).includes('query Blobs'))).toHaveLength(
        2,
      );
    }));

  it('fails when the list of files is cut: a spec must not seem absent', () =>
    withGitHub({ commits, truncated: true, fail: noGraphql }, async (client) => {
      await expect(readFrom(client)).rejects.toMatchObject({ problem: { code: 'truncated-tree' } });
    }));

  it('fails at a symbolic link instead of taking its target for the text', async () => {
    const linked = new Map([...commits, [base, files({ 'specs/cache.md': 'symlink:../secret' })]]);
    for (const fail of [noGraphql, () => null]) {
      await withGitHub({ commits: linked, fail }, async (client) => {
        await expect(readFrom(client)).rejects.toMatchObject({
          problem: { code: 'symbolic-link', at: { path: 'specs/cache.md' } },
        });
      });
    }
  });

  it('fails where the way to a wanted file leads through a symbolic link: no file is seen behind it', async () => {
    const behind: [Record<string, string>, Wanted][] = [
      [{ specs: 'symlink:parts', 'parts/cache.md': '# Cache\n' }, policy],
      [
        { docs: 'symlink:parts', 'parts/specs/a.md': '# A\n' },
        { paths: ['docs/specs/a.md'], globs: [] },
      ],
      [
        { docs: 'symlink:parts', 'parts/specs/a.md': '# A\n' },
        { paths: [], globs: ['docs/specs/*.md'] },
      ],
    ];
    for (const [tree, wanted] of behind) {
      for (const fail of [noGraphql, () => null]) {
        await withGitHub({ commits: new Map([...commits, [base, files(tree)]]), fail }, async (client) => {
          await expect(readFrom(client, { base, head }, {}, wanted)).rejects.toMatchObject({
            problem: { code: 'symbolic-link', at: { path: Object.keys(tree)[0] } },
          });
        });
      }
    }
  });

  it('that GitHub does not know is a failure', () =>
    withGitHub({ commits }, async (client) => {
      await expect(readFrom(client, { base: fork, head })).rejects.toMatchObject({ problem: { code: 'not-found' } });
    }));
});
