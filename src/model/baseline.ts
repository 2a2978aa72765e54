import type { Concern, EvidenceKind, Provenance } from './evidence.ts';
import type { BenchmarkReport } from './evidence-set.ts';
import type { Problem } from './problem.ts';
import type { Ratio } from './ratio.ts';

/** A part of a baseline that can't be relied on; without a kind, all of it. */
export interface BrokenBaseline {
  kind: EvidenceKind | null;
  concern?: Concern | undefined;
  problems: [Problem, ...Problem[]];
  provenance: Provenance | null;
}

/** What an earlier run measured. Nothing of it is evidence of the present; a part that is not there is none, never zero. */
export interface Baseline {
  /** Why a part may be absent, as it ends a sentence: `no file matches old/**`; `null`: nobody named an earlier run. */
  absent: string | null;
  /** `null` without any. */
  coverage: { files: { path: string; lines: Ratio; branches: Ratio | null }[]; sources: Provenance[] } | null;
  diagnostics: { provenance: Provenance; concern: Concern; fingerprints: Map<string, number> }[];
  benchmarks: BenchmarkReport[];
  broken: BrokenBaseline[];
}
