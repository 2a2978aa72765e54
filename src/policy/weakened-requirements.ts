import type { Weakening } from '../gates/index.ts';
import type { ComponentPolicy } from './component-policy.ts';
import { weakenedPairs, type WeakenedRequirement } from './requirement-pairs.ts';
import { wordsOf } from './words.ts';

/** Functional requirements that were removed, or lost acceptance criteria. */
export function weakenedRequirements(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  return weakenedPairs(base.spec.requirements, head.spec.requirements).map(({ before, after, lost }) => ({
    what: 'requirement',
    subject: `requirement ${wordsOf(before.title)}`,
    message: describe({ before, after, lost }),
    base: after === null ? before.at : (lost[0]?.at ?? before.at),
    head: after?.at ?? null,
  }));
}

function describe({ before: { id, title }, after, lost }: WeakenedRequirement): string {
  if (after === null) return `Functional requirement removed: ${id} "${title}".`;
  return `${id} "${title}" lost acceptance criteria: ${lost.map(({ text }) => `"${text}"`).join(', ')}.`;
}
