import type { ChangeReviews, Known } from '../gates/index.ts';
import type { ComponentSettings, Configuration, Enforcement, EvidenceSet, Problem, Spec } from '../model/index.ts';
import type { ComponentPolicy } from '../policy/index.ts';

/** One component to judge: its specification and what the configuration says of it. */
export interface ComponentInput {
  spec: Spec;
  settings: ComponentSettings | null;
  /** What is wrong with the specification beyond its own text: a second spec of the same id… */
  problems: Problem[];
}

/** The base's policy, component by component. */
export type BaseInput =
  | { state: 'none' }
  | { state: 'error'; problem: Problem }
  | {
      state: 'known';
      /** By component id, at the base and at the commit where the change branched off. */
      base: Map<string, ComponentPolicy>;
      mergeBase: Map<string, ComponentPolicy>;
      changedPaths: string[] | null;
    };

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
  /** README path → words outside headings and code. */
  readmes: Map<string, number>;
  base: BaseInput;
  /** Judge as if this were the target: a stage of the ladder. */
  stage: string | null;
  promotion: boolean;
  enforce: Enforcement;
  /** Ids to report; empty: all. */
  only: string[];
  problems: Problem[];
}
