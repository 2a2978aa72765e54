import type { EvidenceReport, ReviewEvidence } from './evidence.ts';
import type { Problem } from './problem.ts';

/** A tree of the repository at one commit, read from git or from the API. Both functions may throw {@link ReadFailure}. */
export interface Snapshot {
  /** The commit, in full. */
  commit: string;
  /** All file paths of the tree, relative to the root that is judged. */
  list(): Promise<string[]>;
  /** The text of a file, `null` where the tree has none. */
  read(path: string): Promise<string | null>;
}

/** What a pull request or queue entry is compared with. */
export interface Base {
  /** The base branch's commit, whose policy is in force. */
  base: Snapshot;
  /** Where the change branched off: a difference that it shows already is not the change's. */
  mergeBase: Snapshot;
  /** Paths that the change touches; `null` when there are too many to know them all. */
  changedPaths: string[] | null;
}

/** The change under judgement, as its surroundings (git, GitHub) know it. */
export interface Change {
  /** The judged commit; `null` when unknown. */
  commit: string | null;
  /** `null` without a base: push, schedule, dispatch, the command line without `--base`. May throw {@link ReadFailure}. */
  readBase: (() => Promise<Base>) | null;
  /**
   * Reviews from the API. `null`: there is no API, review files among the evidence count. A promise of `null`: the API
   * knows of no pull request for the commit. May throw {@link ReadFailure}.
   */
  readReviews: (() => Promise<EvidenceReport<ReviewEvidence> | null>) | null;
}

/** A fact that could not be read: its gate becomes `error`, the problem says why and names the permission that is missing. */
export class ReadFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.name = 'ReadFailure';
    this.problem = problem;
  }
}
