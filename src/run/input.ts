import type { ChangeReviews, DeploymentHistory, Known } from '../gates/index.ts';
import type {
  CheckRunFact,
  Baseline,
  ComponentReport,
  ComponentSettings,
  Configuration,
  Enforcement,
  EvidenceSet,
  MonitoringFile,
  Problem,
  RepositoryDocument,
  Spec,
} from '../model/index.ts';
import type { Asked, ComponentPolicy, RepositoryPolicy } from '../policy/index.ts';

/** One component to judge: its specification and what the configuration says of it. */
export interface ComponentInput {
  spec: Spec;
  settings: ComponentSettings | null;
  /** What is wrong with the specification beyond its own text: a second spec of the same id… */
  problems: Problem[];
}

/** The base's policy, component by component. */
export type BaseInput = { state: 'none' } | { state: 'error'; problem: Problem } | KnownBase;

/** The policy of the base, and of the commit where the change branched off. */
export interface KnownBase {
  state: 'known';
  /** At the base: its waivers and groups are in force. */
  configuration: Configuration;
  /** By component id. */
  base: Map<string, ComponentPolicy>;
  mergeBase: Map<string, ComponentPolicy>;
  /** What holds for all components; `null` where the merge base has no policy. */
  repository: RepositoryPolicy;
  mergeBaseRepository: RepositoryPolicy | null;
  changedPaths: string[] | null;
  /** As {@link Base.changedLines}. */
  changedLines: Map<string, number[]>;
}

/** The deployments of the repository, before a component asks which of its files have changed since. */
export interface DeploymentLog extends Omit<DeploymentHistory, 'changedFiles'> {
  /** Deployed commit → all paths that differ between it and the commit in question. */
  changedPaths: Map<string, string[]>;
}

/** Everything a run judges; `run` reads nothing else. */
export interface RunInput {
  tool: { name: string; version: string };
  commit: string | null;
  /** ISO 8601 */
  now: string;
  configuration: Configuration;
  components: ComponentInput[];
  repositoryFiles: string[];
  evidence: EvidenceSet;
  reviews: Known<ChangeReviews>;
  deployments: Known<DeploymentLog>;
  /** What code scanning says, tool by tool; known without any where none is configured. */
  scans: Known<EvidenceSet['diagnostics']>;
  checkRuns: Known<CheckRunFact[]>;
  /** The run that is compared with. */
  baseline: Baseline;
  /** README path → words outside headings and code. */
  readmes: Map<string, number>;
  documents: RepositoryDocument[];
  monitoring: MonitoringFile[];
  base: BaseInput;
  /** Components that are not judged but taken from the base's report, by id. */
  carried: Map<string, ComponentReport>;
  /** What the head says for all components. */
  repository: RepositoryPolicy;
  /** Options of the run that replace what the policy says. */
  asked: Asked;
  /** Judge as if this were the target: a stage of the ladder. */
  stage: string | null;
  promotion: boolean;
  enforce: Enforcement;
  /** Ids to report; empty: all. */
  only: string[];
  problems: Problem[];
}
