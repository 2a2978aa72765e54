import type { DependencyStatement, Problem, Spec } from '../../model/index.ts';
import { stageNamed, type Ladder } from '../../policy/index.ts';
import { graded, type LintProblem } from './result.ts';

/** Dependencies on components that no specification describes, on the component itself, or at a stage that is none. */
export function dependencyProblems(spec: Spec, ladder: Ladder, ids: Set<string>): LintProblem[] {
  return spec.dependencies.flatMap((dependency) =>
    graded(dependency.optional ? 'warning' : 'error', [
      ...unknownComponent(dependency, spec.id.value, ids),
      ...unknownStage(dependency, ladder),
    ]),
  );
}

function unknownComponent({ id, at }: DependencyStatement, own: string, ids: Set<string>): Problem[] {
  if (id === own) {
    const message = `The component "${id}" requires itself.`;
    return [
      { code: 'dependency-on-itself', message, at, hint: 'Remove the line, or name the component that is meant.' },
    ];
  }
  if (ids.has(id)) return [];
  return [
    {
      code: 'unknown-dependency',
      message: `No specification describes the component "${id}".`,
      at,
      hint: `Expected one of ${[...ids].filter((known) => known !== own).join(', ') || 'the components of this repository (there is no other)'}.`,
    },
  ];
}

function unknownStage({ id, stage, at }: DependencyStatement, ladder: Ladder): Problem[] {
  if (stage === null || stageNamed(ladder, stage) !== null) return [];
  return [
    {
      code: 'unknown-stage',
      message: `"${stage}", asked of ${id}, is no stage.`,
      at,
      hint: `Expected one of ${ladder.stages.join(', ')}.`,
    },
  ];
}
