import type { BaselineRecord, Change, Enforcement, Report } from '../model/index.ts';
import type { Progress } from '../run/index.ts';

/** What `check` is asked to do; every field is decided, defaults are the caller's (see `config/options`). */
export interface CheckOptions {
  /** Folder that is the repository's root for this run; all paths of the report are relative to it. */
  root: string;
  /** Specifications to judge; empty: those of the configuration. */
  specs: string[];
  /** Configuration file; `null`: `.github/maturity.yml` if there is one. */
  config: string | null;
  /** Component ids to judge; empty: all. */
  components: string[];
  /** Judge as if this were the target stage. */
  stage: string | null;
  promotion: boolean;
  /** Globs that replace the configuration's evidence; empty: keep it. */
  evidence: string[];
  /** Globs of what an earlier run left, its own file or its reports; empty: that of the API, if there is one. */
  baseline: string[];
  /** `null`: as the configuration says. */
  enforce: Enforcement | null;
  /** ISO 8601 */
  now: string;
}

/** What `check` answers. */
export interface CheckOutcome {
  report: Report;
  /** 0 ready or advisory, 1 blocked, 2 inconclusive, 3 bad usage or configuration, or no spec found. */
  exitCode: number;
  /** What later runs compare with; `null` when nothing could be judged. */
  measured: BaselineRecord | null;
}

/**
 * Judges the components of a repository. Never throws for bad input: it is in `report.problems`. `progress` hears how many
 * components of how many are judged.
 */
export type Check = (options: CheckOptions, change: Change, progress?: Progress) => Promise<CheckOutcome>;
