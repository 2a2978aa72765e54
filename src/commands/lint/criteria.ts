import type { Problem, Spec, Statement } from '../../model/index.ts';
import { partsByStage, recognise, stageNamed, type Ladder } from '../../policy/index.ts';
import { graded, type LintedCriterion, type LintProblem } from './result.ts';

/** Every line of a specification that demands something, with the gates it becomes. */
export function criteriaOf(spec: Spec, ladder: Ladder): LintedCriterion[] {
  const parts = spec.statements.filter(isDemand).flatMap((statement) => partsByStage(statement, ladder));
  return parts.map(({ statement, stage, text: said }) => {
    const { text, at } = statement;
    const { demands } = recognise({ ...statement, text: said });
    const rollUp = demands.length === 0;
    const gates = demands.map(({ gate, stated }) => ({ id: gate.meta.id, params: { ...stated } }));
    return { text, at, stage: stageOf(stage, ladder), gates: rollUp ? [attested(text)] : gates, rollUp };
  });
}

/** Lines that will stay `missing` in every run as they are written. */
export function unprovableCriteria(spec: Spec): LintProblem[] {
  const problems = spec.statements.filter(isDemand).flatMap((statement): Problem[] => {
    const { demands, measurable } = recognise(statement);
    if (!demands.some(({ gate, bound }) => gate.meta.id === 'attested' && !bound)) return [];
    const { at, ticked, text } = statement;
    if (measurable) {
      return [
        {
          code: 'number-without-gate',
          message: `"${text}" states a number that no gate measures: ticked or not, it stays missing.`,
          at,
          hint: 'Reword it, bind it to evidence (<!-- gate: GATE key=value -->), or mark it with <!-- gate: attested -->.',
        },
      ];
    }
    if (ticked !== null) return [];
    return [
      {
        code: 'criterion-without-box',
        message: `No gate recognises "${text}", and it has no box that somebody could tick.`,
        at,
        hint: 'Give it a box, or bind it to evidence (<!-- gate: GATE key=value -->).',
      },
    ];
  });
  return graded('warning', problems);
}

/** A placeholder among the NFR targets demands nothing. */
function isDemand({ section, placeholder }: Statement): boolean {
  return section !== 'nfr' || placeholder === null;
}

/** Targets that name no stage are asked for at the last one. */
function stageOf(stage: string | null, ladder: Ladder): string {
  if (stage === null) return ladder.stages.at(-1) ?? '';
  return stageNamed(ladder, stage) ?? stage;
}

function attested(text: string): LintedCriterion['gates'][number] {
  return { id: 'attested', params: { text } };
}
