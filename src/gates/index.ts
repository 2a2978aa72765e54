import type { Gate } from './gate.ts';
import { rules } from './rules.ts';

export { currentApprovals } from './approvals.ts';
export { nothingKnown, unnamedRow } from './facts.ts';
export type {
  ChangeReviews,
  ComponentCoverage,
  ComponentDiagnostics,
  Criterion,
  Facts,
  Gate,
  Judgement,
  Known,
  PolicyChange,
  SuiteResults,
  Weakening,
} from './gate.ts';
export { finding } from './judgement.ts';

/** All gates, in the order of the table. */
export const gates: readonly Gate[] = [...rules].sort((one, other) => one.meta.order - other.meta.order);

const byId = new Map(gates.map((gate) => [gate.meta.id, gate]));

/** The gate with an id, if there is one. */
export function gateNamed(id: string): Gate | undefined {
  return byId.get(id);
}
