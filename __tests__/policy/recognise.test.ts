import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { recognise } from '../../src/policy/index.ts';
import { line } from './specs.ts';

/** A real line and the gates it demands; `also` are other right answers, a `negative` demands none. */
const phrase = z.object({
  text: z.string(),
  gates: z.array(z.looseObject({ id: z.string() })),
  also: z.array(z.array(z.looseObject({ id: z.string() }))).default([]),
  negative: z.boolean().default(false),
});
type Phrase = z.infer<typeof phrase>;
type Answer = Phrase['gates'];

/** Parameters that are compared; others may differ in shape. */
const compared = new Set(['percent', 'patch', 'days', 'environment', 'max', 'approvals']);

function phrasesIn(file: URL): Phrase[] {
  return z.array(phrase).parse(JSON.parse(readFileSync(file, 'utf8')));
}

function answerTo(text: string): Answer {
  const { demands } = recognise(line(text, 1));
  return demands.length === 0
    ? [{ id: 'attested' }]
    : demands.map(({ gate, stated }) => ({ ...stated, id: gate.meta.id }));
}

/** The same gates, however often, with the parameters that are wanted. */
function fits(wanted: Answer, given: Answer): boolean {
  const ids = (answer: Answer): string => [...new Set(answer.map(({ id }) => id))].sort().join(' ');
  if (ids(wanted) !== ids(given)) return false;
  return wanted.every((one) =>
    given.some((other) =>
      Object.entries(one).every(([name, value]) =>
        name === 'id' ? other.id === value : !compared.has(name) || other[name] === value,
      ),
    ),
  );
}

function missesAmong(phrases: Phrase[]): Phrase[] {
  return phrases.filter(({ text, gates, also }) => ![gates, ...also].some((wanted) => fits(wanted, answerTo(text))));
}

function said(misses: Phrase[]): string {
  return misses
    .map(({ text, gates }) => `${text}\n  wanted ${JSON.stringify(gates)}\n  given  ${JSON.stringify(answerTo(text))}`)
    .join('\n');
}

function expectMostRight(phrases: Phrase[]): void {
  const misses = missesAmong(phrases);
  if (misses.length > 0) console.log(`${misses.length} of ${phrases.length} are wrong:\n${said(misses)}`);
  expect(said(misses.filter(({ negative }) => negative))).toBe('');
  expect(1 - misses.length / phrases.length).toBeGreaterThanOrEqual(0.95);
}

describe('the words of real teams', () => {
  it('are recognised in 95 of 100 lines, and no task, mention or measurement is taken for a demand', () => {
    expectMostRight(phrasesIn(new URL('../fixtures/phrases/phrases.json', import.meta.url)));
  });

  const elsewhere = new URL('../../../shared/phrases.json', import.meta.url);
  if (existsSync(elsewhere)) {
    it('are recognised as well in the larger list beside the repository', () => {
      expectMostRight(phrasesIn(elsewhere));
    });
  } else {
    it('have no larger list beside the repository: only the project’s own was read', () => {
      console.log('shared/phrases.json is not beside the repository: the larger list was not read.');
      expect(existsSync(elsewhere)).toBe(false);
    });
  }
});
