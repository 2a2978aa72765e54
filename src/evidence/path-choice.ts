import { cleaned, isAbsolute, isOfWindows } from './reported-path.ts';
import { lastSegments, type RepositoryFiles } from './repository-files.ts';

/** The repository files that one reported path may mean. */
export interface Choice {
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
  /** Below an installation's folder (`site-packages`), where each environment has a copy of its own. */
  installed: boolean;
  absolute: boolean;
}

/** Where the paths of a report may start from, besides the root of the repository. */
export interface ReportPlace {
  /** Folders that the report names (Cobertura's `<source>`). */
  roots: readonly string[];
  /** The report's own path. */
  path: string;
}

/** Paths of a report start from few folders: more roots than this explain nothing. */
const MAXIMUM_ROOTS = 16;

/** `null` when no repository file can be meant. */
export function choiceOf(path: string, place: ReportPlace, files: RepositoryFiles): Choice | null {
  const reported = cleaned(path);
  const own = reported === null ? null : find(reported, path, files);
  const found = isAbsolute(path) ? [] : [...belowRoots(path, place, files), ...besideReport(reported, place, files)];
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

function belowRoots(path: string, { roots }: ReportPlace, files: RepositoryFiles): Choice[] {
  const joined = new Set(roots.slice(0, MAXIMUM_ROOTS).map((root) => cleaned(`${root}/${path}`)));
  return [...joined].flatMap((place) => (place === null ? [] : (find(place, path, files) ?? [])));
}

/** A tool that ran in a package's folder left its report there: of the files that end like the path, that one. */
function besideReport(reported: string | null, { path, roots }: ReportPlace, files: RepositoryFiles): Choice[] {
  if (reported === null) return [];
  const folders = path.split('/').slice(0, -1);
  const below = roots.slice(0, MAXIMUM_ROOTS).filter((root) => !isAbsolute(root) && root !== '');
  const names = [reported, ...below.map((root) => `${root}/${reported}`)];
  const beside = folders
    .map((_folder, index) => folders.slice(0, index + 1).join('/'))
    .flatMap((folder) => names.map((name) => `${folder}/${name}`))
    .filter((name) => files.names.has(name));
  const [only, another] = beside;
  if (only === undefined) return [];
  // Files of several folders around the report are as likely, and likelier than one of the root that has the path itself.
  return [
    {
      ...plain,
      reported,
      suffix: beside.at(-1) ?? only,
      candidates: beside,
      whole: another === undefined ? only : null,
    },
  ];
}

const plain = { thin: false, installed: false, absolute: false };

function find(reported: string, written: string, files: RepositoryFiles): Choice | null {
  const match = isOfWindows(written) ? files.longestInAnyCase(reported) : files.longest(reported);
  if (match === null) return null;
  const { suffix, names } = match;
  // Below an installation's folder the whole rest must agree: a foreign package has files of the same names.
  const [, ...installed] = reported.split(/(?:^|\/)(?:site|dist)-packages\//);
  if (suffix.length < (installed.at(-1) ?? '').length) return null;
  const count = suffix.split('/').length;
  const [entire, another] = names.filter((name) => name.split('/').length === count);
  const whole = another === undefined ? (entire ?? null) : null;
  const thin = whole === null && suffix !== reported && count === 1;
  // In the repository's own spelling, for what follows to compare.
  const spelled = names.length === 1 ? lastSegments(names[0] ?? '', count) : suffix;
  return {
    reported: reported.slice(0, reported.length - suffix.length) + spelled,
    suffix: spelled,
    candidates: names,
    whole,
    thin,
    installed: installed.length > 0,
    absolute: isAbsolute(written),
  };
}
