import { z } from 'zod';
import {
  parsed,
  unparsed,
  type CoverageEvidence,
  type FileCoverage,
  type LineBranches,
  type Problem,
} from '../../model/index.ts';
import type { Format } from '../format.ts';
import { addLine, coverageOfHits } from '../hits.ts';
import { readJson } from '../json.ts';
import { isObject, mapOf } from '../maps.ts';

const EXPECTED = '`coverage-final.json`, the output of Istanbul’s reporter `json`';

/** Nobody mends more at once. */
const MAXIMUM_PROBLEMS = 5;

/** The maps have an entry for each statement: {@link readStatements} and {@link readBranches} check them. */
const fileEntry = z.object({
  statementMap: z.unknown(),
  branchMap: z.unknown(),
  s: z.unknown(),
  b: z.unknown(),
});
type FileEntry = z.infer<typeof fileEntry>;

const report = mapOf(fileEntry, 'expected an object of files');

/**
 * Istanbul's coverage data, which nyc, c8, Jest and Vitest write: https://github.com/istanbuljs/istanbuljs/blob/main/docs/raw-output.md
 * Lines are counted as Istanbul counts them: those that a statement begins on, hit when one of these statements was.
 */
export const format: Format<CoverageEvidence> = {
  id: 'istanbul',
  title: 'Istanbul coverage (coverage-final.json)',
  kind: 'coverage',
  produce: 'npx c8 --reporter=json --reports-dir=reports npm test',
  usualNames: ['**/coverage-final*.json'],
  sniff: ({ text }) => /^\s*\{/.test(text) && /"statementMap"\s*:\s*\{/.test(text),
  async parse(source, path) {
    const json = await readJson(source, path, report, EXPECTED);
    if (!json.ok) return json;
    const files: FileCoverage[] = [];
    const problems: Problem[] = [];
    for (const [file, entry] of json.value) {
      const coverage = coverageOf(file, entry);
      if (typeof coverage !== 'string') files.push(coverage);
      else if (problems.length < MAXIMUM_PROBLEMS) problems.push(misshapen(file, coverage, path));
    }
    const [problem, ...more] = problems;
    if (problem !== undefined) return { ok: false, problems: [problem, ...more] };
    if (files.length > 0) return parsed({ kind: 'coverage', defects: [], files, roots: [] });
    const message = 'The report names no file.';
    return unparsed({ code: 'report-empty', message, at: { path }, hint: `Expected ${EXPECTED}.` });
  },
};

/** The coverage of a file, or what is wrong with its entry. */
function coverageOf(file: string, entry: FileEntry): FileCoverage | string {
  const lines = readStatements(entry);
  if (lines === null) return 'statementMap and s do not belong together';
  const branches = readBranches(entry);
  if (branches === null) return 'branchMap and b do not belong together';
  return coverageOfHits(file, { lines, branches }, { measured: true, consistent: true, unlisted: 0 });
}

/** `null` when a statement has no line or no count. */
function readStatements({ statementMap, s: counts }: FileEntry): Map<number, boolean> | null {
  const lines = new Map<number, boolean>();
  const places = entriesOf(statementMap);
  if (places === null || places.length !== entriesOf(counts)?.length) return null;
  for (const [id, place] of places) {
    const line = startLine(place);
    const count = valueAt(counts, id);
    if (line === null || !isCount(count)) return null;
    addLine(lines, line, count > 0);
  }
  return lines;
}

/** Ways are named as in Istanbul's lcov, so that both reports of a run unite. `null` when one has no line or no count. */
function readBranches({ branchMap, b: counts }: FileEntry): Map<number, LineBranches> | null {
  const branches = new Map<number, LineBranches>();
  const places = entriesOf(branchMap);
  if (places === null || places.length !== entriesOf(counts)?.length) return null;
  for (const [id, place] of places) {
    const line = startLine(valueAt(place, 'loc')) ?? lineNumber(valueAt(place, 'line'));
    const ways = valueAt(counts, id);
    if (line === null || !Array.isArray(ways) || !ways.every(isCount)) return null;
    if (ways.length === 0) continue;
    const known = branches.get(line) ?? { total: 0, missing: [] };
    branches.set(line, known);
    known.total += ways.length;
    for (const [way, count] of ways.entries()) if (count === 0) known.missing.push(`branch ${id},${way}`);
  }
  for (const { missing } of branches.values()) missing.sort();
  return branches;
}

function startLine(place: unknown): number | null {
  return lineNumber(valueAt(valueAt(place, 'start'), 'line'));
}

function lineNumber(value: unknown): number | null {
  return isCount(value) ? value : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function entriesOf(value: unknown): [string, unknown][] | null {
  return isObject(value) ? Object.entries(value) : null;
}

function valueAt(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function misshapen(file: string, what: string, path: string): Problem {
  return { code: 'report-shape', message: `At ${file}: ${what}.`, at: { path }, hint: `Expected ${EXPECTED}.` };
}
