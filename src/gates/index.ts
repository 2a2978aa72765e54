import type { Gate } from './gate.ts';
import { rules } from './rules.ts';

export { currentApprovals } from './approvals.ts';
export { absentParts, placeholderProblems } from './completeness.ts';
export { environmentOf, readEnvironment, runningDeployment } from './deployments.ts';
export { nothingKnown, unnamedRow } from './facts.ts';
export type { Criterion, Gate, Judgement } from './gate.ts';
export type {
  Ancestry,
  ChangeReviews,
  ComponentComplexity,
  ComponentCoverage,
  ComponentDiagnostics,
  ComponentDocuments,
  Dependency,
  DeploymentHistory,
  Facts,
  Known,
  MeasuredBenchmark,
  MeasuredMetric,
  PolicyChange,
  Standing,
  SuiteResults,
  Weakening,
} from './known-facts.ts';
export { finding } from './judgement.ts';
export { clausesOf } from './language/clauses.ts';
export { plainWords } from './language/plain-words.ts';
export { groupsOf, loginOf, peopleNamed, type Groups } from './people.ts';
export { testsByRequirement } from './requirements.ts';

/** All gates, in the order of the table. */
export const gates: readonly Gate[] = [...rules].sort((one, other) => one.meta.order - other.meta.order);

const byId = new Map(gates.map((gate) => [gate.meta.id, gate]));

/** The gate with an id, if there is one. */
export function gateNamed(id: string): Gate | undefined {
  return byId.get(id);
}
