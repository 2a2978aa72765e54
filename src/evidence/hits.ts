import type { CoverageDetail, FileCoverage, LineBranches, Ratio, StatementBlock } from '../model/index.ts';

/** What hits alone don't tell. */
interface Circumstances {
  /** Whether branches were measured at all. */
  measured: boolean;
  consistent: boolean;
  /**
   * Branches that the counts hold as taken but no list names: coverage.py's lines marked `# pragma: no branch`
   * (https://coverage.readthedocs.io/en/latest/branch.html#excluding-code).
   */
  unlisted: number;
}

/** Coverage of a file whose counts are those of its hits. */
export function coverageOfHits(reportedPath: string, detail: CoverageDetail, about: Circumstances): FileCoverage {
  const listed = countBranches(detail.branches);
  const branches = { covered: listed.covered + about.unlisted, total: listed.total + about.unlisted };
  return {
    reportedPath,
    lines: countLines(detail.lines),
    branches: about.measured ? branches : null,
    detail,
    consistent: about.consistent,
  };
}

/** Coverage of a file whose counts are those of its statements; a line is where a block begins. */
export function coverageOfBlocks(reportedPath: string, blocks: Map<string, StatementBlock>): FileCoverage {
  const lines = new Map<number, boolean>();
  const counts = { covered: 0, total: 0 };
  for (const [position, { statements, hit }] of blocks) {
    counts.total += statements;
    if (hit) counts.covered += statements;
    if (statements > 0) addLine(lines, Number.parseInt(position, 10), hit);
  }
  return {
    reportedPath,
    lines: counts,
    branches: null,
    detail: { lines, branches: new Map(), blocks },
    consistent: true,
  };
}

/** How many lines were hit, of how many. */
export function countLines(lines: ReadonlyMap<number, boolean>): Ratio {
  let covered = 0;
  for (const hit of lines.values()) if (hit) covered += 1;
  return { covered, total: lines.size };
}

/** How many branches of the lines were taken, of how many. */
export function countBranches(branches: ReadonlyMap<number, LineBranches>): Ratio {
  const sum = { covered: 0, total: 0 };
  for (const { total, missing } of branches.values()) {
    sum.covered += total - missing.length;
    sum.total += total;
  }
  return sum;
}

/** More branches than any line of source has: what states more is an attack, not a report. */
const MAXIMUM_BRANCHES = 4096;

/** Names for so many branches never taken, by their number. Lines share them: they may be many. */
const unnamed: string[][] = [];

/** Branches of a line of which only the numbers are known; `null` for numbers that can't be. */
export function unnamedBranches({ covered, total }: Ratio): LineBranches | null {
  const untaken = total - covered;
  if (untaken < 0 || total > MAXIMUM_BRANCHES) return null;
  const missing = (unnamed[untaken] ??= Array.from({ length: untaken }, (_, index) => `unknown ${index + 1}`));
  return { total, missing };
}

/** No file of source has a line of a higher number; keeps maps below the size that they can have. */
export const MAXIMUM_LINES = 4_000_000;

/** Adds a line to those already known of a file: it is hit when it was hit once. */
export function addLine(known: Map<number, boolean>, line: number, hit: boolean): void {
  if (hit || !known.has(line)) known.set(line, hit);
}

/** Adds hits to those already known of a file. */
export function addLines(known: Map<number, boolean>, lines: ReadonlyMap<number, boolean>): void {
  for (const [line, hit] of lines) addLine(known, line, hit);
}
