import type { ApiFacts } from './api-facts.ts';
import type { EvidenceReport, Provenance, ReviewEvidence } from './evidence.ts';
import type { Problem } from './problem.ts';

/** Files that are asked for, by path and by glob, relative to the root that is judged. */
export interface Wanted {
  paths: string[];
  globs: string[];
}

/** A tree of the repository at one commit, read from git or from the API. */
export interface Snapshot {
  /** The commit, in full. */
  commit: string;
  /** The texts of the wanted files that the tree has, by path. May throw {@link ReadFailure}. */
  read(wanted: Wanted): Promise<Map<string, string>>;
}

/** What a pull request or queue entry is compared with. */
export interface Base {
  /** The base branch's commit, whose policy is in force. */
  base: Snapshot;
  /** Where the change branched off: a difference that it shows already is not the change's. */
  mergeBase: Snapshot;
  /** Paths that the change touches; `null` when there are too many to know them all. */
  changedPaths: string[] | null;
  /** The lines of the judged commit that the change adds or alters, by path; a changed path that is absent: unknown. */
  changedLines: Map<string, number[]>;
}

/** The change under judgement, as its surroundings (git, GitHub) know it. */
export interface Change {
  /** The judged commit; `null` when unknown. */
  commit: string | null;
  /** Commits whose reports are as good as the judged one's: the event's test merge of it. */
  alsoCurrent: string[];
  /**
   * `null` without a base: push, schedule, dispatch, the command line without `--base`. `policy` foretells what will be read
   * of both snapshots, so that an API can be asked once for all. May throw {@link ReadFailure}.
   */
  readBase: ((policy: Wanted) => Promise<Base>) | null;
  /**
   * Reviews from the API. `null`: there is no API, review files among the evidence count. A promise of `null`: the API
   * knows of no pull request for the commit. May throw {@link ReadFailure}.
   */
  readReviews: (() => Promise<EvidenceReport<ReviewEvidence> | null>) | null;
  /** Facts that the API is asked for only when a gate needs them. `null`: there is no API. */
  api: ApiFacts | null;
  /** Asks the API for the baseline of an earlier run; `null`: there is no API. May throw {@link ReadFailure}. */
  readBaseline: (() => Promise<EarlierRun>) | null;
  /** Asks the API for the JSON report of the base's newest run; `null`: there is no API. May throw {@link ReadFailure}. */
  readBaseReport: (() => Promise<EarlierReport>) | null;
}

/** The JSON report that a run of a commit left, not yet read; or why there is none, as it ends a sentence. */
export type EarlierReport = { text: string; commit: string } | { absent: string };

/** The baseline file that an earlier run left, not yet read; or why there is none, as it ends a sentence. */
export type EarlierRun = { text: string; provenance: Provenance } | { absent: string };

/** A fact that could not be read: its gate becomes `error`, the problem says why and names the permission that is missing. */
export class ReadFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.name = 'ReadFailure';
    this.problem = problem;
  }
}
