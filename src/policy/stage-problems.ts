import type { Problem, Spec } from '../model/index.ts';
import { declaredStage, rankOf, stageNamed, type Ladder } from './ladder.ts';

/** Status and target that are no stage, or contradict each other. */
export function stageProblems({ status, targetStage }: Spec, ladder: Ladder): Problem[] {
  const known = ladder.stages.join(', ');
  const problems: Problem[] = [];
  const stage = status === null ? null : declaredStage(ladder, status.value);
  const declared = stage ?? null;
  const target = targetStage === null ? null : stageNamed(ladder, targetStage.value);
  if (status !== null && stage === undefined) {
    problems.push({
      code: 'unknown-status',
      message: `The status "${status.value}" is no stage.`,
      at: status.at,
      hint: `Expected Draft or one of ${known}.`,
    });
  }
  if (targetStage !== null && target === null) {
    problems.push({
      code: 'unknown-stage',
      message: `The target stage "${targetStage.value}" is no stage.`,
      at: targetStage.at,
      hint: `Expected one of ${known}.`,
    });
  }
  if (targetStage !== null && target !== null && rankOf(ladder, target) < rankOf(ladder, declared)) {
    problems.push({
      code: 'target-below-status',
      message: `The target stage ${target} is below the declared status ${status?.value ?? ''}.`,
      at: targetStage.at,
      hint: 'Raise the target, or lower the status.',
    });
  }
  return problems;
}
