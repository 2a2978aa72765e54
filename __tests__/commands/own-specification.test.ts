import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lint } from '../../src/commands/index.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the specification of this project', () => {
  it('has nothing that lint says something about, nor has its configuration', async () => {
    const { result, exitCode } = await lint({ root, specs: [], config: null, now: '2100-01-01T00:00:00Z' });
    expect({ problems: result.problems, exitCode }).toEqual({ problems: [], exitCode: 0 });
  });

  it('is judged by gates line by line, and by a word nowhere', async () => {
    const { result } = await lint({ root, specs: [], config: null, now: '2100-01-01T00:00:00Z' });
    const words = result.criteria.filter(({ gates }) => gates.some(({ id }) => id === 'attested'));
    expect(words.map(({ text }) => text)).toEqual(['All development criteria met', 'All staging criteria met']);
  });
});
