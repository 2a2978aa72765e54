import type { Weakening } from '../gates/index.ts';
import { configurationPlace, type ComponentPolicy } from './component-policy.ts';

/** Stages whose deployments are looked for in another environment: one that may be easier to please. */
export function weakenedEnvironments(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  const before = new Map(Object.entries(base.settings?.environments ?? {}));
  const after = new Map(Object.entries(head.settings?.environments ?? {}));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((stage) => before.get(stage) !== after.get(stage))
    .map((stage) => {
      const named = (environments: Map<string, string>): string => environments.get(stage) ?? 'the default';
      const place = ({ configuration, settings, spec }: ComponentPolicy) =>
        configurationPlace(configuration, ['components', settings?.id ?? spec.id.value, 'environments', stage]);
      return {
        what: 'environment',
        subject: `environment ${stage}`,
        message: `The deployments of ${stage} are those of another environment: ${named(before)} became ${named(after)}.`,
        base: place(base),
        head: place(head),
      };
    });
}
