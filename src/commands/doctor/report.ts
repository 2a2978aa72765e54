import type { SurveyedReport } from '../../collect/index.ts';
import type { PathMapping } from '../../evidence/index.ts';
import type { Problem } from '../../model/index.ts';
import type { Complaint, ExaminedReport } from './result.ts';

/** What the rest of the repository says of reports. */
export interface Surroundings {
  /** File → ids of the components that own it. */
  owners: Map<string, string[]>;
  /** Report → ids of the components with a row that rests on it. */
  users: Map<string, string[]>;
  /** Repository files that end like a path, if only by their name. */
  alike: (path: string) => string[];
}

const SHOWN_PATHS = 3;

/** What a report is, what its paths mean, and what is wrong with it. */
export function examineReport(surveyed: SurveyedReport, { owners, users, alike }: Surroundings): ExaminedReport {
  const { path, title, kind, provenance, paths } = surveyed;
  const matched = [...paths.values()].flatMap((found) => ('path' in found ? [found.path] : []));
  const citing = users.get(path) ?? [];
  const components = paths.size === 0 ? citing : [...new Set(matched.flatMap((file) => owners.get(file) ?? []))];
  // Coverage and tests of nobody's files prove nothing, although every row of their kind looks at them.
  const needsFiles = kind === 'coverage' || kind === 'tests';
  const used = citing.length > 0 && (paths.size === 0 || components.length > 0 || (matched.length > 0 && !needsFiles));
  const { format = null, tool = null, commit = null, createdAt = null } = provenance ?? {};
  return {
    path,
    format: format === 'unreadable' ? null : format,
    title,
    kind,
    tool,
    commit,
    createdAt,
    matchedPaths: matched.length,
    totalPaths: paths.size,
    components: components.sort(),
    used,
    complaints: complaintsOf(surveyed, matched.length, used),
    unmatched: unmatchedOf(paths, alike),
  };
}

function complaintsOf(
  { path, kind, paths, defects, warnings }: SurveyedReport,
  matched: number,
  used: boolean,
): Complaint[] {
  const ambiguous = [...paths.values()].filter((found) => 'ambiguous' in found).length;
  const problem = (code: string, message: string, hint: string): Problem => ({ code, message, at: { path }, hint });
  const errors = [
    ...defects,
    ...(paths.size > 0 && matched === 0
      ? [problem('paths-unmatched', 'None of its paths is a file of the repository.', FROM_ROOT)]
      : []),
  ];
  const remarks = [
    ...(ambiguous > 0 && matched > 0
      ? [
          problem(
            'path-ambiguous',
            `${ambiguous} of its paths could be several files, and are counted for none.`,
            FROM_ROOT,
          ),
        ]
      : []),
    ...(kind !== null && errors.length === 0 && !used
      ? [
          problem(
            'report-unused',
            'No gate of any component rests on it.',
            'Narrow the evidence globs, or describe the component that it is of.',
          ),
        ]
      : []),
    ...warnings,
  ];
  return [
    ...errors.map((one): Complaint => ({ ...one, severity: 'error' })),
    ...remarks.map((one): Complaint => ({ ...one, severity: 'warning' })),
  ];
}

const FROM_ROOT = 'Run the tool in the root of the repository, or leave its report in the folder that it ran in.';

function unmatchedOf(paths: Map<string, PathMapping>, alike: Surroundings['alike']): ExaminedReport['unmatched'] {
  return [...paths]
    .filter(([, found]) => !('path' in found))
    .slice(0, SHOWN_PATHS)
    .map(([path, found]) => ({ path, remark: remarkOn(path, found, alike) }));
}

function remarkOn(path: string, found: PathMapping, alike: Surroundings['alike']): string {
  if ('ambiguous' in found) return `could be ${listed(found.ambiguous)}`;
  const others = alike(path);
  return others.length === 0 ? 'no file of the repository has this name' : `only its end is that of ${listed(others)}`;
}

function listed(files: string[]): string {
  const [first = '', second, ...rest] = files;
  if (second === undefined) return first;
  return rest.length === 0 ? `${first} or ${second}` : `${first}, ${second} or another`;
}
