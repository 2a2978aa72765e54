import {
  baselineRecordSchema,
  BASELINE_KIND,
  MOST_BASELINE_BYTES,
  type BaselineRecord,
  type Concern,
  type Problem,
} from '../model/index.ts';
import { grouped } from './grouped.ts';
import { joinCoverage } from './join-coverage.ts';
import { named } from './join-parts.ts';

/** What one shard leaves for later runs. */
export interface PartBaseline {
  /** Where it was read. */
  path: string;
  /** Ids of the components that the shard judges. */
  components: string[];
  record: BaselineRecord;
}

/** What all shards together leave, and what of it had to be left out. */
export interface JoinedBaseline {
  /** `null` when there is none to rely on. */
  record: BaselineRecord | null;
  problems: Problem[];
}

/**
 * Joins what the shards leave to what later runs compare with. They may have read the same shared reports, so that nothing is
 * added up. A record of another commit or version leaves none at all. `ownersOf` says to which components a path belongs.
 */
export function joinBaselines(
  parts: PartBaseline[],
  { tool, commit }: Pick<BaselineRecord, 'tool' | 'commit'>,
  ownersOf: (path: string) => string[],
): JoinedBaseline {
  const ours = JSON.stringify([commit, tool.name, tool.version]);
  const foreign = parts.filter(
    ({ record }) => JSON.stringify([record.commit, record.tool.name, record.tool.version]) !== ours,
  );
  if (foreign.length > 0) {
    const paths = foreign.map(({ path }) => path);
    return { record: null, problems: [unjoined('of another commit or version than this run', paths)] };
  }
  const coverage = joinCoverage(parts, ownersOf);
  const benchmarks = joinBenchmarks(parts.map(({ record }) => record));
  const diagnostics = joinDiagnostics(parts.map(({ record }) => record));
  const record: BaselineRecord = {
    ...{ schemaVersion: 1, kind: BASELINE_KIND, tool, commit },
    ...{ coverage: coverage.files, diagnostics, benchmarks: benchmarks.reports },
  };
  // A later run would refuse it, and every row that compares would be an error.
  const readable = baselineRecordSchema.safeParse(record).success && bytesOf(record) <= MOST_BASELINE_BYTES;
  if (!readable) return { record: null, problems: [unjoined('larger together than a baseline may be', [])] };
  return { record, problems: [...coverage.problems, ...benchmarks.problems] };
}

/** Why the shards together leave nothing for later runs, as it ends a sentence, and the files that it is about. */
export function unjoined(why: string, paths: string[]): Problem {
  const about = paths.length === 0 ? '' : `: ${named(paths)}`;
  return {
    code: 'baseline-unjoined',
    message: `No baseline is left for later runs; those of the parts are ${why}${about}.`,
    hint: 'Keep each part’s `maturity-baseline.json` beside its `maturity.json`, as the run wrote it.',
  };
}

function bytesOf(record: BaselineRecord): number {
  return new TextEncoder().encode(JSON.stringify(record)).length;
}

/** How often each thing was said in the part that said it most often. */
function joinDiagnostics(records: BaselineRecord[]): BaselineRecord['diagnostics'] {
  const tools = new Map<Concern, Set<string>>();
  const most = new Map<Concern, Map<string, number>>();
  for (const { diagnostics } of records) {
    for (const [concern, reports] of grouped(diagnostics, (report) => report.concern)) {
      tools.set(concern, new Set([...(tools.get(concern) ?? []), ...reports.map(({ tool }) => tool)]));
      const known = most.get(concern) ?? new Map<string, number>();
      most.set(concern, known);
      for (const [fingerprint, count] of countsOf(reports))
        known.set(fingerprint, Math.max(count, known.get(fingerprint) ?? 0));
    }
  }
  return [...most].map(([concern, counts]) => ({
    concern,
    tool: [...(tools.get(concern) ?? [])].sort().join(', '),
    findings: [...counts].map(([fingerprint, count]) => ({ fingerprint, count })),
  }));
}

/** Several reports of one part are added up, as a comparison adds them up. */
function countsOf(reports: BaselineRecord['diagnostics']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { fingerprint, count } of reports.flatMap(({ findings }) => findings))
    counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + count);
  return counts;
}

type Benchmark = NonNullable<BaselineRecord['benchmarks']>[number]['benchmarks'][number];

/** Benchmarks are the same by report, name and file. */
function joinBenchmarks(records: BaselineRecord[]): { reports: BaselineRecord['benchmarks']; problems: Problem[] } {
  const measuring = records.flatMap(({ benchmarks }) => (benchmarks === null ? [] : [benchmarks]));
  if (measuring.length === 0) return { reports: null, problems: [] };
  const measured = measuring.flatMap((reports) => [
    ...grouped(
      reports.flatMap(({ report, benchmarks }) => benchmarks.map((benchmark) => ({ report, benchmark }))),
      ({ report, benchmark: { name, file } }) => JSON.stringify([report, name, file]),
    ),
  ]);
  const agreed: { report: string; benchmark: Benchmark }[] = [];
  const contradicted: string[] = [];
  for (const [, [[, first] = ['', []], ...others]] of grouped(measured, ([key]) => key)) {
    if (others.every(([, other]) => JSON.stringify(other) === JSON.stringify(first))) agreed.push(...first);
    else contradicted.push(...first.slice(0, 1).map(({ benchmark }) => benchmark.name));
  }
  const reports = [...grouped(agreed, ({ report }) => report)].map(([report, all]) => ({
    report,
    benchmarks: all.map(({ benchmark }) => benchmark),
  }));
  return { reports, problems: contradicted.length === 0 ? [] : [contradiction(contradicted)] };
}

function contradiction(names: string[]): Problem {
  return {
    code: 'baseline-differs',
    message: `The parts measured different values of the benchmarks ${named(names)}; the baseline is without them.`,
    hint: 'Run each benchmark in one part only.',
  };
}
