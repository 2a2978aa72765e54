import type { Location } from '../model/index.ts';
import type { ComponentPolicy } from './component-policy.ts';
import { ladderOf, rankOf, stageNamed } from './ladder.ts';
import { wordsOf } from './words.ts';

/** The lists of a specification whose entries a gate reads. */
export const listNames = ['approval', 'metric', 'alert', 'user', 'operational'] as const;
export type ListName = (typeof listNames)[number];

/** An entry of a list, as it is compared: by its words, and by the stage from which it is asked for. */
export interface ListedDemand {
  words: string;
  text: string;
  /** 0: from the lowest stage on. */
  from: number;
  at: Location;
}

/** A demand of the base that the head's list lacks, or asks for later. */
export interface LoosenedDemand {
  before: ListedDemand;
  after: ListedDemand | null;
}

/** What of the base's list is gone, or asked for later, on the base's ladder. */
export function loosenedList(list: ListName, base: ComponentPolicy, head: ComponentPolicy): LoosenedDemand[] {
  const after = listed(list, head, base);
  return listed(list, base, base).flatMap((before): LoosenedDemand[] => {
    const named = after.filter(({ words }) => words === before.words);
    const earliest = named.sort((one, other) => one.from - other.from)[0] ?? null;
    return earliest !== null && earliest.from <= before.from ? [] : [{ before, after: earliest }];
  });
}

function listed(list: ListName, { spec }: ComponentPolicy, { configuration }: ComponentPolicy): ListedDemand[] {
  const ladder = ladderOf(configuration);
  const rank = (stage: string | null): number => rankOf(ladder, stageNamed(ladder, stage));
  switch (list) {
    case 'approval':
      return spec.approvals
        .filter(({ placeholder }) => placeholder === null)
        .map(({ role, stage, at }) => {
          // Without a stage, or with one that is none, the last one asks for it.
          const from = rank(stage) < 0 ? ladder.stages.length - 1 : rank(stage);
          return { words: wordsOf(role), text: role, from, at };
        });
    case 'metric':
    case 'alert':
      return spec.monitoring[list === 'metric' ? 'metrics' : 'alerts'].map(({ name, at }) => ({
        words: name,
        text: name,
        from: 0,
        at,
      }));
    case 'user':
    case 'operational':
      return spec.documentation[list].map(({ text, stage, at }) => ({
        words: wordsOf(text),
        text,
        from: Math.max(0, rank(stage)),
        at,
      }));
  }
}
