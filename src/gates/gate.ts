import type { z } from 'zod';
import type {
  Concern,
  Diagnostic,
  EvidenceKind,
  Finding,
  Location,
  Problem,
  Provenance,
  Ratio,
  Review,
  SecretFinding,
  Spec,
  TestCase,
  TestLevel,
  Threshold,
} from '../model/index.ts';

/** What a gate may need to judge, besides parameters. */
export type Need = EvidenceKind | 'spec' | 'files' | 'components' | 'baseline' | 'weakening' | 'now';

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

/** The tests of one level that belong to the component. */
export interface SuiteResults {
  cases: (TestCase & { file: string | null })[];
  /** Failures that no file can be found for: they count against everybody who uses the report. */
  unattributedFailures: TestCase[];
}

/** What the tools of one concern say of the component's files. */
export interface ComponentDiagnostics {
  tools: { name: string; filesAnalyzed: number | null; declaredWarnings: number | null }[];
  /** In the component's files, and those whose path is no file of the repository. */
  diagnostics: Diagnostic[];
}

export interface ComponentSecrets {
  findings: SecretFinding[];
  plugins: string[];
}

/** The reviews of the change, and who made it. */
export interface ChangeReviews {
  author: string;
  head: string | null;
  reviews: Review[];
}

/** A change of policy that demands less than the base does. */
export interface Weakening {
  /** `threshold`, `criterion`, `target`, `status`… */
  what: string;
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

/** What is known of the component under judgement. A gate sees no file and no format. */
export interface Facts {
  spec: Spec;
  /** ISO 8601 */
  now: string;
  /** Problems of the specification itself: unknown status or target, two specs of one id, an unreadable statement. */
  specProblems: Problem[];
  /** Stage names up to the target, lowest first; all names of the ladder. */
  stagesToTarget: string[];
  ladder: string[];
  readme: Known<{ path: string; words: number }>;
  coverage: Known<ComponentCoverage>;
  tests: Record<TestLevel, Known<SuiteResults>>;
  diagnostics: Record<Concern, Known<ComponentDiagnostics>>;
  secrets: Known<ComponentSecrets>;
  reviews: Known<ChangeReviews>;
  /** `not-applicable` without a base. */
  policyChange: Known<PolicyChange> | { state: 'no-base' };
}

/** What a gate says of a row. Only policy sets `waived`. */
export interface Judgement {
  status: 'pass' | 'fail' | 'missing' | 'error' | 'not-applicable';
  actual: unknown;
  expected: unknown;
  findings: Finding[];
  evidence: Provenance[];
}

/** A line of the specification, prepared for recognition. */
export interface Criterion {
  /** Lower case, Markdown and typographic variants removed, one space between words. */
  words: string;
  /** Every number with a comparator or a unit, in order. */
  thresholds: Threshold[];
  /** Stage of the section, or the last stage where the section names none. */
  stage: string;
  ticked: boolean | null;
  /** Verbatim. */
  text: string;
}

/** What the configuration file gives a row: parameters of the gate, never a judgement. */
export interface Example<P> {
  name: 'met' | 'unmet' | 'boundary' | 'empty' | (string & {});
  /** Changes to facts in which nothing is known. */
  facts: Partial<Facts>;
  params: P;
  status: Judgement['status'];
}

/** A check that judges criteria: words, parameters, judgement, explanation and examples in one file. */
export interface Gate<P extends object = object> {
  meta: {
    id: string;
    title: string;
    /** What holds when the gate passes, as one sentence. */
    claim: string;
    rationale: string;
    /** What to do when it does not hold. */
    remediation: string;
    kind: 'change' | 'operation';
    /** Where the parameters decide the kind (uptime is an operation target, latency a change target). */
    kindOf?: (params: P) => 'change' | 'operation';
    /** `evidence`: facts decide; `statement`: the spec's own word does. A stage needs one of the first kind. */
    proof: 'evidence' | 'statement';
  };
  needs: Need[];
  /** Strict; its defaults are the gate's. */
  params: z.ZodType<P>;
  /** Parameters, if the line demands this gate; several if it demands it several times. */
  recognise(line: Criterion): Partial<P> | undefined;
  /** Both demands at once: the strictest of two parameter sets. */
  strictest(one: P, other: P): P;
  /** What besides gate and stage makes a demand a different one (metric, environment, attested text). */
  identity?(params: P): string;
  judge(facts: Facts, params: P): Judgement;
  examples: Example<P>[];
}
