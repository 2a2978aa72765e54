import type { z } from 'zod';
import type { EvidenceKind, Finding, Location, Provenance, StatementSection, Threshold } from '../model/index.ts';
import type { Facts } from './known-facts.ts';
import type { Clause } from './language/clauses.ts';

/** What a gate may need to judge, besides parameters. */
export type Need = EvidenceKind | 'spec' | 'files' | 'components' | 'baseline' | 'weakening' | 'check-run' | 'now';

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
  /** What it asserts, subject by subject; nothing where it is a task, a question or a remark. */
  clauses: Clause[];
  /** Every number with a comparator or a unit, in order. */
  thresholds: Threshold[];
  section: StatementSection;
  /** Verbatim. */
  text: string;
}

/** The row under judgement: its stage, and the line that demands it, if one does. */
export interface Row {
  stage: string;
  criterion: {
    text: string;
    at: Location;
    ticked: boolean | null;
    /** Whether the line states a comparator and a number. */
    measurable: boolean;
    /** Whether the line is bound to this gate by its author. */
    bound: boolean;
  } | null;
}

/** A case that shows what the gate means; it is documentation and test at once. */
export interface Example<P> {
  /** A sentence: `69.99 % does not meet 70 %`. */
  name: string;
  /** Changes to facts in which nothing is known. */
  facts: Partial<Facts>;
  params: P;
  row?: Row;
  status: Judgement['status'];
}

/** A check that judges criteria: words, parameters, judgement, explanation and examples in one file. */
export interface Gate<P extends object = object> {
  meta: {
    id: string;
    /** Place in the table of gates; demands that no line names stand in this order. */
    order: number;
    title: string;
    /** What holds when the gate passes, as one sentence. */
    claim: string;
    rationale: string;
    /** What to do when it does not hold. */
    remediation: string;
    kind: 'change' | 'operation';
    /** Where the parameters decide the kind (uptime is an operation target, latency a change target). */
    kindOf?(params: P): 'change' | 'operation';
    /** `evidence`: facts decide; `statement`: the spec's own word does. A stage needs one of the first kind. */
    proof: 'evidence' | 'statement';
  };
  needs: Need[];
  /** Whether these parameters compare with an earlier run, which has to be fetched then. */
  comparesWithBaseline?(params: P): boolean;
  /** Strict; its defaults are the gate's. */
  params: z.ZodObject & z.ZodType<P>;
  /** Parameters, if the line demands this gate; several if it demands it several times. */
  recognise(line: Criterion): Partial<P> | undefined;
  /** Parameters from a binding comment's `key=value` pairs; without it they are taken as the parameters themselves. */
  bind?(values: Record<string, string>, line: Criterion): Partial<P>;
  /** Both demands at once: the strictest of two parameter sets. */
  strictest(one: P, other: P): P;
  /** What besides gate and stage makes a demand a different one (metric, environment, attested text). */
  identity?(params: P): string;
  /** One parameter set a demand, where one setting demands several (a metric each). */
  split?(params: P): P[];
  judge(facts: Facts, params: P, row: Row): Judgement;
  examples: Example<P>[];
}
