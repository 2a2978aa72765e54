import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { exampleRepository, removeRepositories } from '../repository.ts';

/** `sync` of the bundled command line, run as a user runs it. */

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const spec = 'specs/ratelimit.md';
const ticked = '- [x] All unit tests pass';
const unticked = '- [ ] All unit tests pass';

function run(...parameters: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _options, ...environment } = process.env;
    const child = execFile(
      process.execPath,
      [cli, 'sync', '--now', '2026-11-22', ...parameters],
      { env: environment },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}

afterAll(removeRepositories);

describe('maturity-gates sync', () => {
  it('ticks, says what it did and exits with 0; a second run has nothing to do', async () => {
    const repository = exampleRepository();
    repository.edit(spec, ticked, unticked);
    const first = await run('--root', repository.root);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toMatch(/^specs\/ratelimit\.md:\d+ \[ \] → \[x\] unit-tests-pass\n1 box changed\.\n$/);
    expect(repository.read(spec)).toBe(exampleRepository().read(spec));
    expect(await run('--root', repository.root)).toEqual({ code: 0, stdout: 'No box was changed.\n', stderr: '' });
  });

  it('with --check writes nothing, and exits with 1 where something would change', async () => {
    const repository = exampleRepository();
    expect((await run('--root', repository.root, '--check')).code).toBe(0);
    repository.edit(spec, ticked, unticked);
    const { code, stdout } = await run('--root', repository.root, '--check', '--format', 'json', spec);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [{ path: spec, from: '[ ]', to: '[x]', gates: ['unit-tests-pass'] }],
      problems: [],
    });
    expect(repository.read(spec)).toContain(unticked);
  });

  it('unticks what evidence contradicts only with --untick', async () => {
    const repository = exampleRepository();
    repository.edit(spec, '- [ ] Test coverage ≥70%', '- [x] Test coverage ≥70%');
    expect((await run('--root', repository.root, '--check')).code).toBe(0);
    expect((await run('--root', repository.root, '--check', '--untick')).code).toBe(1);
  });

  it.each([
    ['an unknown option', ['--colour'], 'usage'],
    ['an unknown format', ['--format', 'markdown'], 'usage'],
    ['a specification that does not exist', ['specs/none.md'], 'file-missing'],
    ['a root that does not exist', ['--root', 'no/such/folder'], 'no-root'],
  ])('exits with 3 on %s', async (_name, parameters, code) => {
    const { root } = exampleRepository();
    const result = await run('--root', root, ...parameters);
    expect([result.code, result.stdout.includes(`[${code}]`)]).toEqual([3, true]);
  });

  it('answers bad usage as JSON where JSON was asked for', async () => {
    const { code, stdout } = await run('--format', 'json', '--colour');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ changes: [], problems: [{ code: 'usage' }] });
  });
});
