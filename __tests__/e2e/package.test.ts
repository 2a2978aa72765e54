import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const packed = z.tuple([z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })]);
const manifest = z.object({ version: z.string(), bin: z.record(z.string(), z.string()) });
const { version, bin } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** Where the tarball is unpacked, and what npm says is in it. */
let folder: string;
let files: string[];

// As a release packs it (docs/releasing.md); packing runs no script and asks no registry.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  const pack = ['pack', '--json', '--offline', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename, files: listed }] = packed.parse(JSON.parse(run('npm', pack, root)));
  files = listed.map(({ path }) => path).sort();
  run('tar', ['-xzf', join(folder, filename)], folder);
});

/** Without the flags of the test runner, which Node would say something about. */
function run(command: string, parameters: string[], cwd: string): string {
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME };
  return execFileSync(command, parameters, { cwd, env: environment, encoding: 'utf8', stdio: 'pipe' });
}

describe('the package', () => {
  it('holds the bundle, the action, the documentation, the schemas and nothing else', () => {
    const tops = new Set(files.map((path) => path.split('/')[0]));
    expect([...tops].sort()).toEqual(['LICENSE', 'README.md', 'action.yml', 'dist', 'docs', 'package.json', 'schema']);
    expect(files.filter((path) => /\.(ts|map|test\.js)$/.test(path))).toEqual([]);
  });

  it('holds what action.yml and the manifest point to, with the licences of what is bundled', () => {
    const pointed = [...Object.values(bin), 'dist/index.js', 'dist/licenses.txt'];
    expect(pointed.filter((path) => !existsSync(join(folder, 'package', path)))).toEqual([]);
  });

  it('runs without an install', () => {
    const text = run(process.execPath, ['dist/cli.js', '--version'], join(folder, 'package'));
    expect(text.trim()).toBe(version);
  });

  it('judges a repository elsewhere', () => {
    const example = join(root, 'examples', 'basic');
    const cli = join(folder, 'package', 'dist', 'cli.js');
    const parameters = [cli, 'check', '--root', example, '--stage', 'development', '--now', '2026-11-22T12:00:00Z'];
    expect(run(process.execPath, parameters, folder)).toContain('ratelimit');
  });
});
