import type { Weakening } from '../gates/index.ts';
import type { Location } from '../model/index.ts';
import { configurationPlace, type ComponentPolicy } from './component-policy.ts';
import { declaredStage, ladderOf, rankOf, stageNamed, type Ladder } from './ladder.ts';
import { weakenedDependencies } from './weakened-dependencies.ts';
import { weakenedEnvironments } from './weakened-environments.ts';
import { weakenedFiles } from './weakened-files.ts';
import { weakenedLists } from './weakened-lists.ts';
import { weakenedRequirements } from './weakened-requirements.ts';
import { weakenedSettings } from './weakened-settings.ts';
import { weakenedStatements } from './weakened-statements.ts';
import { addedWaivers } from './weakened-waivers.ts';

/** Every way in which the head demands less of a component than the base; `repository` are the head's files. */
export function weakenings(base: ComponentPolicy, head: ComponentPolicy, repository: string[]): Weakening[] {
  return [
    ...loweredStage('target', base, head),
    ...loweredStage('status', base, head),
    ...weakenedStatements(base, head),
    ...weakenedRequirements(base, head),
    ...weakenedDependencies(base, head),
    ...weakenedLists(base, head),
    ...weakenedFiles(base, head, repository),
    ...weakenedEnvironments(base, head),
    ...weakenedSettings(base, head),
    ...addedWaivers(base, head),
  ];
}

/** A component of the base that the head judges no longer: its specification or its entry is gone, or is not found any more. */
export function removedComponent({ spec, configuration }: ComponentPolicy, specs: Location | null): Weakening {
  const named = spec.id.value;
  const message = `The component ${named} was removed: ${spec.path} is gone, names it no longer, or is not looked for.`;
  const at = configurationPlace(configuration, ['components', named]);
  return {
    what: 'component',
    subject: `component ${named}`,
    message,
    base: at.line === undefined ? spec.id.at : at,
    head: specs,
  };
}

/** Of a component that the base does not have, only its waivers and the gates that it turns off are weakenings. */
export function newComponentWeakenings(head: ComponentPolicy): Weakening[] {
  return [...turnedOff(head), ...addedWaivers(null, head)];
}

function turnedOff({ settings, configuration }: ComponentPolicy): Weakening[] {
  return Object.entries(settings?.gates ?? {}).flatMap(([gate, { off }]): Weakening[] => {
    if (off === undefined) return [];
    const at = configurationPlace(configuration, ['components', settings?.id ?? '', 'gates', gate]);
    const message = `The new component turns the gate ${gate} off: ${off}`;
    return [{ what: 'gate-off', subject: `gate-off ${gate}`, message, base: at, head: at }];
  });
}

/** What a specification says of a stage: where it aims, and what it claims to be. */
const claims = {
  target: {
    name: 'Target stage',
    written: ({ spec }: ComponentPolicy) => spec.targetStage,
    stage: (ladder: Ladder, written: string) => stageNamed(ladder, written),
  },
  status: {
    name: 'Status',
    written: ({ spec }: ComponentPolicy) => spec.status,
    stage: (ladder: Ladder, written: string) => declaredStage(ladder, written) ?? null,
  },
};

/** Compared on the base's ladder, where both must be found. */
function loweredStage(what: keyof typeof claims, base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  const { name, written, stage } = claims[what];
  const [before, after] = [written(base), written(head)];
  if (before === null) return [];
  const ladder = ladderOf(base.configuration);
  const rank = (policy: ComponentPolicy, claim: string): number =>
    rankOf(ladder, stage(ladderOf(policy.configuration), claim));
  if (after !== null && rank(head, after.value) >= rank(base, before.value)) return [];
  if (after === null && rank(base, before.value) < 0) return [];
  const message = `${name} lowered from ${before.value} to ${after?.value ?? 'nothing'}.`;
  return [{ what, subject: what, message, base: before.at, head: after?.at ?? null }];
}
