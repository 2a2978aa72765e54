import { choiceOf, type Choice, type ReportPlace } from './path-choice.ts';
import { liesElsewhere, ruled, rulesOf, type Rules } from './path-rules.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** Which file of the repository a report means. `ambiguous` with one file: several paths of the report could be it. */
export type PathMapping = { path: string } | { ambiguous: string[] } | { unknown: true };

/**
 * Maps all paths of one report: by equality, then below one of the folders they may start from, then by the longest common end
 * with a repository file. Where that leaves a choice, the beginning that the report's unmistakable paths have in
 * common decides; if it does not, the path is ambiguous.
 */
export function mapPaths(
  reported: Iterable<string>,
  place: ReportPlace,
  files: RepositoryFiles,
): Map<string, PathMapping> {
  const choices = new Map<string, Choice | null>();
  for (const path of reported) choices.set(path, choiceOf(path, place, files));
  dropStrays(choices, files);
  const rules = rulesOf(choices.values());
  const mapping = new Map([...choices].map(([path, choice]) => [path, decide(choice, rules, files)]));
  settleCollisions(mapping, choices);
  return mapping;
}

/** What lies elsewhere in the repository is no file of it, and must not teach a rule. */
function dropStrays(choices: Map<string, Choice | null>, files: RepositoryFiles): void {
  const rules = rulesOf(choices.values());
  for (const [path, choice] of choices) {
    if (choice !== null && liesElsewhere(choice, rules, files)) choices.set(path, null);
  }
}

function decide(choice: Choice | null, rules: Rules, files: RepositoryFiles): PathMapping {
  if (choice === null) return { unknown: true };
  const { reported, candidates, whole, thin } = choice;
  const [only, another] = candidates;
  if (only !== undefined && another === undefined && !thin) return { path: only };
  const consistent = ruled(rules, reported, files);
  const [first] = consistent;
  if (whole !== null && !(rules.overrule && consistent.size === 1)) return { path: whole };
  if (consistent.size === 1 && first !== undefined) return { path: first };
  return thin ? { unknown: true } : { ambiguous: candidates };
}

/**
 * Two paths of a report that came to one file: the one that has more in common with it is meant. Copies of an installation
 * and of a whole checkout are the same file; of others that are equally like it nobody can say which one is.
 */
function settleCollisions(mapping: Map<string, PathMapping>, choices: ReadonlyMap<string, Choice | null>): void {
  const claims = new Map<string, { path: string; choice: Choice }[]>();
  for (const [path, found] of mapping) {
    const choice = choices.get(path);
    if (!('path' in found) || choice === null || choice === undefined || choice.installed) continue;
    const known = claims.get(found.path);
    if (known === undefined) claims.set(found.path, [{ path, choice }]);
    else known.push({ path, choice });
  }
  for (const [file, claiming] of claims) {
    if (new Set(claiming.map(({ choice }) => choice.reported)).size < 2) continue;
    const longest = Math.max(...claiming.map(({ choice }) => choice.suffix.length));
    for (const { path, choice } of claiming) {
      if (choice.suffix.length < longest) mapping.set(path, { unknown: true });
      else if (choice.whole === null) mapping.set(path, { ambiguous: [file] });
    }
  }
}
