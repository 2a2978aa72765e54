import {
  BASELINE_FILE,
  BASELINE_KIND,
  baselineRecordSchema,
  fingerprintOf,
  parsed,
  unparsed,
  type Baseline,
  type BaselineRecord,
  type BenchmarkReport,
  type BrokenBaseline,
  type EvidenceKind,
  type EvidenceSet,
  type Parsed,
  type Problem,
  type Provenance,
} from '../model/index.ts';

/** A baseline in which there is nothing, and why, as it ends a sentence; `null`: nobody named one. */
export function noBaseline(absent: string | null): Baseline {
  return { absent, coverage: null, diagnostics: [], benchmarks: [], broken: [] };
}

/** A baseline that can't be relied on: every row that compares with it is an error. */
export function brokenBaseline(problem: Problem, provenance: Provenance | null): Baseline {
  const broken: BrokenBaseline = { kind: null, problems: [problem], provenance };
  return { ...noBaseline('it can’t be read'), broken: [broken] };
}

/** What the run measured, for later runs to compare with. What it could not rely on itself is left out, as not measured. */
export function baselineRecordOf(
  evidence: EvidenceSet,
  { tool, commit }: Pick<BaselineRecord, 'tool' | 'commit'>,
): BaselineRecord {
  return {
    schemaVersion: 1,
    kind: BASELINE_KIND,
    tool,
    commit,
    coverage: recordedCoverage(evidence),
    diagnostics: evidence.diagnostics
      .filter(({ concern }) => !evidence.unreliable.some((report) => isAbout(report, 'diagnostics', concern)))
      .map((report) => ({
        concern: report.concern,
        tool: report.tool,
        findings: [...fingerprintsOf(report)].map(([fingerprint, count]) => ({ fingerprint, count })),
      })),
    benchmarks: recordedBenchmarks(evidence),
  };
}

function recordedCoverage({ coverage, sources, unreliable }: EvidenceSet): BaselineRecord['coverage'] {
  const sound = coverage.contradictions.length === 0 && !unreliable.some((report) => isAbout(report, 'coverage'));
  if (!sound || !sources.some(({ kind }) => kind === 'coverage')) return null;
  return coverage.files.map(({ file, lines, branches }) => ({ path: file, lines, branches }));
}

/** JSON has no NaN: a run with such a value has measured nothing. */
function recordedBenchmarks({ benchmarks, unreliable }: EvidenceSet): BaselineRecord['benchmarks'] {
  if (benchmarks.length === 0 || unreliable.some((report) => isAbout(report, 'benchmark'))) return null;
  const finite = benchmarks.every((report) =>
    report.benchmarks.every(({ value, spread }) => Number.isFinite(value) && Number.isFinite(spread ?? 0)),
  );
  if (!finite) return null;
  return benchmarks.map(({ reportedIn, benchmarks: measured }) => ({
    report: reportedIn,
    benchmarks: measured.map(({ name, value, unit, better, spread, samples, file }) => ({
      ...{ name, value, unit, better, spread, samples, file },
    })),
  }));
}

function isAbout(report: EvidenceSet['unreliable'][number], kind: EvidenceKind, concern = report.concern): boolean {
  return report.kind === kind && (report.concern === undefined || report.concern === concern);
}

/** How often each thing is said, whatever the lines. */
export function fingerprintsOf({ concern, diagnostics }: EvidenceSet['diagnostics'][number]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { file, ...diagnostic } of diagnostics) {
    const at = file === null ? diagnostic.at : { ...diagnostic.at, path: file };
    const fingerprint = fingerprintOf(concern, { ...diagnostic, at });
    counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  }
  return counts;
}

/** Reads such a record again. It may come from anywhere: what is not exactly of its shape can't be relied on. */
export function recordFromText(text: string, path: string): Parsed<BaselineRecord> {
  const record = baselineRecordSchema.safeParse(jsonOf(text));
  if (record.success) return parsed(record.data);
  const { path: keys = [], message = '' } = record.error.issues[0] ?? {};
  const where = keys.length === 0 ? '' : ` at \`${keys.join('.').slice(0, 80)}\``;
  return unparsed({
    code: 'baseline-unreadable',
    message: `The baseline in ${path} is not what a run of maturity-gates writes${where}: ${message}.`,
    hint: `Take \`${BASELINE_FILE}\` as another run wrote it.`,
  });
}

/** The baseline that such a record is; a broken one where it can't be relied on. */
export function baselineFromText(text: string, provenance: Provenance): Baseline {
  const record = recordFromText(text, provenance.path);
  if (!record.ok) return brokenBaseline(record.problems[0], provenance);
  const { coverage, diagnostics, benchmarks } = record.value;
  return {
    ...noBaseline(`${provenance.path} has none`),
    coverage: coverage === null ? null : { files: coverage, sources: [provenance] },
    diagnostics: diagnostics.map(({ concern, findings }) => ({
      provenance,
      concern,
      fingerprints: new Map(findings.map(({ fingerprint, count }) => [fingerprint, count])),
    })),
    benchmarks: (benchmarks ?? []).map(({ report, benchmarks: measured }): BenchmarkReport => ({
      provenance,
      reportedIn: report,
      benchmarks: measured.map((benchmark) => ({ ...benchmark, reportedFile: benchmark.file })),
    })),
  };
}

/** `undefined`, which no schema accepts, for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
