import type {
  Benchmark,
  Concern,
  DeploymentEvidence,
  Diagnostic,
  EvidenceKind,
  Metric,
  Provenance,
  ReviewEvidence,
  SecretFinding,
  TestCase,
  UnreliableReport,
} from './evidence.ts';
import type { Problem } from './problem.ts';
import type { Ratio } from './ratio.ts';

/** A thing a report says of a file, with the repository's file it was found to mean; `null` when it means none. */
export type Mapped<T> = T & { file: string | null };

/** A test and its file; where the report names a package only, the first of the files that it may stand in. */
export type LocatedTest = Mapped<TestCase> & { alsoIn?: string[] };

/** Coverage of one repository file, all reports of it united. */
export interface UnitedCoverage {
  file: string;
  lines: Ratio;
  branches: Ratio | null;
  /** Lines never executed, where a report lists them. */
  missingLines: number[];
  /** Lines executed; `null` where no report lists lines. */
  coveredLines: number[] | null;
}

/** A benchmark run, its benchmarks mapped to the repository's files. */
export interface BenchmarkReport {
  provenance: Provenance;
  /** Path of the run's own report; with its benchmarks' names it tells what is compared with what. */
  reportedIn: string;
  benchmarks: Mapped<Benchmark>[];
}

/** All evidence of a run: read once, mapped to the repository's files, reports of one file united. */
export interface EvidenceSet {
  coverage: {
    files: UnitedCoverage[];
    /** Files whose reports contradict each other. */
    contradictions: { file: string; problem: Problem }[];
    /** Extensions of the covered files (`.py`), to know a source file by. */
    extensions: string[];
    /** Files with such an extension that hold nothing but white space. */
    blankFiles: string[];
  };
  tests: { provenance: Provenance; cases: LocatedTest[] }[];
  diagnostics: {
    provenance: Provenance;
    concern: Concern;
    tool: string;
    filesAnalyzed: number | null;
    unlistedWarnings: number;
    suppressed: number;
    /** Repository files that the report says it covers; `null` where its format names none. */
    coveredFiles: string[] | null;
    diagnostics: Mapped<Diagnostic>[];
  }[];
  /** Scans; audits of a baseline are applied to them already. */
  secrets: { provenance: Provenance; tool: string; plugins: string[]; findings: Mapped<SecretFinding>[] }[];
  reviews: { provenance: Provenance; evidence: ReviewEvidence }[];
  deployments: { provenance: Provenance; evidence: DeploymentEvidence }[];
  benchmarks: BenchmarkReport[];
  /** Of metrics and of benchmark reports. */
  metrics: { provenance: Provenance; metrics: Metric[] }[];
  /** Every report that was read, by kind. */
  sources: { kind: EvidenceKind; provenance: Provenance }[];
  unreliable: UnreliableReport[];
}
