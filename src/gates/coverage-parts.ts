import {
  fallsAtMost,
  formatPercent,
  meetsPercent,
  percentOf,
  type Finding,
  type Provenance,
  type Ratio,
} from '../model/index.ts';
import type { Judgement } from './gate.ts';
import { finding, unproven } from './judgement.ts';
import type { ComponentCoverage, Facts } from './known-facts.ts';

/** Which counts a share is of. */
export type Measure = 'combined' | 'lines' | 'branches';

/** What one demand on the coverage found: of the total, the changed lines, the worst file, the baseline. */
export interface CoveragePart {
  status: Judgement['status'];
  /** Its field of the row's `actual`. */
  actual: Record<string, unknown>;
  /** For the sentence that tells all parts; in parentheses it belongs to the part before. */
  said: string;
  findings: Finding[];
  evidence: Provenance[];
}

const SHOWN_FILES = 10;

/** The counts that a measure asks for; branches count where they were measured. */
export function measured({ lines, branches }: Pick<ComponentCoverage, 'lines' | 'branches'>, measure: Measure): Ratio {
  const measuredBranches = branches ?? { covered: 0, total: 0 };
  if (measure === 'lines') return lines;
  if (measure === 'branches') return measuredBranches;
  return { covered: lines.covered + measuredBranches.covered, total: lines.total + measuredBranches.total };
}

/** `{ covered, total, percent }`, as `actual` shows a share. */
export function share(ratio: Ratio): Ratio & { percent: number | null } {
  return { ...ratio, percent: percentOf(ratio) };
}

/** The covered share of the changed lines. A change in which nothing can be covered needs no cover. */
export function patchPart(patch: Facts['patch'], percent: number): CoveragePart {
  if (patch.state === 'no-base') {
    const said = 'patch not judged, there is no base';
    return { status: 'pass', actual: { patch: null }, said, findings: [], evidence: [] };
  }
  if (patch.state !== 'known') {
    const { status, findings, evidence } = unproven(patch, null);
    return { status, actual: { patch: null }, said: 'patch unknown', findings, evidence };
  }
  const { lines, files } = patch.value;
  const part = { actual: { patch: share(lines) }, evidence: patch.evidence };
  if (lines.total === 0) return { ...part, status: 'pass', said: 'patch without a line to cover', findings: [] };
  const said = `patch ${lines.covered} of ${lines.total} changed lines`;
  if (meetsPercent(lines, percent)) return { ...part, status: 'pass', said, findings: [] };
  const shortfall = finding(
    'fail',
    `Less than ${percent} % of the changed lines: ${lines.covered} of ${lines.total} are covered.`,
  );
  return { ...part, status: 'fail', said, findings: [shortfall, ...uncovered(files)] };
}

function uncovered(files: { path: string; missingLines: number[] }[]): Finding[] {
  const missed = files.filter(({ missingLines }) => missingLines.length > 0);
  const shown = missed.slice(0, SHOWN_FILES).map(({ path, missingLines }) => {
    const line = missingLines[0];
    const message = `${missingLines.length} changed lines are not covered: ${shortened(missingLines)}.`;
    return finding('fail', message, line === undefined ? { path } : { path, line });
  });
  const rest = missed.length - shown.length;
  return rest > 0 ? [...shown, finding('fail', `and changed lines of ${rest} more files`)] : shown;
}

function shortened(lines: number[]): string {
  const shown = lines.slice(0, 10).join(', ');
  return lines.length > 10 ? `${shown}…` : shown;
}

/** Whether each file has the demanded share; one that no report mentions may be the worst. */
export function worstFilePart({ files, absent }: ComponentCoverage, measure: Measure, percent: number): CoveragePart {
  const judged = files
    .map((file) => ({ path: file.path, ratio: measured(file, measure) }))
    .filter(({ ratio }) => ratio.total > 0)
    .sort((one, other) => compareShares(one.ratio, other.ratio));
  const [worst] = judged;
  const actual = { worst: worst === undefined ? null : { path: worst.path, ...share(worst.ratio) } };
  const said = worst === undefined ? 'no file measured' : `worst file ${worst.path} ${formatPercent(worst.ratio)}`;
  const part = { actual, said, evidence: [] };
  const low = judged.filter(({ ratio }) => !meetsPercent(ratio, percent));
  if (low.length > 0) return { ...part, status: 'fail', findings: lowFiles(low, percent) };
  if (absent.length > 0 || worst === undefined) {
    const why = finding('fail', `${absent.length} source files are in no coverage report: any may be the worst.`);
    return { ...part, status: 'missing', findings: [why] };
  }
  return { ...part, status: 'pass', findings: [] };
}

function lowFiles(low: { path: string; ratio: Ratio }[], percent: number): Finding[] {
  const shown = low
    .slice(0, SHOWN_FILES)
    .map(({ path, ratio }) =>
      finding('fail', `The file has ${formatPercent(ratio)}, less than ${percent} %.`, { path }),
    );
  const rest = low.length - shown.length;
  return rest > 0 ? [...shown, finding('fail', `and ${rest} more files below ${percent} %`)] : shown;
}

/** Exact: by cross products, not by quotients. */
function compareShares(one: Ratio, other: Ratio): number {
  const difference = BigInt(one.covered) * BigInt(other.total) - BigInt(other.covered) * BigInt(one.total);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether the total has fallen below the baseline's by no more than so many percentage points. */
export function dropPart(
  now: ComponentCoverage,
  baseline: Facts['baseline']['coverage'],
  measure: Measure,
  points: number,
): CoveragePart {
  if (baseline.state !== 'known') {
    const { status, findings, evidence } = unproven(baseline, null);
    return { status, actual: { baseline: null }, said: '(no baseline)', findings, evidence };
  }
  // Where one run measured no branches, only the lines are measured alike.
  const alike = (now.branches === null) === (baseline.value.branches === null);
  const common = alike || measure === 'branches' ? measure : 'lines';
  const [after, before] = [measured(now, common), measured(baseline.value, common)];
  const what = common === measure ? 'baseline' : 'baseline, by lines';
  const said = `(${what} ${formatPercent(before)}, ${signedDifference(after, before)})`;
  const found = common === measure ? share(before) : { ...share(before), measure: common };
  const part = { actual: { baseline: found }, said, evidence: baseline.evidence };
  if (before.total === 0 || after.total === 0) {
    const why = finding('fail', 'Baseline and present have nothing in common that was measured.');
    return { ...part, status: 'missing', findings: [why, ...baseline.notes] };
  }
  if (fallsAtMost(after, before, points)) return { ...part, status: 'pass', findings: baseline.notes };
  const counts = (ratio: Ratio): string => `${formatPercent(ratio)} (${ratio.covered}/${ratio.total})`;
  const fell = `The coverage fell from ${counts(before)} to ${counts(after)}, by more than ${points} percentage points.`;
  return { ...part, status: 'fail', findings: [finding('fail', fell), ...baseline.notes] };
}

/** `−0.80`; of the shown figures, so that a reader can check it. */
function signedDifference(after: Ratio, before: Ratio): string {
  const difference = (percentOf(after) ?? 0) - (percentOf(before) ?? 0);
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(2)}`;
}
