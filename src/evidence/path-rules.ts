import type { Choice } from './path-choice.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** How a report's paths become repository paths: one beginning (possibly empty) takes the place of another. */
interface Rule {
  from: string;
  to: string;
}

/** What the unmistakable paths of a report have in common. */
export interface Rules {
  all: Rule[];
  /** Whether they are one rule, of so many paths that it outweighs files that happen to have the reported path. */
  overrule: boolean;
}

/** Paths of a report start from few folders: more rules than this explain nothing. */
const MAXIMUM_RULES = 8;
/** How deep a folder of an absolute path is looked for in the repository. */
const MAXIMUM_DEPTH = 8;

/** Learns from the paths that can mean one file only. */
export function rulesOf(choices: Iterable<Choice | null>): Rules {
  const rules = new Map<string, Rule>();
  let majority = 0;
  for (const choice of choices) {
    const [candidate, other] = choice?.candidates ?? [];
    if (choice === null || candidate === undefined || choice.thin) continue;
    if (other === undefined) {
      majority += 1;
      const rule = ruleBetween(choice.reported, candidate);
      rules.set(`${rule.from}\n${rule.to}`, rule);
    } else if (choice.whole !== null) {
      majority -= 1;
    }
  }
  return { all: rules.size > MAXIMUM_RULES ? [] : [...rules.values()], overrule: rules.size === 1 && majority > 0 };
}

/** The repository files that the rules make of a reported path. */
export function ruled({ all }: Rules, reported: string, files: RepositoryFiles): Set<string> {
  return new Set(all.flatMap((rule) => applied(rule, reported) ?? []).filter((path) => files.names.has(path)));
}

/**
 * Whether the path's folder is one of the repository, but not that of a file which ends like it: a generated or deleted file
 * of one package is not the file of that name in another.
 */
export function liesElsewhere(choice: Choice, { all }: Rules, files: RepositoryFiles): boolean {
  const { reported, suffix, candidates, absolute } = choice;
  const folder = withoutEnd(reported, suffix);
  if (folder === '') return false;
  const own = new Set(candidates.map((candidate) => withoutEnd(candidate, suffix)));
  const learnt = all
    .filter(({ from, to }) => from !== folder || !own.has(to))
    .flatMap((rule) => applied(rule, folder) ?? []);
  const written = absolute ? tailsOf(folder) : [folder];
  return [...learnt, ...written].some((place) => !own.has(place) && files.folders().has(place));
}

/** The folder that is left of a path without the end that it has in common with another; the root is the empty one. */
function withoutEnd(path: string, suffix: string): string {
  return path.slice(0, Math.max(0, path.length - suffix.length - 1));
}

/** The ends of a folder; its last segment alone says too little. */
function tailsOf(folder: string): string[] {
  const segments = folder.split('/').slice(-MAXIMUM_DEPTH);
  return segments.slice(0, -1).map((_segment, index) => segments.slice(index).join('/'));
}

function ruleBetween(reported: string, path: string): Rule {
  const from = reported.split('/');
  const to = path.split('/');
  while (from.length > 0 && from.at(-1) === to.at(-1)) {
    from.pop();
    to.pop();
  }
  return { from: from.join('/'), to: to.join('/') };
}

/** `null` when the rule says nothing of the path. */
function applied({ from, to }: Rule, reported: string): string | null {
  if (from !== '' && !reported.startsWith(`${from}/`)) return null;
  const rest = from === '' ? reported : reported.slice(from.length + 1);
  return to === '' ? rest : `${to}/${rest}`;
}
