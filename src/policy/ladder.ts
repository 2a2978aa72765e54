import type { Configuration } from '../model/index.ts';

/** The stages a component climbs, lowest first. */
export interface Ladder {
  stages: string[];
}

/** The ladder that a configuration describes. */
export function ladderOf({ stages }: Configuration): Ladder {
  return { stages: stages.map(({ name }) => name) };
}

/** Other words for the default stages, and for a status that names the stage it leads to. */
const aliases: Record<string, string> = { dev: 'development', prod: 'production', stage: 'staging' };

/** The rank of a stage, 0 for the lowest; -1 for none. */
export function rankOf(ladder: Ladder, stage: string | null): number {
  return stage === null ? -1 : ladder.stages.indexOf(stage);
}

/** Stages up to and including one; none for `null`. */
export function stagesUpTo(ladder: Ladder, stage: string | null): string[] {
  return ladder.stages.slice(0, rankOf(ladder, stage) + 1);
}

/**
 * The ladder's stage that a specification means by `Staging`, `staging (after the migration)`, `In Development`,
 * `Prod` or `Production Stage`; `null` when it is none.
 */
export function stageNamed(ladder: Ladder, written: string | null): string | null {
  if (written === null) return null;
  const words = written
    .toLowerCase()
    .replace(/[`*_"']/g, '')
    .replace(/\(.*$/, '')
    .replace(/^\s*in\s+/, '')
    .replace(/\bstage\b\s*:?/g, '')
    .trim();
  return (
    ladder.stages.find((stage) => stage.toLowerCase() === words) ??
    ladder.stages.find((stage) => stage.toLowerCase() === aliases[words]) ??
    null
  );
}

/** The stage that a status declares: none for a draft; `undefined` when the status is no stage of the ladder. */
export function declaredStage(ladder: Ladder, status: string): string | null | undefined {
  if (/^[`*_\s]*draft\b/i.test(status)) return null;
  return stageNamed(ladder, status) ?? undefined;
}
