import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readJson } from '../../src/evidence/json.ts';
import type { Problem } from '../../src/model/index.ts';

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

async function problemOf(text: string): Promise<Problem> {
  const read = await readJson(once(text), 'reports/x.json', z.object({ a: z.number() }), 'numbers');
  if (read.ok) throw new Error('was read');
  return read.problems[0];
}

const long = '{\n' + '"some": ["longer", "text"],\n'.repeat(8);

describe('a JSON report that is none', () => {
  it.each([
    ['a message before it', 'Warning: hunter2 is no password\n{"a": 1}', 1],
    ['a message after it', '{"a": 1}\nFound hunter2.', 2],
    ['a word that is no value', `${long}"a": NaN,\n"password": "hunter2"}`, 10],
    ['such a word in a short text', '{\n"a": NaN, "hunter2": 1}', 2],
    ['a list that ends too early', '[1,\n2,\n]', 3],
    ['a comma too many', `${long}"a": 1,\n}`, 11],
    ['no end', `${long}"a": 1\n`, 10],
    ['a text without end', `${long}"a": "hunter2`, 10],
    ['nothing', ' \n\n', 1],
  ])('has a problem with %s in its line, and quotes nothing', async (_, text, line) => {
    const problem = await problemOf(text);
    expect(problem.at).toEqual({ path: 'reports/x.json', line });
    expect(problem.message).not.toMatch(/hunter2|\n/);
  });

  it('has a problem with a value of the wrong type in its place', async () => {
    expect((await problemOf('{"a": "hunter2"}')).message).toMatch(/^At a: /);
  });
});
