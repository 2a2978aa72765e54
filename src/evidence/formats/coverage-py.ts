import { z } from 'zod';
import {
  parsed,
  sumRatios,
  type CoverageDetail,
  type CoverageEvidence,
  type FileCoverage,
  type LineBranches,
  type Problem,
  type Ratio,
} from '../../model/index.ts';
import type { Format } from '../format.ts';
import { readJson } from '../json.ts';
import { originOf } from '../origin.ts';

const count = z.int().nonnegative();

const counts = z
  .object({
    covered_lines: count,
    num_statements: count,
    covered_branches: count.optional(),
    num_branches: count.optional(),
  })
  .refine((own) => own.covered_lines <= own.num_statements, 'more lines are covered than there are')
  .refine((own) => (own.covered_branches ?? 0) <= (own.num_branches ?? 0), 'more branches are covered than there are')
  .refine(
    (own) => (own.covered_branches === undefined) === (own.num_branches === undefined),
    'half of the branch counts',
  );

/** The lists are long and only sometimes used: {@link numbers} and {@link arcs} check them. */
const fileEntry = z.object({
  summary: counts,
  executed_lines: z.unknown().optional(),
  missing_lines: z.unknown().optional(),
  executed_branches: z.unknown().optional(),
  missing_branches: z.unknown().optional(),
});

const report = z.object({
  meta: z.object({ version: z.unknown().optional(), timestamp: z.unknown().optional() }).optional().catch(undefined),
  files: z.record(z.string(), fileEntry),
  totals: counts.optional(),
});

type Counts = z.infer<typeof counts>;
type FileEntry = z.infer<typeof fileEntry>;
type Arc = [from: number, to: number];

/** The JSON report of coverage.py 5 and newer: https://coverage.readthedocs.io/en/latest/commands/cmd_json.html */
export const format: Format<CoverageEvidence> = {
  id: 'coverage-py',
  title: 'coverage.py JSON',
  kind: 'coverage',
  produce: 'coverage run --branch -m pytest && coverage json -o reports/coverage.json',
  usualNames: ['**/coverage*.json'],
  sniff: ({ text }) => /^\s*\{/.test(text) && /"(?:show_contexts|branch_coverage|executed_lines)"\s*:/.test(text),
  async parse(source, path) {
    const json = await readJson(source, path, report, 'the output of `coverage json`');
    if (!json.ok) return json;
    const entries = Object.entries(json.value.files);
    const files = entries.map(([reportedPath, entry]) => fileCoverage(reportedPath, entry));
    const defects = [...totalsDefects(json.value.totals, files, path), ...listDefects(files, path)];
    const { version, timestamp: time } = json.value.meta ?? {};
    return parsed({
      kind: 'coverage',
      ...originOf({ tool: 'coverage.py', version, time }),
      defects,
      files,
      roots: [],
    });
  },
};

function fileCoverage(reportedPath: string, entry: FileEntry): FileCoverage {
  const { lines, branches } = ratios(entry.summary);
  let detail: CoverageDetail | null | undefined;
  return {
    reportedPath,
    lines,
    branches,
    // Hits matter only where reports overlap; building them for every file takes as long as parsing the JSON.
    get detail() {
      if (detail === undefined) detail = detailOf(entry, lines, branches);
      return detail;
    },
    consistent: agrees(entry.missing_lines, lines) && (branches === null || agrees(entry.missing_branches, branches)),
  };
}

function ratios(own: Counts): { lines: Ratio; branches: Ratio | null } {
  const { covered_branches: covered, num_branches: total } = own;
  return {
    lines: { covered: own.covered_lines, total: own.num_statements },
    branches: covered === undefined || total === undefined ? null : { covered, total },
  };
}

/** Whether a list of what is missing, where there is one, is as long as the summary says. True in every version. */
function agrees(missing: unknown, { covered, total }: Ratio): boolean {
  return !Array.isArray(missing) || missing.length === total - covered;
}

/** `null` when the lists don't add up to the summary: up to 6.5 they hold executed lines that are no statements. */
function detailOf(entry: FileEntry, lines: Ratio, branches: Ratio | null): CoverageDetail | null {
  const executed = numbers(entry.executed_lines);
  const missing = numbers(entry.missing_lines);
  if (executed?.length !== lines.covered || missing?.length !== lines.total - lines.covered) return null;
  const hits = new Map<number, boolean>();
  for (const line of executed) hits.set(line, true);
  for (const line of missing) hits.set(line, false);
  if (hits.size !== lines.total) return null;
  if (branches === null) return { lines: hits, branches: new Map() };
  const taken = arcs(entry.executed_branches);
  const untaken = arcs(entry.missing_branches);
  // Branches of lines marked `# pragma: no branch` count as taken but are not listed.
  if (taken === null || taken.length > branches.covered) return null;
  if (untaken?.length !== branches.total - branches.covered) return null;
  return { lines: hits, branches: branchesByLine(taken, untaken) };
}

function branchesByLine(taken: Arc[], untaken: Arc[]): Map<number, LineBranches> {
  const branches = new Map<number, LineBranches>();
  const branchesOf = (line: number): LineBranches => {
    const known = branches.get(line) ?? { total: 0, missing: [] };
    branches.set(line, known);
    return known;
  };
  for (const [from] of taken) branchesOf(from).total += 1;
  for (const [from, to] of untaken) {
    const branching = branchesOf(from);
    branching.total += 1;
    // A negative destination leaves the function, class or module that begins at that line.
    branching.missing.push(to < 0 ? 'exit' : String(to));
  }
  for (const { missing } of branches.values()) missing.sort();
  return branches;
}

function numbers(list: unknown): number[] | null {
  return Array.isArray(list) && list.every((line) => Number.isSafeInteger(line)) ? list : null;
}

function arcs(list: unknown): Arc[] | null {
  return Array.isArray(list) && list.every((arc) => numbers(arc)?.length === 2) ? list : null;
}

function totalsDefects(totals: Counts | undefined, files: FileCoverage[], path: string): Problem[] {
  const hint = 'Let `coverage json` write the report again.';
  if (totals === undefined) {
    return [{ code: 'coverage-totals-missing', message: 'The report has no totals.', at: { path }, hint }];
  }
  const stated = ratios(totals);
  const lines = sumRatios(files.map((file) => file.lines));
  const branches = sumRatios(files.map((file) => file.branches ?? { covered: 0, total: 0 }));
  if (same(stated.lines, lines) && same(stated.branches ?? { covered: 0, total: 0 }, branches)) return [];
  const message = `The totals say ${describe(stated.lines, stated.branches)}, the files add up to ${describe(lines, branches)}.`;
  return [{ code: 'coverage-totals-disagree', message, at: { path }, hint }];
}

function listDefects(files: FileCoverage[], path: string): Problem[] {
  return files
    .filter((file) => !file.consistent)
    .slice(0, 5)
    .map((file) => ({
      code: 'coverage-summary-disagrees',
      message: `The summary of ${file.reportedPath} contradicts its own list of what is missing.`,
      at: { path },
      hint: 'Let `coverage json` write the report again.',
    }));
}

function same(one: Ratio, other: Ratio): boolean {
  return one.covered === other.covered && one.total === other.total;
}

function describe(lines: Ratio, branches: Ratio | null): string {
  return `${lines.covered}/${lines.total} lines and ${branches?.covered ?? 0}/${branches?.total ?? 0} branches`;
}
