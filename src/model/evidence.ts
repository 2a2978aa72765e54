import type { Location } from './location.ts';
import type { Problem } from './problem.ts';
import type { Ratio } from './ratio.ts';

/** How far a piece of evidence can be believed: a file of the job, a fact the API gave, a signed one. */
export type Trust = 'self-reported' | 'api-verified' | 'attested';

/** Where a piece of evidence comes from. */
export interface Provenance {
  /** Path of the report, or the name of the API fact. */
  path: string;
  format: string;
  /** Hex digest of the bytes; empty for an API fact. */
  sha256: string;
  trust: Trust;
  /** The commit the report names, where its format has a place for one, or that its manifest does. */
  commit?: string;
  /** ISO 8601: when the report was made, as far as it or its manifest says. */
  createdAt?: string;
  /** Who made it, with the version where that is known: `coverage.py 7.10.1`. */
  tool?: string;
}

/** What a report says of its own making, where its format has a place for it. */
export type Origin = Pick<Provenance, 'commit' | 'createdAt' | 'tool'>;

/** What every kind shares. */
interface Read {
  origin?: Origin;
  /** Why the figures, though readable, prove nothing: an interrupted run, a summary that contradicts the list. */
  defects: Problem[];
}

/** What a line's branches look like: how many ways lead on, and which were never taken. */
export interface LineBranches {
  total: number;
  /** Destinations never taken: a line number, or `exit`; sorted. */
  missing: string[];
}

/** A run of statements that are executed together. */
export interface StatementBlock {
  statements: number;
  hit: boolean;
}

/** Line and branch hits of a file, where the format has them. */
export interface CoverageDetail {
  /** Line number → executed. */
  lines: Map<number, boolean>;
  /** Line number → branches; only lines that branch. */
  branches: Map<number, LineBranches>;
  /** Where the format counts statements instead of lines (Go): position → block. The lines then only say where. */
  blocks?: Map<string, StatementBlock>;
}

/** Coverage of one file as counts, never as a percentage. */
export interface FileCoverage {
  /** As the report writes it. */
  reportedPath: string;
  /** Statements, where that is what the format counts. */
  lines: Ratio;
  /** `null` where branches were not measured. */
  branches: Ratio | null;
  detail: CoverageDetail | null;
  /** False when the file's own summary contradicts its own lines: such a report yields to a consistent one. */
  consistent: boolean;
}

export interface CoverageEvidence extends Read {
  kind: 'coverage';
  files: FileCoverage[];
  /** Folders that the report's relative paths may start from (Cobertura's `<source>`). */
  roots: string[];
}

export const testOutcomes = ['passed', 'failed', 'error', 'skipped'] as const;
export type TestOutcome = (typeof testOutcomes)[number];

/** One executed (or skipped) test. */
export interface TestCase {
  name: string;
  classname: string;
  /** The `file=` attribute as written; `null` where absent. */
  reportedFile: string | null;
  /** 1-based. */
  line?: number;
  suite: string;
  outcome: TestOutcome;
  /** Passed, but only when it was tried again. */
  flaky?: true;
  message: string | null;
  /** Requirements named by `<property name="requirement">`. */
  requirements: string[];
  /** What the test is tagged with: `<property name="tag" value="rollback">` (or label, marker, category); absent without any. */
  tags?: string[];
}

export interface TestEvidence extends Read {
  kind: 'tests';
  cases: TestCase[];
  /** The sums of the suites' own attributes; they may differ from the cases (subtests). */
  declared: { tests: number; failures: number; errors: number; skipped: number } | null;
}

/** What a diagnostics tool looks for. */
export const concerns = ['lint', 'types', 'security', 'complexity', 'docs'] as const;
export type Concern = (typeof concerns)[number];

export type Severity = 'error' | 'warning' | 'note';

/** One thing a tool says of a place; `at.path` is as the report writes it. */
export interface Diagnostic {
  rule: string | null;
  severity: Severity;
  message: string;
  at: Location;
  /** What the tool measured there, and the value up to which it reports nothing: a function's complexity. */
  measured?: { value: number; silentUpTo: number };
}

export interface DiagnosticsEvidence extends Read {
  kind: 'diagnostics';
  concern: Concern;
  /** `ruff`, `pyright`… in lower case; several tools of one report are joined by ` + `. */
  tool: string;
  diagnostics: Diagnostic[];
  /** How many more the report holds that somebody accepted; absent where the format knows no such thing. */
  suppressed?: number;
  /** Counts the report states itself, where it does; a list that was cut shows fewer. */
  declared: { errors: number; warnings: number; notes: number } | null;
  /** Number of files the tool says it looked at; `null` where the format does not say ("scope unproven"). */
  filesAnalyzed: number | null;
  /** Files that the report says it covers, as it writes them; absent where the format names none. */
  coveredFiles?: string[];
}

/** A possible secret. Neither the secret nor its hash is ever printed. */
export interface SecretFinding {
  type: string;
  at: Location;
  audit: 'unaudited' | 'real' | 'false-positive';
  verified: boolean;
  /** Opaque key that pairs a scan's entry with a baseline's audit of it. */
  fingerprint: string;
}

export interface SecretsEvidence extends Read {
  kind: 'secrets';
  findings: SecretFinding[];
  /** Names of the detectors that ran; none proves nothing. */
  plugins: string[];
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED' | 'COMMENTED' | 'PENDING';

export interface Review {
  user: string;
  state: ReviewState;
  /** The commit that was looked at; absent counts as current in a file given on the command line. */
  commit?: string;
  /** ISO 8601 */
  submittedAt: string;
  /** Has write access. */
  writer: boolean;
}

export interface ReviewEvidence extends Read {
  kind: 'review';
  author: string;
  head?: string;
  reviews: Review[];
}

export interface DeploymentEvidence extends Read {
  kind: 'deployment';
  deployments: {
    environment: string;
    sha: string;
    createdAt: string;
    statuses: { state: string; createdAt: string }[];
  }[];
}

/** One measured number. `NaN` and infinities stay as reported: gates refuse them, they are no zero. */
export interface Metric {
  name: string;
  value: number;
  /** As the report or its format says (`ms`, `ratio`, `request/second`), `''` for a plain count; `null` where neither does. */
  unit: string | null;
  labels: Map<string, string>;
}

/** A figure of a benchmark run that is compared with that of an earlier run. */
export interface Benchmark {
  /** `benchmarks/test_cache.py::test_get`, `http_req_duration_p95` */
  name: string;
  value: number;
  unit: string;
  better: 'lower' | 'higher';
  /** Differences within it are noise; in the same unit, `null` where the report does not say. */
  spread: number | null;
  /** How many measurements the value stands for; `null` where the report does not say. */
  samples: number | null;
  /** The file that holds the benchmark, as the report writes it; `null` where it names none. */
  reportedFile: string | null;
}

/** A benchmark run: what is compared between runs, and all its figures as metrics. */
export interface BenchmarkEvidence extends Read {
  kind: 'benchmark';
  benchmarks: Benchmark[];
  metrics: Metric[];
}

export interface MetricsEvidence extends Read {
  kind: 'metrics';
  metrics: Metric[];
}

export type Evidence =
  | BenchmarkEvidence
  | MetricsEvidence
  | CoverageEvidence
  | TestEvidence
  | DiagnosticsEvidence
  | SecretsEvidence
  | ReviewEvidence
  | DeploymentEvidence;

/** Every kind that a gate may ask for; those without a type above have no format yet. */
export type EvidenceKind = Evidence['kind'] | 'attestation';

/** A report that was read. */
export interface EvidenceReport<E extends Evidence = Evidence> {
  provenance: Provenance;
  evidence: E;
}

/** A report of a known kind that can't be relied on: broken, truncated, stale or contradicting itself. Its kind's rows are `error`. */
export interface UnreliableReport {
  kind: EvidenceKind;
  concern?: Concern;
  provenance: Provenance;
  problems: [Problem, ...Problem[]];
}
