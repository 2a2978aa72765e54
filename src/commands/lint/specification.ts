import { absentParts, placeholderProblems } from '../../gates/index.ts';
import type { Configuration, Problem, Statement } from '../../model/index.ts';
import { demandsOf, ladderOf, stageNamed, stageProblems, stagesUpTo, type Demand } from '../../policy/index.ts';
import type { ComponentInput } from '../../run/index.ts';
import { unprovableCriteria } from './criteria.ts';
import { dateProblems } from './dates.ts';
import { dependencyProblems } from './dependencies.ts';
import { graded, type LintProblem } from './result.ts';

/** Everything that is wrong with one specification; errors are what fails its `spec-complete`, or contradicts itself. */
export function specificationProblems(
  { spec, settings, problems }: ComponentInput,
  configuration: Configuration,
  ids: Set<string>,
  now: string,
): LintProblem[] {
  const ladder = ladderOf(configuration);
  const demands = demandsOf(spec, settings, configuration);
  const aimed = {
    spec,
    ladder: ladder.stages,
    stagesToTarget: stagesUpTo(ladder, stageNamed(ladder, spec.targetStage?.value ?? null)),
    stageNamed: (written: string | null) => stageNamed(ladder, written),
  };
  const statements = [...spec.problems, ...problems, ...stageProblems(spec, ladder), ...demands.problems];
  return [
    ...graded('error', [...absentParts(aimed), ...statements]),
    ...placeholderProblems(aimed).flatMap(({ problem, fatal }) => graded(fatal ? 'error' : 'warning', [problem])),
    ...dateProblems(spec, now),
    ...dependencyProblems(spec, ladder, ids),
    ...unprovableCriteria(spec),
    ...graded('warning', demands.rows.flatMap(unjudgedCriteria)),
    ...graded('warning', overruledLines(demands.rows, demands.problems)),
  ];
}

/** Lines whose gate the configuration turns off: nothing will ever be judged there. */
function unjudgedCriteria({ gate, off, stage, criterion, alsoAt }: Demand): Problem[] {
  if (off === null) return [];
  return [criterion, ...alsoAt].filter(isLine).map(({ at }) => ({
    code: 'gate-turned-off',
    message: `The configuration turns ${gate.meta.id} off at ${stage}, so this line is not judged: ${off}`,
    at,
    hint: 'Remove the line, or turn the gate on again.',
  }));
}

function isLine(statement: Statement | null): statement is Statement {
  return statement !== null;
}

/** Lines that ask for less than the configuration does: it stands, and the line misleads its reader. */
function overruledLines(rows: Demand[], disagreements: Problem[]): Problem[] {
  const told = new Set(disagreements.map(({ message }) => message));
  return rows
    .flatMap(({ findings }) => findings)
    .filter(({ message }) => !told.has(message))
    .map(({ message, path, line }) => ({
      code: 'line-overruled',
      message,
      at: path === null ? undefined : { path, line: line ?? undefined },
      hint: 'Make the line ask for what is judged.',
    }));
}
