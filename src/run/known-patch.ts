import type { Facts } from '../gates/index.ts';
import { onceFor, type UnitedCoverage } from '../model/index.ts';
import type { RunInput } from './input.ts';
import { byFile, gathered } from './by-file.ts';
import { coverageByFile, isSource, missing } from './known-evidence.ts';
import type { OwnedComponent } from './ownership.ts';

const SHOWN_FILES = 5;

/**
 * Coverage of the lines that the change adds or alters in the component's source files. A changed file whose lines or
 * whose coverage nobody knows leaves all unknown: it may hold the only line that no test executes.
 */
export function patchOf({ owned }: OwnedComponent, { base, evidence }: RunInput): Facts['patch'] {
  if (base.state === 'none') return { state: 'no-base' };
  if (base.state === 'error') return { state: 'error', problems: [base.problem], evidence: [] };
  if (base.changedPaths === null) return missing('The change touches too many files to know its lines.');
  const changed = new Set(gathered(changesByFile(base.changedPaths), owned.files).map(({ file }) => file));
  const covered = new Map(
    gathered(coverageByFile(evidence.coverage.files), changed).map((coverage) => [coverage.file, coverage]),
  );
  const judged = [...changed]
    .filter((path) => covered.has(path) || isSource(path, evidence))
    .map((path) => changedLinesOf(path, covered.get(path), base.changedLines.get(path)));
  const unknown = judged.flatMap((file) => ('unknown' in file ? [file.unknown] : []));
  if (unknown.length > 0) return missing(`The coverage of the changed lines is unknown: ${listed(unknown)}.`);
  const files = judged.flatMap((file) => ('unknown' in file ? [] : [file]));
  const missed = files.reduce((count, { missingLines }) => count + missingLines.length, 0);
  const hit = files.reduce((count, { coveredLines }) => count + coveredLines.length, 0);
  return {
    state: 'known',
    value: { lines: { covered: hit, total: hit + missed }, files },
    evidence: [],
    notes: [],
  };
}

const changesByFile = onceFor((paths: string[]) => byFile(paths.map((file) => ({ file }))));

type ChangedFile = { path: string; missingLines: number[]; coveredLines: number[] } | { unknown: string };

function changedLinesOf(path: string, coverage: UnitedCoverage | undefined, lines: number[] | undefined): ChangedFile {
  if (coverage === undefined) return { unknown: `${path} is in no coverage report` };
  if (coverage.coveredLines === null) return { unknown: `the reports list no lines of ${path}` };
  if (lines === undefined) return { unknown: `which lines of ${path} were changed` };
  const changed = new Set(lines);
  const among = (list: number[]): number[] => list.filter((line) => changed.has(line));
  return { path, missingLines: among(coverage.missingLines), coveredLines: among(coverage.coveredLines) };
}

function listed(reasons: string[]): string {
  const rest = reasons.length - SHOWN_FILES;
  return `${reasons.slice(0, SHOWN_FILES).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}
