import type { Weakening } from '../gates/index.ts';
import type { Enforcement } from '../model/index.ts';
import { inputPlace, isStatedBefore, type Asked } from './asked.ts';
import { configurationPlace } from './component-policy.ts';
import type { RepositoryPolicy } from './repository-policy.ts';

const order: Enforcement[] = [false, 'status', 'target'];

/** The stricter of two enforcements. */
export function stricterEnforcement(one: Enforcement, other: Enforcement): Enforcement {
  return isLooser(one, other) ? other : one;
}

/** Enforcement that the configuration lowers, or an input of the workflow against what the base's configuration states. */
export function weakenedEnforcement(base: RepositoryPolicy, head: RepositoryPolicy, asked: Asked): Weakening[] {
  const before = base.configuration.enforce;
  const found: Weakening[] = [];
  const place = configurationPlace(base.configuration, ['enforce']);
  const after = head.configuration.enforce;
  if (isLooser(after, before)) {
    const message = `Enforcement was lowered from ${String(before)} to ${String(after)}.`;
    const at = configurationPlace(head.configuration, ['enforce']);
    found.push({ what: 'enforce', subject: 'enforce', message, base: place, head: at });
  }
  const given = asked.by === 'change' ? asked.enforce : null;
  const stated = base.configuration.lines.has('enforce');
  if (
    given !== null &&
    stated &&
    isLooser(given, before) &&
    !isStatedBefore(base.workflows, 'enforce', [String(given)])
  ) {
    const message = `The input enforce is ${String(given)}, the configuration of the base states ${String(before)}.`;
    const at = inputPlace(head.workflows, 'enforce');
    found.push({ what: 'enforce', subject: 'input enforce', message, base: place, head: at });
  }
  return found;
}

function isLooser(one: Enforcement, other: Enforcement): boolean {
  return order.indexOf(one) < order.indexOf(other);
}
