import type { Weakening } from '../gates/index.ts';
import { inputPlace, isStatedBefore, type Asked } from './asked.ts';
import type { ComponentPolicy } from './component-policy.ts';
import { ladderOf, rankOf, stageNamed } from './ladder.ts';
import type { RepositoryPolicy } from './repository-policy.ts';

/** The input `target-stage` of the change's own workflow, where the base's specification aims higher. */
export function loweredByInput(
  before: ComponentPolicy,
  base: RepositoryPolicy,
  head: RepositoryPolicy,
  { by, stage }: Asked,
): Weakening[] {
  const { targetStage } = before.spec;
  if (by === 'person' || stage === null || targetStage === null) return [];
  const ladder = ladderOf(before.configuration);
  const rank = (written: string): number => rankOf(ladder, stageNamed(ladder, written));
  if (rank(stage) >= rank(targetStage.value) || isStatedBefore(base.workflows, 'target-stage', [stage])) return [];
  return [
    {
      what: 'target-stage',
      subject: 'input target-stage',
      message: `The input target-stage is ${stage}, the specification of the base aims at ${targetStage.value}.`,
      base: targetStage.at,
      head: inputPlace(head.workflows, 'target-stage'),
    },
  ];
}

/** The inputs `component` and `specs` of the change's own workflow, where they leave a component of the base out. */
export function leftOutByInput(
  before: ComponentPolicy,
  base: RepositoryPolicy,
  head: RepositoryPolicy,
  { by, components, specs }: Asked,
): Weakening[] {
  const inputs: [string, string[]][] = [
    ['component', components],
    ['specs', specs],
  ];
  const given = inputs.filter(([, value]) => value.length > 0);
  if (by === 'person' || given.some(([name, value]) => isStatedBefore(base.workflows, name, value))) return [];
  return given.slice(0, 1).map(([name]) => ({
    what: 'component',
    subject: `input component ${before.spec.id.value}`,
    message: `The input ${name} leaves out the component ${before.spec.id.value}, which the change affects.`,
    base: before.spec.id.at,
    head: inputPlace(head.workflows, name),
  }));
}
