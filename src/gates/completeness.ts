import type { Placeholder, Problem } from '../model/index.ts';
import type { Facts } from './known-facts.ts';

/** A specification, and the stages that it is read for. */
export type Aimed = Pick<Facts, 'spec' | 'ladder' | 'stagesToTarget' | 'stageNamed'>;

/** What a specification must say before it can earn its target stage, and does not. */
export function absentParts({ spec, stagesToTarget, stageNamed }: Aimed): Problem[] {
  const absent: string[] = [];
  if (spec.title === null) absent.push('a title ("# Component Specification: Name")');
  if (spec.idIsPlaceholder) absent.push(`a component id ("**Component ID:** \`${spec.id.value}\`")`);
  if (spec.status === null) absent.push('a status ("**Status:** In Development")');
  if (spec.targetStage === null) absent.push('a target stage ("**Target Stage:** staging")');
  if (spec.requirements.length === 0)
    absent.push('a functional requirement ("#### FR1: Name" below "Functional Requirements")');
  const described = new Set(
    spec.statements.filter(({ section }) => section === 'acceptance').map(({ stage }) => stageNamed(stage)),
  );
  for (const stage of stagesToTarget) {
    if (!described.has(stage))
      absent.push(`acceptance criteria of the stage ${stage} ("### ${stage} stage" below "Acceptance Criteria")`);
  }
  const at = { path: spec.path, line: 1 };
  return absent.map((part) => ({ code: 'part-absent', message: `The specification lacks ${part}.`, at }));
}

/**
 * Placeholders that nobody filled in. They fail where the gate looks (identity, requirements, criteria up to the target,
 * approvals from their stage on) and warn elsewhere.
 */
export function placeholderProblems(aimed: Aimed): { problem: Problem; fatal: boolean }[] {
  return aimed.spec.placeholders.map((placeholder) => ({
    problem: {
      code: 'placeholder',
      message: `The placeholder ${placeholder.text} is not filled in.`,
      at: placeholder.at,
    },
    fatal: isFatal(placeholder, aimed),
  }));
}

function isFatal({ section }: Placeholder, { stagesToTarget, stageNamed, ladder }: Aimed): boolean {
  if (section === 'identity' || section === 'requirements') return true;
  const [place, stage] = section?.split(':', 2) ?? [];
  if (place !== 'acceptance' && place !== 'approval') return false;
  const named = stageNamed(stage ?? null) ?? (place === 'approval' ? (ladder.at(-1) ?? null) : null);
  return named === null || stagesToTarget.includes(named);
}
