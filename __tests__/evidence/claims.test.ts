import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { formats } from '../../src/evidence/index.ts';
import { FACTOR, growth } from '../growth.ts';
import { bytes, fixture, headOf } from './reading.ts';

const folder = join(import.meta.dirname, '../fixtures/formats');
const fixtures = readdirSync(folder).flatMap((id) =>
  readdirSync(join(folder, id))
    .filter((name) => !name.endsWith('.md'))
    .map((name) => `${id}/${name}`),
);
const claimants = (content: Uint8Array, path: string): string[] =>
  formats.filter((format) => format.sniff(headOf(content, path))).map(({ id }) => id);

describe('A file', () => {
  it.each(fixtures)('%s is claimed by no format but its own', (path) => {
    const own = path.slice(0, path.indexOf('/'));
    expect(claimants(fixture(path), path).filter((id) => id !== own)).toEqual([]);
  });

  it.each(fixtures.filter((path) => fixture(path).length > 3))('%s is recognised by its content', (path) => {
    // mypy has but a sentence for a path that is not there.
    const name = path.endsWith('mypy-missing.jsonl') ? path : 'x';
    expect(claimants(fixture(path), name)).toEqual(claimants(fixture(path), path));
  });

  it.each(['', '\n', '{}', '[]', 'null', '[{}]', '{"results": []}', 'text', '\0'])(
    'of %j proves nothing without a name',
    (content) => {
      expect(claimants(bytes(content), 'reports/report.json')).toEqual([]);
    },
  );
});

describe('An empty list', () => {
  it.each(['ruff', 'ruff-gitlab', 'eslint', 'gitleaks'])('is of %s where its name says so', (id) => {
    expect(claimants(bytes('[]\n'), `reports/${id}.json`)).toEqual([id]);
  });

  it('is of nobody where its name says two', () => {
    expect(claimants(bytes('[]'), 'reports/ruff-and-eslint.json')).toHaveLength(2);
  });
});

describe('Telling formats apart', () => {
  const pieces = [' ', '\n', '{', '[', '(1,', '"a":', '[{"code":', '{"file":"x",', 'a(1,1): error ', '> a\n', '\\"'];

  it.each(formats)('takes a time in proportion to the text: $id', async (format) => {
    for (const piece of pieces) {
      const grown = await growth(16384, (size) =>
        format.sniff({ path: 'x.json', text: piece.repeat(size / piece.length), complete: true }),
      );
      expect(grown).toBeLessThan(FACTOR ** 2 * 0.8);
    }
  });
});
