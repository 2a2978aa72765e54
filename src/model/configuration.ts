/** The configuration after defaults and validation: complete, nothing optional left to decide. */

/** The gates of a stage: gate id → parameters (validated by the gate's own schema), or off with a reason. */
export type GateSettings = Record<string, GateSetting>;

/** Parameters of a gate; `off` turns it off and says why. */
export type GateSetting = Record<string, unknown> & { off?: string };

export interface StageSettings {
  name: string;
  gates: GateSettings;
}

export interface ComponentSettings {
  id: string;
  spec: string | null;
  /** Globs; `null` leaves it to the specification. */
  paths: string[] | null;
  tests: { unit: string[] | null; integration: string[] | null; e2e: string[] | null };
  exclude: string[];
  environments: Record<string, string>;
  gates: GateSettings;
  /** Criteria bound to gates: the criterion's text → gate and its parameters, as a binding comment would have them. */
  bindings: Record<string, { gate: string; params: Record<string, string> }>;
}

/** Where evidence is looked for; `format` settles what a bare `[]` is. */
export interface EvidenceSource {
  path: string;
  format: string | null;
}

export type Enforcement = 'target' | 'status' | false;

export interface Waiver {
  gate: string;
  component: string;
  reason: string;
  owner: string;
  approver: string;
  /** ISO date, the last day on which it holds (UTC). */
  expires: string;
  line: number | null;
}

export interface Configuration {
  /** Path of the file, `null` when everything is default. */
  path: string | null;
  /** Hex digest of the file's bytes; `null` without a file, and of a configuration that is read from a commit. */
  sha256: string | null;
  enforce: Enforcement;
  /** Lowest first. */
  stages: StageSettings[];
  components: ComponentSettings[];
  specs: string[];
  evidence: EvidenceSource[];
  /** Tools whose code scanning alerts are evidence. */
  codeScanning: string[];
  groups: Record<string, string[]>;
  waivers: Waiver[];
  /** Line of each key in the file, by its path joined with `/` (`stages/staging/gates/min-coverage`). */
  lines: Map<string, number>;
}
