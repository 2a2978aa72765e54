import type { Requirement } from '../model/index.ts';
import { wordsOf } from './words.ts';

/** A functional requirement of the base that the head asks less of, and what of it is gone. */
export interface WeakenedRequirement {
  before: Requirement;
  /** `null`: it is gone altogether. */
  after: Requirement | null;
  lost: Requirement['criteria'];
}

/**
 * Requirements are paired by title, the others by number; none stands for two, or a removed one could hide behind the
 * next that took its number. Boxes may be reworded; fewer of them, and the ones whose words are gone are lost.
 */
export function weakenedPairs(base: Requirement[], head: Requirement[]): WeakenedRequirement[] {
  const free = new Set(head);
  const take = (isPair: (one: Requirement) => boolean): Requirement | undefined => {
    const found = [...free].find(isPair);
    if (found !== undefined) free.delete(found);
    return found;
  };
  const byTitle = base.map((before) => take(({ title }) => wordsOf(title) === wordsOf(before.title)));
  return base.flatMap((before, index): WeakenedRequirement[] => {
    const after = byTitle[index] ?? take(({ id }) => id === before.id);
    if (after === undefined) return [{ before, after: null, lost: before.criteria }];
    if (after.criteria.length >= before.criteria.length) return [];
    const kept = new Set(after.criteria.map(({ text }) => wordsOf(text)));
    const lost = before.criteria.filter(({ text }) => !kept.has(wordsOf(text)));
    return [{ before, after, lost: lost.length > 0 ? lost : before.criteria.slice(after.criteria.length) }];
  });
}
