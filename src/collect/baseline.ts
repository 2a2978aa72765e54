import type { RepositoryFiles } from '../evidence/index.ts';
import {
  BASELINE_FILE,
  MOST_BASELINE_BYTES,
  type Baseline,
  type BrokenBaseline,
  type Problem,
  type Provenance,
} from '../model/index.ts';
import { globFiles, readText } from '../workspace/index.ts';
import { baselineFromText, brokenBaseline, fingerprintsOf, noBaseline } from './baseline-record.ts';
import { uniteCoverage } from './coverage.ts';
import { locatedDiagnostics } from './diagnostics.ts';
import { locatedBenchmarks } from './measurements.ts';
import { ofKind } from './of-kind.ts';
import { readReport, type ReadReport } from './read-report.ts';

/** The baseline as `--baseline` names it, and the problems of its files. */
export interface CollectedBaseline {
  baseline: Baseline;
  /** Its files: none of them is evidence of the present. */
  files: Set<string>;
  problems: Problem[];
}

/**
 * Reads what an earlier run left: the file that a run of ours wrote, which stands for the whole run, or else its reports,
 * by the same formats as the evidence. A file that is neither makes the baseline unreliable.
 */
export async function collectBaseline(
  root: string,
  globs: string[],
  repository: RepositoryFiles,
): Promise<CollectedBaseline> {
  if (globs.length === 0) {
    return { baseline: noBaseline(null), files: new Set(), problems: [] };
  }
  const files = await globFiles(root, globs);
  if (files.length === 0) {
    return { baseline: noBaseline(`no file matches ${globs.join(', ')}`), files: new Set(), problems: [empty(globs)] };
  }
  const read: FileOfBaseline[] = [];
  for (const path of files) read.push({ path, ...(await readReport(root, path, null)) });
  const [record, ...more] = read.filter(({ state }) => state === 'baseline');
  if (record === undefined) return { ...ofReports(read, globs, repository), files: new Set(files) };
  const baseline = more.length > 0 ? ambiguous(globs) : await readRecord(root, record.path);
  return { baseline, files: new Set(files), problems: problemsOf(baseline) };
}

type FileOfBaseline = ReadReport & { path: string };

async function readRecord(root: string, path: string): Promise<Baseline> {
  const file = await readText(root, path, MOST_BASELINE_BYTES);
  if (!file.ok) return brokenBaseline(file.problems[0], null);
  const provenance: Provenance = {
    path,
    format: 'maturity-baseline',
    sha256: file.value.sha256,
    trust: 'self-reported',
  };
  return baselineFromText(file.value.text, provenance);
}

/** Reports that nothing is compared with are passed over. */
function ofReports(
  read: FileOfBaseline[],
  globs: string[],
  repository: RepositoryFiles,
): Pick<CollectedBaseline, 'baseline' | 'problems'> {
  const reports = read.flatMap((one) => (one.state === 'read' ? [one.report] : []));
  const covering = ofKind(reports, 'coverage');
  const { coverage } = uniteCoverage(covering, repository);
  const baseline: Baseline = {
    absent: `none of ${globs.join(', ')} has one`,
    coverage:
      covering.length === 0
        ? null
        : {
            files: coverage.files.map(({ file, lines, branches }) => ({ path: file, lines, branches })),
            sources: covering.map(({ provenance }) => provenance),
          },
    diagnostics: locatedDiagnostics(ofKind(reports, 'diagnostics'), repository).map((report) => ({
      provenance: report.provenance,
      concern: report.concern,
      fingerprints: fingerprintsOf(report),
    })),
    benchmarks: ofKind(reports, 'benchmark').map((report) => locatedBenchmarks(report, repository)),
    broken: [
      ...read.flatMap(brokenBy),
      ...coverage.contradictions.map(({ problem }): BrokenBaseline => ({
        kind: 'coverage',
        problems: [problem],
        provenance: null,
      })),
    ],
  };
  const warnings = read.flatMap((one) => (one.state === 'read' ? one.warnings : []));
  return { baseline, problems: [...problemsOf(baseline), ...warnings] };
}

function brokenBy(read: FileOfBaseline): BrokenBaseline[] {
  if (read.state === 'unreliable') return [read.report];
  return read.state === 'unknown' ? [{ kind: null, problems: [foreign(read.problem)], provenance: null }] : [];
}

function problemsOf({ broken }: Baseline): Problem[] {
  return broken.flatMap(({ problems }) => problems);
}

function ambiguous(globs: string[]): Baseline {
  const problem = {
    code: 'baseline-ambiguous',
    message: `Several files among ${globs.join(', ')} are the baseline of a whole run.`,
    hint: 'Name one of them.',
  };
  return brokenBaseline(problem, null);
}

function empty(globs: string[]): Problem {
  return {
    code: 'no-baseline',
    message: `No file is a baseline (looked for ${globs.join(', ')}).`,
    hint: 'Fetch the files of an earlier run first, or mend the glob.',
  };
}

function foreign({ message, at }: Problem): Problem {
  return {
    code: 'baseline-foreign',
    message: `This file of the baseline can’t be used: ${message}`,
    ...(at === undefined ? {} : { at }),
    hint: `Narrow the glob to \`${BASELINE_FILE}\`, or to reports.`,
  };
}
