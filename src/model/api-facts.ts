import type { DeploymentEvidence, DiagnosticsEvidence, EvidenceReport } from './evidence.ts';

/** An environment whose deployments are wanted: nothing that was done there in so many days may be unknown. */
export interface WantedEnvironment {
  name: string;
  days: number;
}

/** Commits that lead to another one, among those that were asked about. */
export interface Lineage {
  /** Those that are the commit itself or came before it, nearest first. */
  commits: string[];
  /** Those of them on the main line (first parents), newest first. */
  mainline: string[];
  /** False where a commit that is not named may have come before nevertheless. */
  complete: boolean;
}

/** A check run of the judged commit: the newest one of its name and app. */
export interface CheckRunFact {
  name: string;
  /** The app that made it; `''` where GitHub doesn't say. */
  app: string;
  /** Whether this tool made it, in whatever run. */
  own: boolean;
  /** `null`: it has not come to an end. */
  conclusion: string | null;
}

/** Facts that the API is asked for only when a gate needs them. Each reading may throw `ReadFailure`. */
export interface ApiFacts {
  /** The commit whose deployments count: the base of the change, else the judged one. */
  deployedCommit: string;
  /** Deployments to the environments, as they were at `now` (ISO 8601). */
  readDeployments(environments: WantedEnvironment[], now: string): Promise<EvidenceReport<DeploymentEvidence>>;
  /** Which of the asked commits lead to `commit`; what is not settled at once is settled for the decisive ones. */
  readLineage(commit: string, asked: ReadonlySet<string>, decisive: string[]): Promise<Lineage>;
  /** Paths that differ between a commit and a later one; `null` when there are too many to know them all. */
  readChangedPaths(from: string, to: string): Promise<string[] | null>;
  /** The open alerts of a code scanning tool; a promise of a sentence: why there is no analysis of the judged commit. */
  readCodeScanning(tool: string): Promise<EvidenceReport<DiagnosticsEvidence> | string>;
  /** The check runs of the judged commit that have one of the names. */
  readCheckRuns(names: string[]): Promise<CheckRunFact[]>;
}
