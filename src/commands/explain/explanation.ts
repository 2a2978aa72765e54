import { defaultLadder } from '../../config/index.ts';
import { formats, type Format } from '../../evidence/index.ts';
import type { Gate } from '../../gates/index.ts';
import { concernsOf, needWords } from './needs.ts';
import { parametersOf, type Parameter } from './parameters.ts';

/** A kind of report that can prove a gate, and the command that makes it. */
export interface Proof {
  format: string;
  title: string;
  produce: string;
}

/** All that there is to know about a gate. */
export interface Explanation {
  id: string;
  title: string;
  kind: 'change' | 'operation';
  claim: string;
  rationale: string;
  /** Stages of the default ladder that ask for it, with the parameters they set; empty where only a line demands it. */
  stages: { stage: string; params: Record<string, unknown> }[];
  /** What it judges by, in words. */
  needs: string[];
  /** Reports that are such evidence. */
  evidence: Proof[];
  parameters: Parameter[];
  examples: { name: string; status: string }[];
  remediation: string;
}

/** Explains a gate from its own declaration. */
export function explanationOf(gate: Gate): Explanation {
  const { id, title, kind, claim, rationale, remediation } = gate.meta;
  return {
    id,
    title,
    kind,
    claim,
    rationale,
    stages: defaultLadder.flatMap(({ name, gates }) => {
      const setting = new Map(Object.entries(gates)).get(id);
      return setting === undefined ? [] : [{ stage: name, params: setting }];
    }),
    needs: gate.needs.map((need) => needWords[need]),
    evidence: formats
      .filter((format) => proves(format, gate))
      .map((format) => ({ format: format.id, title: format.title, produce: format.produce })),
    parameters: parametersOf(gate),
    examples: gate.examples.map(({ name, status }) => ({ name, status })),
    remediation,
  };
}

/** Of diagnostics only those of the gate's concern, and formats that carry any concern. */
function proves({ kind, concern }: Format, { needs, meta }: Gate): boolean {
  if (!needs.some((need) => need === kind)) return false;
  return kind !== 'diagnostics' || concern === undefined || concernsOf(meta.id).includes(concern);
}
