import { leftOutByInput } from '../policy/index.ts';
import type { GovernedInput } from './govern.ts';
import type { OwnedComponent } from './ownership.ts';
import { policyChange } from './policy-change.ts';

/**
 * The components to report. An affected one that the change's own workflow leaves out is reported nevertheless, unless
 * somebody approved; so is one that the change removes.
 */
export function wantedComponents(all: OwnedComponent[], input: GovernedInput): OwnedComponent[] {
  const { only } = input;
  if (only.length === 0) return all;
  return all.flatMap((component) => (only.includes(component.spec.id.value) ? [component] : leftOut(component, input)));
}

function leftOut(component: OwnedComponent, input: GovernedInput): OwnedComponent[] {
  const { base, approvedBy, repository, asked, reviews } = input;
  const { before, change, affected } = component;
  if (base.state !== 'known' || before === null || approvedBy !== null || !affected) return [];
  if (change.state !== 'known') return [];
  const own = leftOutByInput(before, base.repository, repository, asked);
  if (own.length === 0) return [];
  const weakenings = [...own, ...change.value.weakenings];
  return [
    { ...component, change: policyChange({ weakenings, approvedBy }, change.notes, { reviews }), stricter: before },
  ];
}
