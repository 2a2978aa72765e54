import type { Weakening } from '../gates/index.ts';
import type { DependencyStatement } from '../model/index.ts';
import type { ComponentPolicy } from './component-policy.ts';
import { ladderOf, rankOf, stageNamed } from './ladder.ts';

/** Required components that the head no longer requires, makes optional, or asks a lower stage of. */
export function weakenedDependencies(base: ComponentPolicy, head: ComponentPolicy): Weakening[] {
  return loosenedDependencies(base, head).map(({ before, after }) => ({
    what: 'dependency',
    subject: `dependency ${before.id}`,
    message: describe(before, after),
    base: before.at,
    head: after?.at ?? null,
  }));
}

/** The base's required components of which the head asks less, each with what the head says of it. */
export function loosenedDependencies(
  base: ComponentPolicy,
  head: ComponentPolicy,
): { before: DependencyStatement; after: DependencyStatement | null }[] {
  return base.spec.dependencies
    .filter(({ optional }) => !optional)
    .flatMap((before) => {
      const named = head.spec.dependencies.filter(({ id }) => id === before.id);
      const required = named.find((one) => !one.optional);
      if (required !== undefined && asksAsMuch(before, required, base)) return [];
      return [{ before, after: required ?? named[0] ?? null }];
    });
}

/** Without a stage a line asks for that of the row: the lowest at which dependencies are judged, and every one above. */
function asksAsMuch(
  before: DependencyStatement,
  after: DependencyStatement,
  { configuration }: ComponentPolicy,
): boolean {
  const ladder = ladderOf(configuration);
  const lowest = configuration.stages.findIndex(({ gates }) => Object.hasOwn(gates, 'dependencies-ready'));
  const rank = ({ stage }: DependencyStatement): number => rankOf(ladder, stageNamed(ladder, stage));
  if (after.stage === null) return before.stage === null || rank(before) <= lowest;
  return before.stage === null ? rank(after) === ladder.stages.length - 1 : rank(after) >= rank(before);
}

function describe({ id, stage }: DependencyStatement, after: DependencyStatement | null): string {
  if (after === null) return `The component ${id} is no longer required.`;
  if (after.optional) return `The component ${id} was required and is now optional.`;
  return `Of the required component ${id} the stage ${after.stage ?? 'of the row'} is asked, it was ${stage ?? 'that of the row'}.`;
}
