import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Outcome } from '../../src/cli/command.ts';
import { answerTo } from '../../src/cli/program.ts';
import { schemaText } from '../../src/commands/index.ts';
import { emptyRepository, removeRepositories } from '../repository.ts';

/** `init` and `schema` as the command line answers. */

const view = { width: 100, colour: false };

function answer(...parameters: string[]): Promise<Outcome> {
  return answerTo(parameters, '0.0.0');
}

async function codeAndText(...parameters: string[]): Promise<[number, string]> {
  const { exitCode, text } = await answer(...parameters);
  return [exitCode, await text(view)];
}

afterAll(removeRepositories);

describe('init on the command line', () => {
  it('asks nothing where nobody can answer, writes, and exits with 0', async () => {
    const repository = emptyRepository();
    repository.write('package.json', '{ "name": "shop" }');
    const [code, text] = await codeAndText('init', '--root', repository.root, '--now', '2026-11-22');
    expect([code, text]).toEqual([0, expect.stringContaining('written specs/shop.md\n')]);
    expect(repository.read('specs/shop.md')).toContain('**Created:** 2026-11-22\n');
  });

  it.each([
    ['a root that does not exist', ['--root', 'no/such/folder'], 'is no folder'],
    ['a time that is none', ['--now', 'today'], 'is no ISO 8601 time'],
    ['an unknown option', ['--force'], "Unknown option '--force'"],
  ])('exits with 3 on %s', async (_name, parameters, sentence) => {
    const [code, text] = await codeAndText('init', '--yes', ...parameters);
    expect([code, text]).toEqual([3, expect.stringContaining(sentence)]);
  });
});

describe('schema on the command line', () => {
  it.each(['config', 'report'] as const)('prints the JSON Schema of %s', async (name) => {
    const [code, text] = await codeAndText('schema', name);
    expect([code, text]).toEqual([0, schemaText(name)]);
    expect(z.looseObject({ $id: z.url() }).safeParse(JSON.parse(text)).success).toBe(true);
  });

  it.each([[[]], [['workflow']], [['config', 'report']]])('exits with 3 on %j', async (parameters) => {
    const [code, text] = await codeAndText('schema', ...parameters);
    expect([code, text]).toEqual([3, expect.stringMatching(/^[A-Z].*\. See maturity-gates --help\.\n$/)]);
  });
});
