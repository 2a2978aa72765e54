import { currentApprovals, finding, peopleNamed, type ChangeReviews, type Known } from '../gates/index.ts';
import type { Configuration, Finding, Location, Problem, Result, Status, Waiver } from '../model/index.ts';
import { groupsInForce, type BaseConfiguration } from './base-configuration.ts';
import { configurationPlace } from './component-policy.ts';

/** A waiver of the head, and why it may not be applied; `null` when it may. */
export interface VettedWaiver extends Waiver {
  at: Location;
  refusal: string | null;
}

/** Waivers by component and gate. */
export type Waivers = Map<string, VettedWaiver[]>;

/** What waivers make of a row. */
interface Waived {
  status: Status;
  waiver: Result['waiver'];
  findings: Finding[];
}

/** A waiver that expires within so many days is warned of. */
const WARNED_DAYS = 14;
const DAY = 86_400_000;

/**
 * Which waivers may be applied. One that the base has too, word for word, is trusted; any other is the change's own and
 * needs a current approval by its approver, who is neither the change's author nor the waiver's owner.
 */
export function vetWaivers(
  configuration: Configuration,
  base: BaseConfiguration,
  reviews: Known<ChangeReviews>,
): Waivers {
  const refusalOf = refusals(configuration, base, reviews);
  const vetted: Waivers = new Map();
  configuration.waivers.forEach((waiver, index) => {
    const key = keyOf(waiver.component, waiver.gate);
    const same = vetted.get(key) ?? [];
    same.push({ ...waiver, at: placeOf(configuration, index), refusal: refusalOf(waiver) });
    vetted.set(key, same);
  });
  return vetted;
}

/** The waivers of a component's gate. */
export function waiversOf(waivers: Waivers, component: string, gate: string): VettedWaiver[] {
  return waivers.get(keyOf(component, gate)) ?? [];
}

/** Replaces `fail`, `missing` and `error` by `waived` through the expiry day (UTC) of a waiver; after it the row fails. */
export function applyWaivers(status: Status, waivers: VettedWaiver[], now: string): Waived {
  if (waivers.length === 0 || !(status === 'fail' || status === 'missing' || status === 'error'))
    return { status, waiver: null, findings: [] };
  const today = new Date(now).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const live = waivers.filter(({ expires }) => expires >= today);
  const [longest] = live
    .filter(({ refusal }) => refusal === null)
    .sort((one, other) => other.expires.localeCompare(one.expires));
  if (longest !== undefined) return waivedBy(longest, status, today);
  const expired = waivers.filter(({ expires }) => expires < today);
  const findings = [
    ...expired.map(({ expires, at }) =>
      finding('fail', `The waiver expired on ${expires}: what it excused must hold now, or be waived anew.`, at),
    ),
    ...live.map(({ refusal, at }) => finding('fail', `The waiver is not applied: ${refusal ?? ''}.`, at)),
  ];
  return { status: expired.length > 0 ? 'fail' : status, waiver: null, findings };
}

/** Waivers of components that do not exist. They excuse nothing, but whoever wrote them believes that they do. */
export function waiverProblems(configuration: Configuration, components: Set<string>): Problem[] {
  return configuration.waivers.flatMap(({ component, gate }, index): Problem[] => {
    if (components.has(component)) return [];
    return [
      {
        code: 'unknown-component',
        message: `The waiver of ${gate} names the component "${component}", which does not exist.`,
        at: placeOf(configuration, index),
        hint: 'Mend the component’s id, or remove the waiver.',
      },
    ];
  });
}

function waivedBy({ reason, owner, approver, expires, line, at }: VettedWaiver, status: Status, today: string): Waived {
  const left = Math.round((Date.parse(expires) - Date.parse(today)) / DAY);
  const days = left === 1 ? '1 day' : `${left} days`;
  const ending = finding('warning', `The waiver expires on ${expires}, in ${days}; then the row fails.`, at);
  const excused = finding('note', `Waived until ${expires}, or the row would be ${status}: ${reason}`, at);
  return {
    status: 'waived',
    waiver: { reason, owner, approver, expires, path: at.path, line },
    findings: left <= WARNED_DAYS ? [excused, ending] : [excused],
  };
}

/** Why a waiver is refused, `null` when it is not: a function of the waiver, for one base and one change. */
function refusals(
  head: Configuration,
  base: BaseConfiguration,
  reviews: Known<ChangeReviews>,
): (waiver: Waiver) => string | null {
  if (base.state === 'none') return () => null;
  if (base.state === 'error') return () => 'the base can’t be read, so nobody knows whether the change brought it';
  const trusted = new Set(base.configuration.waivers.map(wordsOf));
  const groups = groupsInForce(head, base);
  const approvers = reviews.state === 'known' ? currentApprovals(reviews.value).approvers : [];
  return (waiver) => {
    if (trusted.has(wordsOf(waiver))) return null;
    const owners = peopleNamed(waiver.owner, groups);
    const wanted = [...peopleNamed(waiver.approver, groups)].filter((login) => !owners.has(login));
    if (approvers.some((user) => wanted.includes(user.toLowerCase()))) return null;
    return `the base does not have it as it stands, and its approver ${waiver.approver} has no current approving review here`;
  };
}

function wordsOf({ gate, component, reason, owner, approver, expires }: Waiver): string {
  return JSON.stringify([gate, component, reason, owner, approver, expires]);
}

function placeOf(configuration: Configuration, index: number): Location {
  return configurationPlace(configuration, ['waivers', String(index)]);
}

function keyOf(component: string, gate: string): string {
  return `${component}\u0000${gate}`;
}
