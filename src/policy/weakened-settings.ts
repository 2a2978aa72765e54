import { gateNamed, type Gate, type Weakening } from '../gates/index.ts';
import type { GateSetting } from '../model/index.ts';
import { settingPlace, type ComponentPolicy } from './component-policy.ts';
import { keyOf, same, settingsAt, statedParams } from './settings.ts';

/** Gates that the configuration (with its defaults) no longer demands, has turned off or loosened, stage by stage. */
export function weakenedSettings(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  return base.configuration.stages.flatMap(({ name: stage }) => {
    const before = settingsAt(stage, base.settings, base.configuration);
    const after = settingsAt(stage, head.settings, head.configuration);
    return [...before].flatMap(([gate, setting]): Weakening[] => {
      const change = loosened(gate, setting, after.get(gate));
      if (change === null) return [];
      return [
        {
          what: change.what,
          subject: `${change.what} ${stage} ${gate}`,
          message: `At ${stage} the gate ${gate} ${change.how}`,
          base: settingPlace(base, stage, gate),
          head: settingPlace(head, stage, gate),
        },
      ];
    });
  });
}

function loosened(
  id: string,
  before: GateSetting,
  after: GateSetting | undefined,
): { what: string; how: string } | null {
  if (before.off !== undefined) return null;
  if (after === undefined) return { what: 'gate-removed', how: 'is no longer demanded.' };
  if (after.off !== undefined) return { what: 'gate-off', how: `was turned off: ${after.off}` };
  const gate = gateNamed(id);
  if (gate === undefined) return null;
  const wanted = gate.params.parse(statedParams(before));
  const given = gate.params.parse(statedParams(after));
  const parts = gate.split?.(given) ?? [given];
  if ((gate.split?.(wanted) ?? [wanted]).every((one) => parts.some((other) => isAsStrict(gate, one, other))))
    return null;
  return { what: 'threshold', how: `was loosened from ${JSON.stringify(wanted)} to ${JSON.stringify(given)}.` };
}

function isAsStrict(gate: Gate, before: object, after: object): boolean {
  return keyOf(gate, before) === keyOf(gate, after) && same(gate.strictest(before, after), after);
}
