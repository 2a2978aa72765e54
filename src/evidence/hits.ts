import type { CoverageDetail, FileCoverage, LineBranches, Ratio } from '../model/index.ts';

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
    lines: { covered: [...detail.lines.values()].filter((hit) => hit).length, total: detail.lines.size },
    branches: about.measured ? branches : null,
    detail,
    consistent: about.consistent,
  };
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

/** Adds hits to those already known of a file: a line is hit when one of them hits it. */
export function addLines(known: Map<number, boolean>, lines: ReadonlyMap<number, boolean>): void {
  for (const [line, hit] of lines) if (hit || !known.has(line)) known.set(line, hit);
}
