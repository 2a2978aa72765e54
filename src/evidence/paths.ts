import { indexSuffixes, type SuffixIndex } from './suffix-index.ts';

/** Which file of the repository a report means. */
export type PathMapping = { path: string } | { ambiguous: string[] } | { unknown: true };

/** The files of a repository, ready to be looked up. */
export type RepositoryFiles = SuffixIndex;

/** Paths are relative to the repository's root, with `/`. */
export function indexFiles(paths: Iterable<string>): RepositoryFiles {
  return indexSuffixes(paths);
}

/** The repository files that one reported path may mean. */
interface Choice {
  /** The reported path in our notation. */
  reported: string;
  /** The longest end in common. */
  suffix: string;
  /** All files with that end, or the first few. */
  candidates: string[];
  /** The candidate that is the reported path itself, or all of whose path the reported one ends with. */
  whole: string | null;
  /** Only the file's name agrees: likely a foreign file. */
  thin: boolean;
}

/** How a report's paths become repository paths: one beginning (possibly empty) takes the place of another. */
interface Rule {
  from: string;
  to: string;
}

interface Rules {
  all: Rule[];
  /** Whether they are one rule, of so many paths that it outweighs files that happen to have the reported path. */
  overrule: boolean;
}

/** Paths of a report start from few folders: more rules or roots than this explain nothing. */
const MAXIMUM_RULES = 8;
const MAXIMUM_ROOTS = 16;

/**
 * Maps all paths of one report: by equality, then below one of the report's `roots`, then by the longest common end
 * with a repository file. Where that leaves a choice, the beginning that the report's unmistakable paths have in
 * common decides; if it does not, the path is ambiguous.
 */
export function mapPaths(
  reported: Iterable<string>,
  roots: readonly string[],
  files: RepositoryFiles,
): Map<string, PathMapping> {
  const choices = new Map<string, Choice | null>();
  for (const path of reported) choices.set(path, choiceOf(path, roots.slice(0, MAXIMUM_ROOTS), files));
  const rules = rulesOf(choices.values());
  return new Map([...choices].map(([path, choice]) => [path, decide(choice, rules, files)]));
}

/** `null` when no repository file can be meant. */
function choiceOf(path: string, roots: readonly string[], files: RepositoryFiles): Choice | null {
  const reported = cleaned(path);
  const own = reported === null ? null : find(reported, files);
  const below = isAbsolute(path) ? [] : new Set(roots.map((root) => cleaned(`${root}/${path}`)));
  const found = [...below].flatMap((joined) => (joined === null ? [] : (find(joined, files) ?? [])));
  const longest = Math.max(own?.suffix.length ?? 0, ...found.map(({ suffix }) => suffix.length));
  if (own?.suffix.length === longest) return own;
  const best = found.filter(({ suffix }) => suffix.length === longest);
  const [first, second] = best;
  if (first === undefined) return null;
  // A root says more than the path alone, unless the path alone is a file too.
  const equal = own !== null && own.whole === own.reported ? [own.reported] : [];
  const candidates = [...new Set([...equal, ...best.flatMap((choice) => choice.candidates)])];
  const whole = second === undefined && equal.length === 0 ? first.whole : null;
  return { ...first, reported: reported ?? first.reported, candidates, whole };
}

function find(reported: string, files: RepositoryFiles): Choice | null {
  const match = files.longest(reported);
  if (match === null) return null;
  const { suffix, names } = match;
  // Below an installation's folder the whole rest must agree: a foreign package has files of the same names.
  const [, ...installed] = reported.split(/(?:^|\/)(?:site|dist)-packages\//);
  if (suffix.length < (installed.at(-1) ?? '').length) return null;
  const whole = files.names.has(suffix) ? suffix : null;
  const thin = whole === null && suffix !== reported && !suffix.includes('/');
  return { reported, suffix, candidates: names, whole, thin };
}

/** What the unmistakable paths of a report have in common. */
function rulesOf(choices: Iterable<Choice | null>): Rules {
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

function ruleBetween(reported: string, path: string): Rule {
  const from = reported.split('/');
  const to = path.split('/');
  while (from.length > 0 && from.at(-1) === to.at(-1)) {
    from.pop();
    to.pop();
  }
  return { from: from.join('/'), to: to.join('/') };
}

function decide(choice: Choice | null, rules: Rules, files: RepositoryFiles): PathMapping {
  if (choice === null) return { unknown: true };
  const { reported, candidates, whole, thin } = choice;
  const [only, another] = candidates;
  if (only !== undefined && another === undefined && !thin) return { path: only };
  const ruled = new Set(rules.all.map((rule) => applied(rule, reported)).filter((path) => files.names.has(path)));
  const [consistent] = ruled;
  if (whole !== null && !(rules.overrule && ruled.size === 1)) return { path: whole };
  if (ruled.size === 1 && consistent !== undefined) return { path: consistent };
  return thin ? { unknown: true } : { ambiguous: candidates };
}

/** Empty when the rule says nothing of the path. */
function applied({ from, to }: Rule, reported: string): string {
  if (from !== '' && !reported.startsWith(`${from}/`)) return '';
  const rest = from === '' ? reported : reported.slice(from.length + 1);
  return to === '' ? rest : `${to}/${rest}`;
}

function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\]|file:)/i.test(path);
}

/** Without URI notation, backslashes, `.` and `..`; `null` when it leads out of where it starts, or nowhere. */
function cleaned(path: string): string | null {
  const segments: string[] = [];
  for (const segment of withoutScheme(path).replaceAll('\\', '/').split('/')) {
    if (segment === '..' && segments.pop() === undefined) return null;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.length === 0 ? null : segments.join('/');
}

function withoutScheme(path: string): string {
  if (!/^file:/i.test(path)) return path;
  const rest = path.replace(/^file:(?:\/\/[^/]*)?/i, '');
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}
