import { describe, expect, it } from '@jest/globals';
import { readBase } from '../../src/github/index.ts';
import { commitNamed, files } from '../e2e/loopback/index.ts';
import { askedFor, withGitHub } from './loopback.ts';

const base = commitNamed('base');
const head = commitNamed('head');
const fork = commitNamed('fork');

const place = { prefix: '', readLocal: () => Promise.resolve(null) };

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

describe('the base of a change', () => {
  it('knows the changed paths, a moved file by both names', () =>
    withGitHub({ commits }, async (client) => {
      const { changedPaths } = await readBase(client, { base, head }, place);
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
          const { changedPaths } = await readBase(client, { base, head }, place);
          expect(changedPaths !== null).toBe(known);
        },
      );
    }
  });

  it('reads files at the base, not at the head; an absent file is null', () =>
    withGitHub({ commits }, async (client) => {
      const { base: snapshot } = await readBase(client, { base, head }, place);
      expect(snapshot.commit).toBe(base);
      expect((await snapshot.list()).toSorted()).toEqual(Object.keys(before).toSorted());
      expect(await snapshot.read('specs/cache.md')).toBe('# Cache\n');
      expect(await snapshot.read('docs/a.md')).toBe('ü €\n');
      expect(await snapshot.read('web/b.md')).toBeNull();
      expect(await snapshot.read('__proto__')).toBeNull();
    }));

  it('asks for tree and blob once, however often they are read', () =>
    withGitHub({ commits }, async (client, github) => {
      const { base: snapshot, mergeBase } = await readBase(client, { base, head }, place);
      await Promise.all([snapshot.read('docs/a.md'), snapshot.read('docs/a.md'), mergeBase.read('docs/a.md')]);
      await snapshot.list();
      expect(askedFor(github).map((request) => request.split('/')[1] ?? request)).toHaveLength(3);
    }));

  it('has a merge base of its own when the base branch went on, and shares its unchanged files', () =>
    withGitHub(
      {
        commits: new Map([...commits, [fork, files({ ...before, 'specs/cache.md': '# Cache, draft\n' })]]),
        mergeBases: new Map([[`${base}...${head}`, fork]]),
      },
      async (client, github) => {
        const { base: snapshot, mergeBase } = await readBase(client, { base, head }, place);
        expect(mergeBase.commit).toBe(fork);
        expect(await mergeBase.read('specs/cache.md')).toBe('# Cache, draft\n');
        expect(await snapshot.read('specs/cache.md')).toBe('# Cache\n');
        await mergeBase.read('docs/a.md');
        await snapshot.read('docs/a.md');
        expect(askedFor(github).filter((request) => request.includes('git/blobs'))).toHaveLength(3);
      },
    ));

  it('takes an unchanged file from the workspace, and only if its hash proves it to be the same', () =>
    withGitHub({ commits }, async (client, github) => {
      const workspace: Record<string, string> = { ...after, 'docs/a.md': 'ü €\n', 'src/gone.py': 'rewritten\n' };
      const readLocal = (path: string) => {
        const text = workspace[path];
        return Promise.resolve(text === undefined ? null : Buffer.from(text));
      };
      const { base: snapshot } = await readBase(client, { base, head }, { prefix: '', readLocal });

      expect(await snapshot.read('docs/a.md')).toBe('ü €\n');
      expect(askedFor(github).filter((request) => request.includes('git/blobs'))).toHaveLength(0);
      expect(await snapshot.read('src/gone.py')).toBe('gone\n');
      expect(await snapshot.read('specs/cache.md')).toBe('# Cache\n');
    }));

  it('sees only the folder that is judged, by paths relative to it', () =>
    withGitHub({ commits }, async (client) => {
      const { base: snapshot, changedPaths } = await readBase(client, { base, head }, { ...place, prefix: 'src/' });
      expect(changedPaths?.toSorted()).toEqual(['gone.py', 'new.py', 'old.py']);
      expect((await snapshot.list()).toSorted()).toEqual(['gone.py', 'old.py']);
      expect(await snapshot.read('gone.py')).toBe('gone\n');
    }));

  it('fails when the list of files is cut: a spec must not seem absent', () =>
    withGitHub({ commits, truncated: true }, async (client) => {
      const { base: snapshot } = await readBase(client, { base, head }, place);
      await expect(snapshot.read('specs/cache.md')).rejects.toMatchObject({ problem: { code: 'truncated-tree' } });
    }));

  it('fails at a symbolic link instead of taking its target for the text', () =>
    withGitHub(
      { commits: new Map([...commits, [base, files({ 'specs/cache.md': 'symlink:../secret' })]]) },
      async (client) => {
        const { base: snapshot } = await readBase(client, { base, head }, place);
        await expect(snapshot.read('specs/cache.md')).rejects.toMatchObject({
          problem: { code: 'symbolic-link', at: { path: 'specs/cache.md' } },
        });
      },
    ));

  it('that GitHub does not know is a failure', () =>
    withGitHub({ commits }, async (client) => {
      await expect(readBase(client, { base: fork, head }, place)).rejects.toMatchObject({
        problem: { code: 'not-found' },
      });
    }));
});
