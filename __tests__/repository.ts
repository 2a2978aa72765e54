import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { check, gitChange, type CheckOptions, type CheckOutcome } from '../src/commands/index.ts';
import type { Result } from '../src/model/index.ts';

/** A throw-away repository on the disk: a copy of the example, or an empty folder. */
export interface Repository {
  root: string;
  write(path: string, text: string | Uint8Array): void;
  read(path: string): string;
  /** Replaces text that must be there. */
  edit(path: string, from: string | RegExp, to: string): void;
  remove(path: string): void;
  /** Makes it a git repository, or commits everything again; answers the commit. */
  commit(message?: string): string;
  check(options?: Partial<CheckOptions>, base?: string | null): Promise<CheckOutcome>;
}

const made: string[] = [];

/** Removes every repository that was made; for `afterAll`. */
export function removeRepositories(): void {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
}

/** A copy of an example: `basic` is ready at development, `production` at production. */
export function exampleRepository(example: 'basic' | 'production' = 'basic'): Repository {
  const repository = emptyRepository();
  cpSync(join(import.meta.dirname, '..', 'examples', example), repository.root, { recursive: true });
  return repository;
}

export function emptyRepository(): Repository {
  const root = mkdtempSync(join(tmpdir(), 'maturity-gates-test-'));
  made.push(root);
  const place = (path: string): string => join(root, path);
  const read = (path: string): string => readFileSync(place(path), 'utf8');
  const write = (path: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(place(path)), { recursive: true });
    writeFileSync(place(path), text);
  };
  const git = (...parameters: string[]): string =>
    execFileSync('git', ['-C', root, '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...parameters], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  return {
    root,
    read,
    write,
    edit: (path, from, to) => {
      const before = read(path);
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${path} does not contain ${String(from)}`);
      write(path, after);
    },
    remove: (path) => {
      rmSync(place(path), { recursive: true });
    },
    commit: (message = 'Change') => {
      git('init', '--quiet', '--initial-branch=main');
      git('add', '--all', '--force');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD').trim();
    },
    check: async (options = {}, base = null) => check({ ...defaults(root), ...options }, await gitChange(root, base)),
  };
}

/** The options of a plain `check`. */
export function defaults(root: string): CheckOptions {
  return {
    root,
    specs: [],
    config: null,
    components: [],
    stage: null,
    promotion: false,
    evidence: [],
    baseline: [],
    enforce: null,
    now: '2026-11-22T12:00:00Z',
  };
}

/** The rows of the only component that are of a gate (and stage). */
export function rowsOf({ report }: CheckOutcome, gate: string, stage?: string): Result[] {
  const [component] = report.components;
  return (component?.results ?? []).filter((row) => row.gate === gate && (stage === undefined || row.stage === stage));
}

/** `gate status` of the required rows that do not hold. */
export function openRows({ report }: CheckOutcome): string[] {
  return report.components
    .flatMap(({ results }) => results)
    .filter(({ required, status }) => required && !['pass', 'waived', 'not-applicable'].includes(status))
    .map(({ stage, gate, status }) => `${stage} ${gate} ${status}`);
}
