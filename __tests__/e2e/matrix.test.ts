import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { writeMonorepo } from '../../bench/monorepo.ts';
import { reportSchema, type Report } from '../../src/model/index.ts';
import { emptyRepository, removeRepositories, type Repository } from '../repository.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** `MATURITY_COMPONENTS=5000` judges as many as the largest repository; its figures stand in bench/components.md. */
const COMPONENTS = Number(process.env['MATURITY_COMPONENTS'] ?? '150');
const SHARDS = 3;

const planned = z.strictObject({ include: z.array(z.strictObject({ shard: z.int(), components: z.string() })) });

let repository: Repository;

beforeAll(() => {
  repository = emptyRepository();
  writeMonorepo(repository.root, { components: COMPONENTS, filesPerComponent: 8, prose: 0 });
  repository.write('.gitignore', 'parts/\n');
  repository.commit();
});

afterAll(removeRepositories);

function run(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME };
  const options = { cwd: repository.root, env: environment, encoding: 'utf8', maxBuffer: 1e9 } as const;
  return spawnSync(process.execPath, [cli, ...parameters], options);
}

/** The JSON report of a command, read from the file that it writes. */
function reportOf(path: string, ...parameters: string[]): { status: number | null; report: Report } {
  repository.write(path, '');
  const { status } = run(...parameters, '--format', 'json', '--output', path, '--now', '2026-11-22T12:00:00Z');
  return { status, report: reportSchema.parse(JSON.parse(repository.read(path))) };
}

describe(`${COMPONENTS} components in ${SHARDS} shards, each a process of its own`, () => {
  it('come to the report that one process comes to, byte for byte', () => {
    const plan = run('plan', '--shards', String(SHARDS));
    expect([plan.status, plan.stderr]).toEqual([0, '']);
    const { include } = planned.parse(JSON.parse(plan.stdout));
    expect(include.map(({ shard }) => shard)).toEqual([1, 2, 3]);
    for (const { shard, components } of include) {
      const flags = components.split(',').flatMap((id) => ['--component', id]);
      const part = reportOf(`parts/${shard}.json`, 'check', ...flags);
      expect(part.status).toBe(0);
      expect(part.report.components.length).toBe(flags.length / 2);
    }
    const merged = reportOf('parts/merged/report.json', 'merge', 'parts/*.json');
    const whole = reportOf('parts/whole/report.json', 'check');
    expect([merged.status, merged.report.components.length]).toEqual([0, COMPONENTS]);
    expect(merged.report).toEqual(whole.report);
  }, 600_000);

  it('are refused without one of the parts', () => {
    const [first = '', ...others] = readdirSync(join(repository.root, 'parts')).filter((name) =>
      name.endsWith('.json'),
    );
    const { status, report } = reportOf('parts/merged/report.json', 'merge', ...others.map((name) => `parts/${name}`));
    expect([status, report.problems.map(({ code }) => code)]).toEqual([3, ['missing-part']]);
    expect(readFileSync(join(repository.root, 'parts', first), 'utf8')).toContain(
      /No part judges (\w+)/.exec(report.problems[0]?.message ?? '')?.[1] ?? '?',
    );
  }, 600_000);
});
