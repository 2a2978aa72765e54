import { gateNamed, gates } from '../../gates/index.ts';
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
  const lacking = rows.find(({ status }) => status === 'missing' || status === 'error');
  return {
    gate,
    title: rows[0]?.title ?? gate,
    evidence: [...new Set(rows.flatMap(({ evidence }) => evidence.map(({ path }) => path)))].sort(),
    produce: lacking === undefined ? null : produceFor(gate, lacking),
    broken: rows.some(({ status }) => status === 'error'),
  };
}

/** The command of the tool that the line names, or the remediation speaks of; where no tool makes it, the remediation. */
function produceFor(id: string, { criterion, remediation }: Result): string {
  const gate = gateNamed(id);
  const proofs = gate === undefined ? [] : explanationOf(gate).evidence;
  const named = (text: string): Proof | undefined => proofs.find(({ format }) => wordsOf(text).includes(format));
  const best =
    named(criterion?.text ?? '') ??
    named(remediation) ??
    usual.flatMap((format) => proofs.find((proof) => proof.format === format) ?? []).at(0) ??
    proofs.at(0);
  return best?.produce ?? remediation;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^a-z0-9-]+/);
}
