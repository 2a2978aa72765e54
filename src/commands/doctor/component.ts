import { formats } from '../../evidence/index.ts';
import { gateNamed, gates, type Gate } from '../../gates/index.ts';
import type { ComponentReport, Result } from '../../model/index.ts';
import { explanationOf, type Proof } from '../explain/explanation.ts';
import type { ExaminedComponent, ExaminedGate } from './result.ts';

/** Where several tools can prove a gate and no line names one, the template's own. */
const usual = [
  'coverage-py',
  'junit',
  'ruff',
  'pyright',
  'detect-secrets',
  'pytest-benchmark',
  'metrics-json',
  'sarif',
];

/** Nobody can make evidence for them: they rest on the specification, or on other components. */
const withoutEvidence = new Set(
  gates
    .filter(({ meta, needs }) => meta.proof === 'statement' || needs.includes('components'))
    .map(({ meta }) => meta.id),
);

/** Which gates of a judged component have evidence, and how to make what the others lack. */
export function examineComponent({ id, spec, results }: ComponentReport): ExaminedComponent {
  const rows = new Map<string, Result[]>();
  for (const row of results) {
    if (withoutEvidence.has(row.gate) || row.status === 'not-applicable') continue;
    rows.set(row.gate, [...(rows.get(row.gate) ?? []), row]);
  }
  return { id, spec: spec.path, gates: [...rows].map(([gate, own]) => examineGate(gate, own)) };
}

function examineGate(gate: string, rows: Result[]): ExaminedGate {
  const lacking = rows.find(({ status }) => status === 'error') ?? rows.find(({ status }) => status === 'missing');
  return {
    gate,
    evidence: [...new Set(rows.flatMap(({ evidence }) => evidence.map(({ path }) => path)))].sort(),
    produce: lacking === undefined ? null : produceFor(gate, lacking),
    why: lacking?.findings.find(({ outcome }) => outcome === 'fail')?.message ?? null,
    broken: lacking?.status === 'error',
  };
}

/**
 * The command of the tool that the line names, else of the usual one. Where reports are there already, or no tool makes what
 * lacks, the gate's own remediation.
 */
function produceFor(id: string, { criterion, remediation, evidence, status }: Result): string {
  const gate = gateNamed(id);
  if (gate === undefined || (status === 'missing' && evidence.length > 0)) return remediation;
  const proofs = proofsOf(gate);
  const words = (criterion?.text ?? '').toLowerCase().split(/[^a-z0-9-]+/);
  const named = proofs.find(({ format }) => words.includes(format));
  const common = usual.flatMap((format) => proofs.find((proof) => proof.format === format) ?? []);
  return (named ?? common.at(0) ?? proofs.at(0))?.produce ?? remediation;
}

/** What proves a gate, of the kind that it asks for first. */
function proofsOf(gate: Gate): Proof[] {
  const proofs = explanationOf(gate).evidence;
  const kindOf = (proof: Proof): string | undefined => formats.find(({ id }) => id === proof.format)?.kind;
  const byNeed = gate.needs.map((need) => proofs.filter((proof) => kindOf(proof) === need));
  return byNeed.find((own) => own.length > 0) ?? [];
}
