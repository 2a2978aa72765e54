import { groupsOf, type Weakening } from '../gates/index.ts';
import type { Configuration } from '../model/index.ts';
import { configurationPlace } from './component-policy.ts';

/**
 * The group that alone may approve weakenings, where the configuration has one; without it everybody with write access
 * may who is not the author.
 */
export const POLICY_GROUP = 'policy';

/** People whose approval counts from the next change on and did not until now: new members of a group, or everybody. */
export function widenedGroups(base: Configuration, head: Configuration): Weakening[] {
  const now = groupsOf(head.groups);
  return [...groupsOf(base.groups)].flatMap(([group, before]): Weakening[] => {
    const members = now.get(group);
    const added = [...(members ?? [])].filter((user) => !before.has(user));
    const isOpened = group === POLICY_GROUP && members === undefined;
    if (added.length === 0 && !isOpened) return [];
    const message = isOpened
      ? `The group ${group} was removed: everybody with write access may approve weakenings.`
      : `The group ${group} was widened by ${added.join(', ')}.`;
    const placeIn = (one: Configuration) => configurationPlace(one, ['groups', group]);
    return [{ what: 'group', subject: `group ${group}`, message, base: placeIn(base), head: placeIn(head) }];
  });
}
