import type { Problem } from '../../model/index.ts';

/** Something wrong with a report; a warning leaves it usable. */
export interface Complaint extends Problem {
  severity: 'error' | 'warning';
}

/** One file among the evidence. */
export interface ExaminedReport {
  path: string;
  /** Id of the format; `null` when none is known. */
  format: string | null;
  title: string | null;
  kind: string | null;
  tool: string | null;
  commit: string | null;
  createdAt: string | null;
  matchedPaths: number;
  totalPaths: number;
  /** Ids of the components whose files it speaks of; where it names no files, of those that it is evidence for. */
  components: string[];
  /** Whether any row of any component rests on it. */
  used: boolean;
  /** The gravest first. */
  complaints: Complaint[];
  /** Paths that mean no file of the repository, with a remark each; the first few. */
  unmatched: { path: string; remark: string }[];
}

/** What proves a gate of a component. */
export interface ExaminedGate {
  gate: string;
  /** Paths of the reports that speak of it. */
  evidence: string[];
  /** How to make what is lacking: a command where a tool makes it, else a sentence; `null` when nothing lacks. */
  produce: string | null;
  /** Why it is missing or an error, in a sentence; `null` when it is neither. */
  why: string | null;
  /** Whether a row of the gate is an error: its evidence is there and can't be relied on. */
  broken: boolean;
}

export interface ExaminedComponent {
  id: string;
  /** Path of the specification. */
  spec: string;
  gates: ExaminedGate[];
}

/** All that doctor found. */
export interface Examination {
  reports: ExaminedReport[];
  components: ExaminedComponent[];
  problems: Problem[];
}
