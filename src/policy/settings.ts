import { gates, type Gate } from '../gates/index.ts';
import type { ComponentSettings, Configuration, GateSetting } from '../model/index.ts';

/** Settings of gates at one stage, by gate id in the order of the table. */
export type StageGates = Map<string, GateSetting>;

/** The settings of the gates that configuration and defaults demand at a stage; the component's own come last. */
export function settingsAt(
  stage: string,
  settings: ComponentSettings | null,
  configuration: Configuration,
): StageGates {
  const atStage = configuration.stages.find(({ name }) => name === stage)?.gates ?? {};
  const merged: StageGates = new Map();
  for (const { meta } of gates) {
    const own = settings?.gates[meta.id];
    const common = atStage[meta.id];
    // A component's own parameters add to a gate of the stage; they don't bring a gate to stages that don't ask for it.
    // `attested` is asked for by lines alone, at any stage.
    if (common !== undefined) merged.set(meta.id, { ...common, ...own });
    else if (own !== undefined && (own.off !== undefined || meta.id === 'attested')) merged.set(meta.id, own);
  }
  return merged;
}

/** A setting's parameters, without the switch. */
export function statedParams(setting: GateSetting | undefined): Record<string, unknown> {
  const { off: _off, ...params } = setting ?? {};
  return params;
}

/** Gate and, where it has one, metric, environment or attested text: what "the same gate" means. */
export function keyOf(gate: Gate, params: object): string {
  return `${gate.meta.id}\u0000${gate.identity?.(params) ?? ''}`;
}

/** Whether two parameter sets (or values of one parameter) are the same; both come from one schema, so their keys stand in one order. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
