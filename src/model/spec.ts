import type { Location, Positioned } from './location.ts';
import type { Problem } from './problem.ts';
import type { Threshold } from './threshold.ts';

/** Where in a specification a statement stands that demands something. */
export type StatementSection = 'acceptance' | 'quality' | 'exit' | 'nfr' | 'coverage-target' | 'bound';

/** A gate named by an invisible comment on the line: `<!-- gate: slo-met metric=cache_cost_savings -->`. */
export interface Binding {
  gate: string;
  params: Record<string, string>;
  at: Location;
}

/** A line that demands something: verbatim text after bullet and box, without a trailing comment. */
export interface Statement {
  section: StatementSection;
  /**
   * The stage as the spec writes it, in lower case and without the word "stage" (`development`, `staging (eu)`);
   * `null` where the section names none.
   */
  stage: string | null;
  text: string;
  /** The lines that the text goes on with, or the other cells of its table row, joined by spaces; absent where there are none. */
  continuation?: string;
  at: Location;
  /** `null` where the line has no box. */
  ticked: boolean | null;
  binding: Binding | null;
  /** The bracketed placeholder that is (part of) the text, if any. */
  placeholder: string | null;
}

/** A functional requirement with the boxes of its acceptance criteria. */
export interface Requirement {
  /** `FR1` */
  id: string;
  title: string;
  at: Location;
  criteria: { text: string; ticked: boolean; at: Location; placeholder: string | null }[];
}

/** `- \`cache\` (staging) - Purpose` below Required Components or Optional Dependencies. */
export interface DependencyStatement {
  id: string;
  stage: string | null;
  optional: boolean;
  at: Location;
}

/** The three kinds of tests that a specification locates. */
export const testLevels = ['unit', 'integration', 'e2e'] as const;
export type TestLevel = (typeof testLevels)[number];

/** What the Testing Strategy says of one level; several Locations are a union. */
export interface TestingStatement {
  locations: Positioned<string>[];
  /** Numeric coverage targets by stage, as written: `≥70% (staging)`. */
  coverageTargets: { stage: string | null; threshold: Threshold; text: string; at: Location }[];
}

/** `- [x] Technical Lead: Ada Lovelace - 2026-10-01`, with `(for production)` as its stage. */
export interface Approval {
  role: string;
  name: string | null;
  date: string | null;
  stage: string | null;
  ticked: boolean;
  at: Location;
  placeholder: string | null;
}

/** A metric or an alert that the Monitoring section declares: what stands before the colon. */
export interface MonitoredName {
  name: string;
  /** Written as code, so that it is the very identifier and no description of it. */
  identifier: boolean;
  at: Location;
}

/** What the documentation is to cover: `- [ ] Troubleshooting guide (for production)`, with the stage of its parentheses. */
export interface ListedHeading {
  text: string;
  stage: string | null;
  at: Location;
}

/** A bracketed text of the template that nobody filled in. */
export interface Placeholder {
  text: string;
  at: Location;
  /**
   * Where it stands: `identity` (title, id, status, target stage) · `requirements` (functional ones) · `acceptance:<stage>`,
   * `quality:<stage>`, `exit:<stage>`, `approval:<stage>` (without `:<stage>` where none is named; the stage written as in
   * {@link Statement}) · `nfr` · `dependencies` · `tests` · `metadata` (other keys) · elsewhere the words of the nearest
   * heading in lower case (`key features`), `null` before the first one.
   */
  section: string | null;
}

/** What a Markdown file is. */
export interface SpecDocument {
  /** Whether it names a component (Component ID or Component Name); a file that doesn't is no specification unless one is configured to be. */
  identified: boolean;
  spec: Spec;
}

/** A parsed specification: every value with its place, nothing judged yet. */
export interface Spec {
  path: string;
  sha256: string;
  title: Positioned<string> | null;
  /** As written; where it is absent, empty or a placeholder, the file's name without extension. */
  id: Positioned<string>;
  /** Whether the id is the file's name because the specification gives none, or a placeholder. */
  idIsPlaceholder: boolean;
  /** The words after **Status:** and **Target Stage:**, untouched; `null` when absent. */
  status: Positioned<string> | null;
  targetStage: Positioned<string> | null;
  created: Positioned<string> | null;
  lastUpdated: Positioned<string> | null;
  requirements: Requirement[];
  /** Acceptance criteria, quality gates, exit criteria, NFR targets, coverage targets and bound lines, in the order of the file. */
  statements: Statement[];
  /** Stages (as written) that have an Acceptance Criteria section. */
  acceptanceStages: Positioned<string>[];
  componentRoot: Positioned<string> | null;
  dependencies: DependencyStatement[];
  tests: Record<TestLevel, TestingStatement>;
  approvals: Approval[];
  /** "Metrics to Track" and "Alerting", placeholders left out. */
  monitoring: { metrics: MonitoredName[]; alerts: MonitoredName[] };
  /** The lists "User Documentation" and "Operational Documentation", placeholders left out. */
  documentation: { user: ListedHeading[]; operational: ListedHeading[] };
  placeholders: Placeholder[];
  /** What the parser noticed (an unreadable binding, metadata that disagrees…), in the order of the file; `spec-complete` shows them. */
  problems: Problem[];
}
