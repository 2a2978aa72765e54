import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { reportSchema, type Report } from '../../src/model/index.ts';
import { exampleRepository, removeRepositories } from '../repository.ts';

/** The bundled command line, run as a user runs it: another process, another folder, no install. */

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

function run(parameters: string[], environment: Record<string, string> = {}, cwd?: string): Promise<Run> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _options, ...inherited } = process.env;
    const child = execFile(
      process.execPath,
      [cli, ...parameters],
      { cwd, env: { ...inherited, ...environment } },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}

function reportOf({ stdout }: Run): Report {
  return reportSchema.parse(JSON.parse(stdout));
}

afterAll(removeRepositories);

describe('the bundled command line', () => {
  it('exits with 0 when the component is ready, with the report as JSON', async () => {
    const { root } = exampleRepository();
    const result = await run(['check', '--root', root, '--stage', 'development', '--format', 'json']);
    expect([result.code, reportOf(result).verdict, result.stderr]).toEqual([0, 'ready', '']);
  });

  it('exits with 1 when it is blocked; check is the default command', async () => {
    const { root } = exampleRepository();
    const result = await run(['--root', root, '--format', 'json']);
    expect([result.code, reportOf(result).verdict]).toEqual([1, 'blocked']);
  });

  it('exits with 2 when evidence is missing', async () => {
    const repository = exampleRepository();
    repository.remove('reports/ruff.json');
    expect((await run(['--root', repository.root, '--stage', 'development'])).code).toBe(2);
  });

  it('exits with 0 when it only advises', async () => {
    const { root } = exampleRepository();
    expect((await run(['--root', root, '--advisory'])).code).toBe(0);
  });

  it.each([
    ['an unknown option', ['--colour'], 'usage'],
    ['a missing value', ['--stage'], 'usage'],
    ['an unknown format', ['--format', 'yaml'], 'usage'],
    ['a time that is none', ['--now', 'yesterday'], 'usage'],
    ['an unknown stage', ['--stage', 'beta'], 'unknown-stage'],
    ['a root that does not exist', ['--root', 'no/such/folder'], 'no-root'],
  ])('exits with 3 on %s, and names it without a stack trace', async (_name, parameters, code) => {
    const { root } = exampleRepository();
    const result = await run(parameters, {}, root);
    expect(result.code).toBe(3);
    expect(result.stdout).toContain(`[${code}]`);
    expect(`${result.stdout}${result.stderr}`).not.toMatch(/^\s+at /m);
  });

  it('prints a report even when the usage is bad, as JSON where JSON was asked for', async () => {
    const { root } = exampleRepository();
    const result = await run(['--root', root, '--format', 'json', '--no-such-option']);
    expect([result.code, reportOf(result).verdict, reportOf(result).components]).toEqual([3, 'inconclusive', []]);
  });

  it('writes the report to a file', async () => {
    const { root } = exampleRepository();
    const output = join(root, 'maturity.json');
    const result = await run(['--root', root, '--format', 'json', '--output', output]);
    expect([result.code, result.stdout]).toEqual([1, '']);
    expect(reportSchema.parse(JSON.parse(readFileSync(output, 'utf8'))).verdict).toBe('blocked');
  });

  it('says when the file can’t be written, and does not pass', async () => {
    const { root } = exampleRepository();
    const result = await run([
      '--root',
      root,
      '--stage',
      'development',
      '--output',
      join(root, 'no', 'such', 'folder.json'),
    ]);
    expect(result.code).toBe(3);
    expect(result.stderr).toContain("can't be written");
    expect(existsSync(join(root, 'no'))).toBe(false);
  });

  it('judges only the named specification or component', async () => {
    const repository = exampleRepository();
    repository.write('.github/maturity.yml', 'version: 1\n');
    repository.write('specs/other.md', repository.read('specs/ratelimit.md').replaceAll('ratelimit', 'other'));
    const ids = async (...parameters: string[]): Promise<string[]> =>
      reportOf(await run(['--root', repository.root, '--format', 'json', ...parameters])).components.map(
        ({ id }) => id,
      );
    expect(await ids()).toEqual(['other', 'ratelimit']);
    expect(await ids('specs/other.md')).toEqual(['other']);
    expect(await ids('--component', 'ratelimit')).toEqual(['ratelimit']);
  });

  it('keeps to 80 columns without colours when the output is no terminal', async () => {
    const { root } = exampleRepository();
    const { stdout } = await run(['--root', root]);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain('\u001b');
  });

  it.each([
    ['sarif', /^\{\n {2}"\$schema": "[^"]*sarif/],
    ['junit', /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="maturity-gates: Blocked: /],
    ['github', /^::error title=Maturity::Blocked: /],
    ['badge', /^<svg /],
    ['html', /^<!doctype html>/i],
  ])('writes %s', async (format, beginning) => {
    const { root } = exampleRepository();
    const { code, stdout, stderr } = await run(['--root', root, '--format', format]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(beginning);
  });

  it('colours no file, whatever the environment asks', async () => {
    const { root } = exampleRepository();
    const output = join(root, 'report.txt');
    await run(['--root', root, '--output', output], { FORCE_COLOR: '1', CLICOLOR_FORCE: '1' });
    expect(readFileSync(output, 'utf8')).not.toContain('\u001b');
  });

  it('honours FORCE_COLOR, and NO_COLOR above it', async () => {
    const { root } = exampleRepository();
    expect((await run(['--root', root], { FORCE_COLOR: '1' })).stdout).toContain('\u001b');
    expect((await run(['--root', root], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain('\u001b');
  });

  it('prints help and version', async () => {
    const help = await run(['--help']);
    expect([help.code, help.stdout.includes('Exit codes')]).toEqual([0, true]);
    const version = await run(['--version']);
    const manifest = JSON.parse(readFileSync(join(cli, '..', '..', 'package.json'), 'utf8')) as { version: string };
    expect(version.stdout.trim()).toBe(manifest.version);
  });
});
