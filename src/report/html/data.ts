import type { Status, TestOutcome, Verdict } from '../../model/index.ts';
import type { LadderStep } from '../ladder.ts';

/**
 * What the page shows, as plain text in our words. The server and the page in the browser render the same templates from it, so
 * that what the page says is worded once and no gate's value is read in the browser. All texts are one harmless line each.
 */

/** A place of the repository. Its address is `file` and `anchor` together, empty without a link. */
export interface PlaceData {
  path: string;
  /** Empty when unknown. */
  line: string;
  file: string;
  anchor: string;
}

export interface FindingData {
  /** The word of its row's status for a failure, else `warning` or `note`. */
  status: Status | 'warning' | 'note';
  message: string;
  place: PlaceData | null;
}

export interface EvidenceData {
  path: string;
  format: string;
  trust: string;
  sha256: string;
}

/** A row of the report. */
export interface RowData {
  status: Status;
  required: boolean;
  stage: string;
  gate: string;
  title: string;
  found: string;
  needed: string;
  trust: string | null;
  /** The words of the specification. */
  criterion: string | null;
  place: PlaceData;
  alsoAt: PlaceData[];
  findings: FindingData[];
  /** What is said of findings beyond those. */
  more: string | null;
  evidence: EvidenceData[];
  remediation: string;
  waiver: string | null;
}

export interface StepData {
  stage: string;
  state: LadderStep['state'];
  isTarget: boolean;
  /** `5 of 7 rows hold` */
  held: string;
  /** `5/7` */
  share: string;
}

export interface RequirementData {
  name: string;
  boxes: string;
  tests: string;
  named: { outcome: TestOutcome; name: string }[];
  /** How many more tests name it. */
  more: string | null;
  place: PlaceData;
}

/** A component that another one names. `key` leads to it; `null` when the report does not have it. */
export interface NeedData {
  key: string | null;
  name: string;
  stage: string | null;
  optional: boolean;
}

/** A component in the list. */
export interface EntryData {
  /** Its id where that is unique: the component in the page's address. */
  key: string;
  name: string;
  verdict: Verdict;
  affected: boolean;
  declared: string;
  target: string;
  achieved: string;
  promotable: boolean;
  /** What is open: `2 gates fail, 1 is missing`. */
  open: string;
  spec: PlaceData;
  steps: StepData[];
  /** The gates of required rows that do not hold, each once. */
  gates: string[];
  needs: NeedData[];
}

/** What is known of one component beyond its entry. */
export interface DetailData {
  results: RowData[];
  requirements: RequirementData[];
}

/** All components at a glance. */
export interface FleetData {
  stages: string[];
  /** Worst first. */
  entries: EntryData[];
  /** Titles of the gates that keep a component from being ready, the most frequent first. */
  gates: { id: string; title: string }[];
}
