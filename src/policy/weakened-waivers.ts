import type { Weakening } from '../gates/index.ts';
import type { Waiver } from '../model/index.ts';
import { configurationPlace, type ComponentPolicy } from './component-policy.ts';

/** Waivers of the component that its base (`null`: a component that the base does not have) lacks, or lets expire earlier. */
export function addedWaivers(base: ComponentPolicy | null, head: ComponentPolicy): Weakening[] {
  const before = base?.configuration.waivers ?? [];
  return head.configuration.waivers.flatMap((waiver, index): Weakening[] => {
    if (waiver.component !== head.spec.id.value || before.some((one) => excusesAsMuch(one, waiver))) return [];
    const { gate, expires, owner, approver } = waiver;
    const place = configurationPlace(head.configuration, ['waivers', String(index)]);
    return [
      {
        what: 'waiver',
        subject: `waiver ${gate} ${expires}`,
        message: `The gate ${gate} was waived until ${expires} (owner ${owner}, approver ${approver}).`,
        base: base === null ? place : configurationPlace(base.configuration, ['waivers']),
        head: place,
      },
    ];
  });
}

function excusesAsMuch(one: Waiver, other: Waiver): boolean {
  return one.gate === other.gate && one.component === other.component && one.expires >= other.expires;
}
