import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { init, initText } from '../../src/commands/index.ts';
import { removeRepositories } from '../repository.ts';
import { monorepo, nothing, python, typescript } from './init-projects.ts';

/** The transcripts of docs/init.md are what `init --yes` says. */

const page = join(import.meta.dirname, '..', '..', 'docs', 'init.md');
const accept = process.env['UPDATE_GOLDEN'] === '1';

/** An empty repository's component is called after its folder. */
function greenhouse(): string {
  const root = join(nothing().repository.root, 'greenhouse');
  mkdirSync(root);
  return root;
}

afterAll(removeRepositories);

describe('docs/init.md', () => {
  it.each([
    ['empty', greenhouse],
    ['python', () => python().repository.root],
    ['typescript', () => typescript().repository.root],
    ['monorepo', () => monorepo().repository.root],
  ])('shows what init says: %s (accept with UPDATE_GOLDEN=1)', async (name, make) => {
    const outcome = await init({ root: make(), now: '2026-11-22T12:00:00Z', ask: null });
    const transcript = `\`\`\`console\n$ maturity-gates init --yes\n${initText(outcome, 100)}\`\`\`\n`;
    const place = new RegExp(`(?<=<!-- transcript: ${name} -->\n)[^]*?(?=<!-- end -->)`);
    const text = readFileSync(page, 'utf8');
    if (accept)
      writeFileSync(
        page,
        text.replace(place, () => transcript),
      );
    expect(place.exec(readFileSync(page, 'utf8'))?.[0]).toBe(transcript);
  });
});
