import {
  currentApprovals,
  type ChangeReviews,
  type Facts,
  type Known,
  type PolicyChange,
  type Weakening,
} from '../gates/index.ts';
import { newComponentWeakenings, weakenings, type ComponentPolicy } from '../policy/index.ts';
import type { BaseInput } from './input.ts';

/** The head's policy of a component compared with the base's. */
export function policyChangeOf(
  head: ComponentPolicy,
  base: BaseInput,
  reviews: Known<ChangeReviews>,
): Facts['policyChange'] {
  if (base.state === 'error') return { state: 'error', problems: [base.problem], evidence: [] };
  if (base.state === 'none') return { state: 'no-base' };
  const id = head.spec.id.value;
  const found = inThisChange(against(base.base.get(id), head), base.mergeBase.get(id), head);
  const value: PolicyChange = { weakenings: found, approvedBy: approverOf(reviews) };
  const evidence = reviews.state === 'known' && found.length > 0 ? reviews.evidence : [];
  return { state: 'known', value, evidence, notes: [] };
}

/** Whether the base's demands are to be joined with the head's: weakened, and nobody approved it. */
export function isUnapprovedWeakening(change: Facts['policyChange']): boolean {
  return change.state === 'known' && change.value.weakenings.length > 0 && change.value.approvedBy === null;
}

function against(base: ComponentPolicy | undefined, head: ComponentPolicy): Weakening[] {
  return base === undefined ? newComponentWeakenings(head) : weakenings(base, head);
}

/** A difference that the merge base shows already is not the change's: the base went ahead meanwhile. */
function inThisChange(found: Weakening[], mergeBase: ComponentPolicy | undefined, head: ComponentPolicy): Weakening[] {
  const own = new Set(against(mergeBase, head).map(({ subject }) => subject));
  return found.filter(({ subject }) => own.has(subject));
}

function approverOf(reviews: Known<ChangeReviews>): string | null {
  if (reviews.state !== 'known') return null;
  const { approvers, objectors } = currentApprovals(reviews.value);
  return objectors.length === 0 ? (approvers[0] ?? null) : null;
}
