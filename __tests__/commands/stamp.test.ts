import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { stamp, type StampOptions, type StampOutcome } from '../../src/commands/stamp.ts';
import { manifestSchema, type EvidenceManifest } from '../../src/model/index.ts';
import { exampleRepository, removeRepositories, rowsOf } from '../repository.ts';

afterAll(removeRepositories);

const now = '2026-11-22T12:00:00Z';
const head = '8f3b0c1d5e7a9b2c4d6e8f0a1b3c5d7e9f1a2b3c';
const other = '2222222222222222222222222222222222222222';

function run(root: string, options: Partial<StampOptions> = {}): Promise<StampOutcome> {
  return stamp({ root, globs: [], config: null, commit: null, event: null, run: null, output: null, now, ...options });
}

function made(outcome: StampOutcome): EvidenceManifest {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.manifest;
}

/** The line of the documentation. */
function documentedLine(): string {
  const page = readFileSync(join(import.meta.dirname, '../../docs/freshness.md'), 'utf8');
  const line = /<!-- tested: stamp -->\n+```sh\n([^\n]+)\n```/.exec(page)?.[1];
  if (line === undefined) throw new Error('docs/freshness.md has no such line');
  return line;
}

describe('stamp', () => {
  it('lists the evidence with its digests, in the folder that it has in common, at the commit that is checked out', async () => {
    const repository = exampleRepository();
    const commit = repository.commit();
    const outcome = await run(repository.root, { globs: ['reports/*.xml', 'reports/*.json'] });
    expect([outcome.ok && outcome.path, made(outcome).commit]).toEqual(['reports/maturity-evidence.json', commit]);
    const digest = execFileSync('sha256sum', ['reports/junit.xml'], { cwd: repository.root, encoding: 'utf8' });
    expect(made(outcome).files).toContainEqual({ path: 'junit.xml', sha256: digest.slice(0, 64) });
    expect(
      made(outcome)
        .files.map(({ path }) => path)
        .sort(),
    ).toEqual(
      [
        'coverage.json',
        'coverage.xml',
        'junit.xml',
        'pyright.json',
        'reviews.json',
        'ruff.json',
        'secrets.json',
      ].sort(),
    );
  });

  it('makes the gate pass on these reports and on no later commit', async () => {
    const repository = exampleRepository();
    repository.commit();
    repository.write('reports/maturity-evidence.json', JSON.stringify(made(await run(repository.root))));
    const status = async (): Promise<string | undefined> =>
      rowsOf(await repository.check({ stage: 'development' }), 'unit-tests-pass', 'development')[0]?.status;
    expect(await status()).toBe('pass');
    repository.commit('Another commit');
    expect(await status()).toBe('error');
  });

  it('does not list a manifest, nor the committed list of audited secrets', async () => {
    const repository = exampleRepository();
    repository.write('.secrets.baseline', '{}');
    repository.write('reports/maturity-evidence.json', '{}');
    const { files } = made(await run(repository.root, { commit: head }));
    expect(files.map(({ path }) => path).filter((path) => /maturity|baseline/.test(path))).toEqual([]);
  });

  it.each([
    ['no report', { globs: ['nothing/**'], commit: head }, 'no-evidence'],
    ['no git and no commit', {}, 'commit-unknown'],
    ['a commit that is none', { commit: 'main' }, 'usage'],
    ['a manifest of another name', { commit: head, output: 'reports/stamp.json' }, 'usage'],
    ['reports that lie elsewhere', { commit: head, output: 'docs/maturity-evidence.json' }, 'usage'],
    ['a root that does not exist', { root: '/no/such/root' }, 'no-root'],
  ])('refuses %s', async (_, options, code) => {
    const outcome = await run(exampleRepository().root, options);
    expect([outcome.exitCode, outcome.ok ? null : outcome.problems[0]?.code]).toEqual([3, code]);
  });
});

describe('the commit that is stamped', () => {
  const pullRequest = { pull_request: { head: { sha: head } } };

  it('is the pull request’s head where its test merge is checked out', async () => {
    const repository = exampleRepository();
    const merge = repository.commit();
    const event = { name: 'pull_request', sha: merge, payload: pullRequest };
    expect(made(await run(repository.root, { event })).commit).toBe(head);
  });

  it('is what is checked out where that is something else', async () => {
    const repository = exampleRepository();
    const commit = repository.commit();
    expect(
      made(await run(repository.root, { event: { name: 'pull_request', sha: other, payload: pullRequest } })).commit,
    ).toBe(commit);
    // Here GITHUB_SHA is the default branch, which the runner checks out.
    const target = { name: 'pull_request_target', sha: commit, payload: pullRequest };
    expect(made(await run(repository.root, { event: target })).commit).toBe(commit);
  });

  it('is the event’s where nothing is checked out', async () => {
    const { root } = exampleRepository();
    const push = { name: 'push', sha: other, payload: {} };
    const queue = { name: 'merge_group', sha: other, payload: { merge_group: { head_sha: head } } };
    expect(made(await run(root, { event: push })).commit).toBe(other);
    expect(made(await run(root, { event: queue })).commit).toBe(head);
    expect(made(await run(root, { event: push, commit: head })).commit).toBe(head);
  });
});

describe('the documented line of shell', () => {
  const attempt = { id: '19583620147', attempt: 2 };
  const environment = { ...process.env, GITHUB_RUN_ID: attempt.id, GITHUB_RUN_ATTEMPT: '2' };

  it('writes what stamp writes, also for folders and names with blanks', async () => {
    const repository = exampleRepository();
    repository.write('reports/shard 2/junit.xml', '<testsuites/>');
    repository.write('reports/a&b|ü.json', '[]');
    const commit = repository.commit();
    execFileSync('sh', ['-c', documentedLine()], { cwd: repository.root, env: environment });
    const byShell = manifestSchema.parse(JSON.parse(repository.read('reports/maturity-evidence.json')));
    const byStamp = made(await run(repository.root, { globs: ['reports/**'], run: attempt }));
    const inOrder = ({ files, createdAt: _time, ...rest }: EvidenceManifest): object => ({
      ...rest,
      files: files.sort((one, two) => (one.path < two.path ? -1 : 1)),
    });
    expect(byShell.commit).toBe(commit);
    expect(inOrder(byShell)).toEqual(inOrder(byStamp));
  });

  it('takes the commit of the environment', () => {
    const repository = exampleRepository();
    execFileSync('sh', ['-c', documentedLine()], { cwd: repository.root, env: { ...environment, COMMIT: head } });
    expect(manifestSchema.parse(JSON.parse(repository.read('reports/maturity-evidence.json'))).commit).toBe(head);
  });

  it('makes no manifest that could be believed of a name that JSON would have to escape', () => {
    const repository = exampleRepository();
    repository.write('reports/a"b.json', '[]');
    execFileSync('sh', ['-c', documentedLine()], { cwd: repository.root, env: { ...environment, COMMIT: head } });
    expect(() => {
      JSON.parse(repository.read('reports/maturity-evidence.json'));
    }).toThrow(SyntaxError);
  });
});
