import { groupsOf, type Groups } from '../gates/index.ts';
import type { Configuration } from '../model/index.ts';

/** The configuration that is in force before the change; on a push, on a schedule and without `--base` there is none to ask. */
export type BaseConfiguration =
  { state: 'none' } | { state: 'error' } | { state: 'known'; configuration: Configuration };

/** The groups of people that count: the base's, so that no change makes its own author a member; of an unreadable base, none. */
export function groupsInForce(head: Configuration, base: BaseConfiguration): Groups {
  if (base.state === 'error') return new Map();
  return groupsOf((base.state === 'known' ? base.configuration : head).groups);
}
