import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { exampleRepository, removeRepositories } from '../repository.ts';

/** `lint` and `explain` of the bundled command line, run as a user runs them. */

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

function run(...parameters: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _options, ...env } = process.env;
    const child = execFile(process.execPath, [cli, ...parameters], { env }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

const linted = z.object({ problems: z.array(z.object({ code: z.string() })), criteria: z.array(z.unknown()) });

function codesOf({ stdout }: Run): string[] {
  return linted.parse(JSON.parse(stdout)).problems.map(({ code }) => code);
}

afterAll(removeRepositories);

describe('lint on the command line', () => {
  it('exits with 0 when nothing is wrong, and lists the criteria', async () => {
    const { root } = exampleRepository();
    const result = await run('lint', '--root', root, '--format', 'json', '--now', '2026-11-22');
    expect([result.code, codesOf(result), result.stderr]).toEqual([0, [], '']);
    expect(linted.parse(JSON.parse(result.stdout)).criteria.length).toBeGreaterThan(40);
  });

  it('exits with 1 on errors', async () => {
    const repository = exampleRepository();
    repository.edit('specs/ratelimit.md', '**Target Stage:** staging', '**Target Stage:** gamma');
    const result = await run('lint', '--root', repository.root, '--now', '2026-11-22', '--format', 'json');
    expect([result.code, codesOf(result)]).toEqual([1, ['unknown-stage']]);
  });

  it('takes its day from --now', async () => {
    const { root } = exampleRepository();
    const result = await run('lint', 'specs/ratelimit.md', '--root', root, '--now', '2026-01-01', '--format', 'json');
    expect([result.code, new Set(codesOf(result))]).toEqual([1, new Set(['date-in-future'])]);
  });

  it('annotates pull requests with --format github', async () => {
    const repository = exampleRepository();
    repository.edit('specs/ratelimit.md', 'Inês Duarte', '[Your Name]');
    const { code, stdout } = await run('lint', '--root', repository.root, '--format', 'github', '--now', '2026-11-22');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::warning file=specs\/ratelimit\.md,line=4,col=13,title=placeholder::[^\n]+\n$/);
  });

  it('writes to a file with --output', async () => {
    const { root } = exampleRepository();
    const output = join(root, 'lint.json');
    const result = await run('lint', '--root', root, '--format', 'json', '--now', '2026-11-22', '--output', output);
    expect([result.code, result.stdout]).toEqual([0, '']);
    expect(linted.parse(JSON.parse(readFileSync(output, 'utf8'))).problems).toEqual([]);
  });

  it.each([
    ['an unknown option', ['--colour'], 'usage'],
    ['an option of check', ['--stage', 'staging'], 'usage'],
    ['a time that is none', ['--now', 'yesterday'], 'usage'],
    ['a root that does not exist', ['--root', 'no/such/folder'], 'no-root'],
    ['a specification that does not exist', ['specs/absent.md'], 'file-missing'],
  ])('exits with 3 on %s, in the same shape', async (_name, parameters, code) => {
    const { root } = exampleRepository();
    const result = await run('lint', '--root', root, '--format', 'json', ...parameters);
    expect([result.code, codesOf(result), result.stderr]).toEqual([3, [code], '']);
  });

  it('exits with 3 on a format that is none, and says so to people', async () => {
    const { code, stdout } = await run('lint', '--format', 'yaml');
    expect([code, stdout.includes('[usage]')]).toEqual([3, true]);
  });
});

describe('explain on the command line', () => {
  it('explains one gate, or all', async () => {
    const one = await run('explain', 'lint-clean');
    expect([one.code, one.stdout.includes('ruff check --output-format json')]).toEqual([0, true]);
    const all = await run('explain', '--format', 'json');
    const { gates } = z.object({ gates: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(all.stdout));
    expect([all.code, gates.length]).toEqual([0, 26]);
  });

  it('exits with 3 on a gate that does not exist, and names those that do', async () => {
    const { code, stdout } = await run('explain', 'min-covrage');
    expect([code, stdout.includes('min-coverage')]).toEqual([3, true]);
  });
});

describe('the help', () => {
  it('lists the commands, and of each command its options', async () => {
    const { stdout } = await run('--help');
    expect(['check', 'lint', 'explain'].every((command) => stdout.includes(`  ${command} `))).toBe(true);
    const help = await run('lint', '--help');
    expect([help.code, help.stdout.includes('--output <file>'), help.stdout.includes('--promotion')]).toEqual([
      0,
      true,
      false,
    ]);
  });
});
