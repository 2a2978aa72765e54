import type { Weakening } from '../gates/index.ts';
import { inputPlace, isStatedBefore, type Asked } from './asked.ts';
import type { RepositoryPolicy } from './repository-policy.ts';
import { weakenedEnforcement } from './weakened-enforcement.ts';
import { weakenedEvidence } from './weakened-evidence.ts';
import { widenedGroups } from './weakened-groups.ts';
import { weakenedLadder } from './weakened-ladder.ts';
import { droppedScans } from './weakened-scans.ts';
import { editedWorkflows } from './weakened-workflows.ts';

/** Every way in which the head demands less of all components, and edits of workflows that are only worth a remark. */
export function repositoryWeakenings(
  base: RepositoryPolicy,
  head: RepositoryPolicy,
  asked: Asked,
): { weakenings: Weakening[]; remarks: Weakening[] } {
  const edits = editedWorkflows(base.workflows, head.workflows);
  const of = (loosens: boolean): Weakening[] =>
    edits.filter((edit) => edit.loosens === loosens).map(({ weakening }) => weakening);
  const weakenings = [
    ...weakenedLadder(base.configuration, head.configuration),
    ...weakenedEnforcement(base, head, asked),
    ...narrowedEvidence(base, head, asked),
    ...widenedGroups(base.configuration, head.configuration),
    ...droppedScans(base.configuration, head.configuration),
    ...of(true),
  ];
  return { weakenings, remarks: of(false) };
}

/** An input that replaces the globs is compared with what the base's configuration states, not with its defaults. */
function narrowedEvidence(base: RepositoryPolicy, head: RepositoryPolicy, asked: Asked): Weakening[] {
  const stated = base.configuration.lines.has('evidence');
  if (asked.by === 'person' || asked.evidence.length === 0)
    return weakenedEvidence(base.evidence, head.evidence, stated);
  if (!stated || isStatedBefore(base.workflows, 'evidence', asked.evidence)) return [];
  const at = inputPlace(head.workflows, 'evidence') ?? head.evidence.at;
  return weakenedEvidence(base.evidence, { ...head.evidence, at }, stated);
}
