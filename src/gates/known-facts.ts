import type {
  Benchmark,
  CheckRunFact,
  Concern,
  DeploymentEvidence,
  Diagnostic,
  Finding,
  Location,
  Mapped,
  MonitoringFile,
  Metric,
  Problem,
  Provenance,
  Ratio,
  RepositoryDocument,
  Review,
  SecretFinding,
  Spec,
  TestCase,
  TestLevel,
} from '../model/index.ts';
import type { Groups } from './people.ts';

/**
 * A fact that is there, or why it is not. `missing`: nobody brought it; `error`: what was brought can't be relied on.
 * Neither is ever treated as zero or as a pass.
 */
export type Known<T> =
  | { state: 'known'; value: T; evidence: Provenance[]; notes: Finding[] }
  | { state: 'missing'; why: string }
  | { state: 'error'; problems: Problem[]; evidence: Provenance[] };

/** Coverage of the component's own files, reports united. */
export interface ComponentCoverage {
  lines: Ratio;
  /** `null` where no report measured branches. */
  branches: Ratio | null;
  /** Files as covered, worst first. */
  files: { path: string; lines: Ratio; branches: Ratio | null; missingLines: number[] }[];
  /** Source files of the component that no report mentions. */
  absent: string[];
}

/** The lines of the component that the change adds or alters and that can be covered. */
export interface PatchCoverage {
  lines: Ratio;
  files: { path: string; missingLines: number[] }[];
}

/** What an earlier run had of the component. There may be none of it; none is never zero. */
export interface ComponentBaseline {
  coverage: Known<Pick<ComponentCoverage, 'lines' | 'branches'>>;
  /** Those of the component's present diagnostics that the earlier run had too. */
  diagnostics: Record<Concern, Known<Diagnostic[]>>;
  benchmarks: Known<MeasuredBenchmark[]>;
}

/** The tests of one level that belong to the component. */
export interface SuiteResults {
  cases: Mapped<TestCase>[];
  /** Failures that no file can be found for: they count against everybody who uses the report. */
  unattributedFailures: TestCase[];
}

/** What the tools of one concern say of the component's files. */
export interface ComponentDiagnostics {
  tools: {
    name: string;
    /** `null` where the report does not say. */
    filesAnalyzed: number | null;
    /** Warnings that the report counts but does not list. */
    unlistedWarnings: number;
    /** Findings of the whole report that somebody accepted; absent where the format knows no such thing. */
    suppressed?: number;
  }[];
  /** In the component's files, and those whose path is no file of the repository. */
  diagnostics: Diagnostic[];
}

/** What tools say of the complexity of the component's functions. */
export interface ComponentComplexity {
  /** What they report; `value` is `null` where the report gives no figure: a file that could not be parsed. */
  findings: { value: number | null; message: string; at: Location }[];
  /** For each report the complexity up to which it says nothing; `null` where it doesn't tell. */
  silentUpTo: (number | null)[];
}

/** The documents that may be the component's. */
export interface ComponentDocuments {
  /** Its own, by their usual places and names. */
  user: RepositoryDocument[];
  runbooks: RepositoryDocument[];
  /** All of its own that may cover a heading, READMEs aside. */
  related: RepositoryDocument[];
  /** Everybody's, for those that a parameter names. */
  all: RepositoryDocument[];
}

export interface ComponentSecrets {
  findings: SecretFinding[];
  /** Detectors that ran. */
  plugins: string[];
  /** Tools that reported: `detect-secrets`… */
  scanners: string[];
}

/** The reviews of the change, and who made it. */
export interface ChangeReviews {
  author: string;
  head: string | null;
  reviews: Review[];
}

/** What git knows of the commits that lead to the one in question. Only commits that were deployed are named. */
export interface Ancestry {
  /** Those that are the commit itself or came before it, nearest first. */
  commits: string[];
  /** Those of them on the main line (first parents), newest first: there each commit is older than the ones in front of it. */
  mainline: string[];
  /** False in a shallow clone: a commit that is not named may have come before nevertheless. */
  complete: boolean;
}

/** Deployments of the repository, and how their commits relate to the one that is asked about. */
export interface DeploymentHistory {
  /** In no particular order. */
  deployments: DeploymentEvidence['deployments'];
  /** The base of the change, else the judged commit; `null` when none is known. */
  commit: string | null;
  /** `null` when it can't be known. */
  ancestry: Ancestry | null;
  /** Deployed commit → files of the component that differ between it and the commit; a commit that is absent was not compared. */
  changedFiles: Map<string, string[]>;
}

/** A benchmark or metric, and the report that says so; `reportedIn` is the path that its run gave the report. */
export type MeasuredBenchmark = Benchmark & { report: Provenance; reportedIn: string };
export type MeasuredMetric = Metric & { report: Provenance };

/** A change of policy that demands less than the base does. */
export interface Weakening {
  /** `threshold`, `criterion`, `target`, `status`… */
  what: string;
  /** What was weakened, without its values: the same in every comparison. */
  subject: string;
  message: string;
  base: Location;
  head: Location | null;
}

/** The comparison of the head's policy with the base's. */
export interface PolicyChange {
  weakenings: Weakening[];
  /** Whether somebody else with write access has approved the change as it stands. */
  approvedBy: string | null;
}

/** How far another component has come, its code review left aside: that is of the change, not of the component. */
export interface Standing {
  /** The highest stage whose rows, and those of all lower stages, hold. */
  achieved: string | null;
  /** Its rows that do not hold. */
  open: { stage: string; gate: string; status: 'fail' | 'missing' | 'error' }[];
}

/** A component that the specification names, as a judge of the graph knows it. */
export type Dependency =
  | { state: 'judged'; standing: Standing }
  /** It requires the component under judgement in turn, so that neither can vouch for the other; `path` returns to its start. */
  | { state: 'circle'; path: string[] };

/** What is known of the component under judgement. A gate sees no file and no format. */
export interface Facts {
  spec: Spec;
  /** ISO 8601 */
  now: string;
  /** Problems of the specification itself: unknown status or target, two specs of one id, an unreadable statement. */
  specProblems: Problem[];
  /** All stages, lowest first, and those up to the target. */
  ladder: string[];
  stagesToTarget: string[];
  /** The ladder's name for a stage as the spec writes it; `null` when it is none. */
  stageNamed: (written: string | null) => string | null;
  readme: Known<{ path: string; words: number }>;
  coverage: Known<ComponentCoverage>;
  /** Coverage of the change; `no-base` where there is nothing that it could be a change of. */
  patch: Known<PatchCoverage> | { state: 'no-base' };
  tests: Record<TestLevel, Known<SuiteResults>>;
  diagnostics: Record<Concern, Known<ComponentDiagnostics>>;
  complexity: Known<ComponentComplexity>;
  documents: ComponentDocuments;
  /** The repository's alert rules and dashboards; `missing` without any. */
  monitoring: Known<MonitoringFile[]>;
  secrets: Known<ComponentSecrets>;
  benchmarks: Known<MeasuredBenchmark[]>;
  /** The run that is compared with. */
  baseline: ComponentBaseline;
  metrics: Known<MeasuredMetric[]>;
  reviews: Known<ChangeReviews>;
  /** Groups of people, as the base has them where a base is known. */
  groups: Groups;
  deployments: Known<DeploymentHistory>;
  /** The check runs of the judged commit that criteria are bound to. */
  checkRuns: Known<CheckRunFact[]>;
  /** Stage → the name of its deployment environment, where the configuration gives one. */
  environments: Map<string, string>;
  /** The components that the specification names, by id; what is not there is unknown. */
  dependencies: Map<string, Dependency>;
  /** `not-applicable` without a base. */
  policyChange: Known<PolicyChange> | { state: 'no-base' };
}
