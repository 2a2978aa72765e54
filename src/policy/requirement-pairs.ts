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
 * Requirements are paired by title, else by number. Boxes may be reworded; fewer of them, and the ones whose words are
 * gone are lost.
 */
export function weakenedPairs(base: Requirement[], head: Requirement[]): WeakenedRequirement[] {
  return base.flatMap((before): WeakenedRequirement[] => {
    const after =
      head.find(({ title }) => wordsOf(title) === wordsOf(before.title)) ?? head.find(({ id }) => id === before.id);
    if (after === undefined) return [{ before, after: null, lost: before.criteria }];
    if (after.criteria.length >= before.criteria.length) return [];
    const kept = new Set(after.criteria.map(({ text }) => wordsOf(text)));
    const lost = before.criteria.filter(({ text }) => !kept.has(wordsOf(text)));
    return [{ before, after, lost: lost.length > 0 ? lost : before.criteria.slice(after.criteria.length) }];
  });
}
