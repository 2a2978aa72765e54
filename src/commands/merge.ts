import {
  exitCodes,
  parsed,
  UserError,
  USAGE_EXIT_CODE,
  type Change,
  type Parsed,
  type ReportedProblem,
} from '../model/index.ts';
import { joinParts, reportedProblem, type Part } from '../run/index.ts';
import { globFiles, readNamed } from '../workspace/index.ts';
import { failedReport } from './check.ts';
import type { CheckOptions, CheckOutcome } from './check-options.ts';
import { joinedBaseline } from './joined-baseline.ts';
import { prepare } from './prepare.ts';
import { readOwnReport } from './read-own-report.ts';

/** The report of a shard of thousands of components; no text of JavaScript can be much longer. */
const MOST_BYTES = 400_000_000;

/** What `merge` answers. */
export interface MergeOutcome extends CheckOutcome {
  /** What `measured` lacks of what the shards left for later runs: no matter of the verdict, so not in the report. */
  unmeasured: ReportedProblem[];
}

/** One verdict from the reports of shards. What is not all of one whole is a report with exit code 3. */
export async function merge(parts: string[], options: CheckOptions, change: Change): Promise<MergeOutcome> {
  try {
    return await merged(parts, options, change);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const report = failedReport(error.problems, change.commit);
    return { report, exitCode: USAGE_EXIT_CODE, measured: null, unmeasured: [] };
  }
}

async function merged(parts: string[], options: CheckOptions, change: Change): Promise<MergeOutcome> {
  const { governed } = await prepare({ ...options, components: [] }, change);
  const read = await readParts(options.root, parts);
  const joined = joinParts(read, governed);
  if (!joined.ok) throw new UserError(...joined.problems);
  const { report } = joined;
  const { record, problems } = await joinedBaseline(options.root, read, report, governed);
  const exitCode = report.advisory ? 0 : exitCodes[report.verdict];
  return { report, exitCode, measured: record, unmeasured: problems.map(reportedProblem) };
}

/** @throws UserError naming every part that is none. */
async function readParts(root: string, globs: string[]): Promise<Part[]> {
  const found = await Promise.all(globs.map(async (glob) => ({ glob, paths: await globFiles(root, [glob]) })));
  const absent = found.filter(({ paths }) => paths.length === 0).map(({ glob }) => noPart(glob));
  const paths = [...new Set(found.flatMap((one) => one.paths))];
  const read: Parsed<Part>[] = [];
  for (const path of paths) read.push(await readPart(root, path));
  const [first, ...rest] = [...absent, ...read.flatMap((part) => (part.ok ? [] : part.problems))];
  if (first !== undefined) throw new UserError(first, ...rest);
  return read.flatMap((part) => (part.ok ? [part.value] : []));
}

function noPart(glob: string) {
  return {
    code: 'missing-part',
    message: `No file matches "${glob}".`,
    hint: 'Download the parts first; did every shard upload its report?',
  };
}

async function readPart(root: string, path: string): Promise<Parsed<Part>> {
  const file = await readNamed(root, path, MOST_BYTES);
  if (!file.ok) return file;
  const report = readOwnReport(file.value.text, path);
  return report.ok ? parsed({ path, report: report.value }) : report;
}
