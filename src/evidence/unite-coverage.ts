import {
  parsed,
  unparsed,
  type CoverageDetail,
  type FileCoverage,
  type LineBranches,
  type Parsed,
  type Ratio,
  type StatementBlock,
} from '../model/index.ts';
import { addLines, countBranches, coverageOfBlocks, coverageOfHits } from './hits.ts';

/**
 * What several reports together show of the repository file `path`: a line or a branch is covered when one of them
 * covers it. So the formats of one run give one figure, and the shards of a suite add up. Where hits can't be
 * compared, equal counts are accepted and unequal ones are a problem. A report that contradicts itself yields to
 * those that don't. A lone report is returned as it is.
 */
export function uniteFileCoverage(path: string, parts: readonly FileCoverage[]): Parsed<FileCoverage> {
  const sound = parts.filter((part) => part.consistent);
  const believed = sound.length > 0 ? sound : parts;
  const [first, second] = believed;
  if (first === undefined) {
    return unparsed({ code: 'coverage-missing', message: `No report covers ${path}.`, at: { path } });
  }
  if (second === undefined) return parsed(first);
  const united = uniteBlocks(path, believed) ?? uniteHits(path, believed) ?? commonCounts(path, believed);
  if (united !== null) return parsed(united);
  return unparsed({
    code: 'coverage-disagrees',
    message: `The reports do not agree on ${path}: ${[...new Set(believed.map(describe))].slice(0, 5).join('; ')}.`,
    at: { path },
    hint: 'Remove the reports of other runs, or combine the data before reporting (`coverage combine`).',
  });
}

type Branches = CoverageDetail['branches'];

/** `null` unless all parts count statements, and of the same blocks. */
function uniteBlocks(path: string, parts: readonly FileCoverage[]): FileCoverage | null {
  const united = new Map<string, StatementBlock>();
  for (const [position, { statements, hit }] of parts[0]?.detail?.blocks ?? [])
    united.set(position, { statements, hit });
  for (const { detail } of parts) {
    if (detail?.blocks?.size !== united.size) return null;
    for (const [position, { statements, hit }] of detail.blocks) {
      const known = united.get(position);
      if (known?.statements !== statements) return null;
      known.hit ||= hit;
    }
  }
  return coverageOfBlocks(path, united);
}

/** `null` when a part has no hits, counts something else than lines, or has branches that can't be compared. */
function uniteHits(path: string, parts: readonly FileCoverage[]): FileCoverage | null {
  const lines = new Map<number, boolean>();
  const details: CoverageDetail[] = [];
  const totals: { listed: number; counted: number }[] = [];
  for (const { detail, branches } of parts) {
    if (detail === null || detail.blocks !== undefined) return null;
    addLines(lines, detail.lines);
    if (branches === null) continue;
    details.push(detail);
    totals.push({ listed: countBranches(detail.branches).total, counted: branches.total });
  }
  const branches = uniteBranches(details);
  const unlisted = branches === null ? null : unlistedBranches(branches, totals);
  if (branches === null || unlisted === null) return null;
  return coverageOfHits(path, { lines, branches }, { measured: details.length > 0, consistent: true, unlisted });
}

/** `null` when parts give a line different numbers of branches, or one doesn't list a line where another misses some. */
function uniteBranches(details: readonly CoverageDetail[]): Branches | null {
  const united: Branches = new Map();
  const incomplete = new Set<number>();
  for (const { branches } of details) {
    for (const [line, own] of branches) {
      const together = uniteLineBranches(united.get(line) ?? own, own);
      if (together === null) return null;
      united.set(line, together);
      if (own.missing.length > 0) incomplete.add(line);
    }
  }
  const unlisted = ({ lines, branches }: CoverageDetail): boolean =>
    [...incomplete].some((line) => lines.has(line) && !branches.has(line));
  return details.some(unlisted) ? null : united;
}

/** Taken branches that only the counts know; `null` when there are some and the parts don't agree on the total. */
function unlistedBranches(united: Branches, totals: readonly { listed: number; counted: number }[]): number | null {
  if (totals.every(({ listed, counted }) => listed === counted)) return 0;
  const [counted = 0] = totals.map((total) => total.counted);
  const unlisted = counted - countBranches(united).total;
  return unlisted >= 0 && totals.every((total) => total.counted === counted) ? unlisted : null;
}

/**
 * The branches of a line that neither of two runs took; `null` when the totals differ. Where the two name their
 * branches in different ways, nothing more is certain than that the better one's were taken.
 */
export function uniteLineBranches(one: LineBranches, other: LineBranches): LineBranches | null {
  if (one.total !== other.total) return null;
  if (naming(one) === naming(other)) return { total: one.total, missing: common(one.missing, other.missing) };
  return one.missing.length <= other.missing.length ? one : other;
}

/** `destination` for line numbers and `exit`; the first word of other keys, which formats make up. */
function naming({ missing }: LineBranches): string {
  const other = missing.find((key) => !/^(?:\d+|exit)$/.test(key));
  return other === undefined ? 'destination' : (other.split(' ')[0] ?? '');
}

/** Multiset intersection, in the order of `one`. */
function common(one: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const key of other) left.set(key, (left.get(key) ?? 0) + 1);
  return one.filter((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count > 0;
  });
}

/** `null` unless all parts have the same counts. Branches that a part did not measure contradict nothing. */
function commonCounts(path: string, parts: readonly FileCoverage[]): FileCoverage | null {
  const lines = onlyRatio(parts.map((part) => part.lines));
  const measured = parts.flatMap((part) => part.branches ?? []);
  const branches = onlyRatio(measured);
  if (lines === null || (branches === null && measured.length > 0)) return null;
  return { reportedPath: path, lines, branches, detail: null, consistent: true };
}

function onlyRatio(ratios: readonly Ratio[]): Ratio | null {
  const [first] = ratios;
  if (first === undefined) return null;
  return ratios.every(({ covered, total }) => covered === first.covered && total === first.total) ? first : null;
}

function describe({ lines, branches }: FileCoverage): string {
  const lineCounts = `${lines.covered}/${lines.total} lines`;
  return branches === null ? lineCounts : `${lineCounts} and ${branches.covered}/${branches.total} branches`;
}
