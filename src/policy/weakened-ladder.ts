import type { Weakening } from '../gates/index.ts';
import type { Configuration } from '../model/index.ts';
import { configurationPlace } from './component-policy.ts';
import { ladderOf, rankOf } from './ladder.ts';

/** Stages that were removed (or renamed, which is the same), or stand in another order. */
export function weakenedLadder(base: Configuration, head: Configuration): Weakening[] {
  const [before, after] = [ladderOf(base), ladderOf(head)];
  const places = { base: configurationPlace(base, ['stages']), head: configurationPlace(head, ['stages']) };
  const removed = before.stages.filter((stage) => rankOf(after, stage) < 0);
  const kept = before.stages.filter((stage) => rankOf(after, stage) >= 0);
  const reordered = kept.some((stage, index) => rankOf(after, stage) < rankOf(after, kept[index - 1] ?? null));
  const weakenings: Weakening[] = removed.map((stage) => ({
    what: 'ladder',
    subject: `ladder ${stage}`,
    message: `The stage ${stage} was removed from the ladder.`,
    ...places,
    base: configurationPlace(base, ['stages', stage]),
  }));
  if (!reordered) return weakenings;
  const message = `The stages were put in another order: ${before.stages.join(', ')} became ${after.stages.join(', ')}.`;
  return [...weakenings, { what: 'ladder', subject: 'ladder order', message, ...places }];
}
