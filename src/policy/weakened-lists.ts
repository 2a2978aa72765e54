import type { Weakening } from '../gates/index.ts';
import type { ComponentPolicy } from './component-policy.ts';
import { listNames, loosenedList, type ListName } from './listed-demands.ts';

const titles: Record<ListName, string> = {
  approval: 'approval',
  metric: 'metric to track',
  alert: 'alert',
  user: 'user documentation',
  operational: 'operational documentation',
};

/** Approvals, metrics, alerts and documents that the specification no longer lists, or asks for at a later stage. */
export function weakenedLists(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  return listNames.flatMap((list) =>
    loosenedList(list, base, head).map(({ before, after }) => ({
      what: list === 'user' || list === 'operational' ? 'documentation' : list,
      subject: `${list} ${before.words}`,
      message:
        after === null
          ? `No longer listed: the ${titles[list]} "${before.text}".`
          : `Asked for at a later stage: the ${titles[list]} "${before.text}".`,
      base: before.at,
      head: after?.at ?? null,
    })),
  );
}
