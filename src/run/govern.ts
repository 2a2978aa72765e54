import { currentApprovals, finding, groupsOf, loginOf, type Facts, type Weakening } from '../gates/index.ts';
import type { Configuration, Problem } from '../model/index.ts';
import { POLICY_GROUP, strictestSpec, stricterEnforcement, type ComponentPolicy } from '../policy/index.ts';
import type { ComponentInput, KnownBase, RunInput } from './input.ts';
import { commonChangeOf, ownWeakenings, policyChange, removalOf, type CommonChange } from './policy-change.ts';

/** A component, and the policy that it is judged by. */
export interface GovernedComponent extends ComponentInput {
  change: Facts['policyChange'];
  /** Its policy at the base; `null` where it is new, or no base is known. */
  before: ComponentPolicy | null;
  /** What is demanded besides the head's policy: that of the base, where the change weakens it and nobody approved. */
  stricter: ComponentPolicy | null;
}

/** What is judged, under the policy that is in force. */
export interface GovernedInput extends RunInput {
  components: GovernedComponent[];
  /** Who approved the change as it stands: somebody else with write access; `null` for nobody. */
  approvedBy: string | null;
}

const NEW_COMPONENT = 'New component: there is no base to compare with';

/**
 * Compares the head's policy with the base's. Approved, or not weakened, the head's is in force; else the strictest of
 * both: the base's demands, stages and enforcement are joined with the head's, and removed components are judged still.
 */
export function govern(input: RunInput): GovernedInput {
  const { base } = input;
  const approvedBy = approverOf(input);
  if (base.state !== 'known') {
    const change: Facts['policyChange'] =
      base.state === 'none' ? { state: 'no-base' } : { state: 'error', problems: [base.problem], evidence: [] };
    return {
      ...input,
      approvedBy,
      components: input.components.map((one) => ({ ...one, change, before: null, stricter: null })),
    };
  }
  const common = commonChangeOf(input, base);
  const components = input.components.map((one) => governed(one, common, approvedBy, input, base));
  const removed = removedComponents(common, input, base);
  if (approvedBy !== null) {
    return {
      ...input,
      approvedBy,
      components,
      problems: [...input.problems, ...removed.map((one) => goneFor(one, approvedBy))],
    };
  }
  return {
    ...input,
    ...strictestOf(common.weakenings, input, base),
    approvedBy,
    components: [...components, ...removed],
  };
}

function governed(
  component: ComponentInput,
  common: CommonChange,
  approvedBy: string | null,
  input: RunInput,
  base: KnownBase,
): GovernedComponent {
  const { spec, settings } = component;
  const head: ComponentPolicy = { spec, settings, configuration: input.configuration };
  const before = base.base.get(spec.id.value) ?? null;
  const weakenings = [...ownWeakenings(head, input, base), ...common.weakenings];
  const remarks =
    before === null ? [finding('note', newComponentText(approvedBy), spec.id.at), ...common.remarks] : common.remarks;
  const change = policyChange({ weakenings, approvedBy }, remarks, input);
  if (approvedBy !== null) return { ...component, change, before, stricter: null };
  if (before === null) return { ...component, change, before, stricter: newComponentPolicy(head, base.configuration) };
  if (weakenings.length === 0) return { ...component, change, before, stricter: null };
  return { ...component, spec: strictestSpec(before, head), change, before, stricter: before };
}

function newComponentText(approvedBy: string | null): string {
  return `${NEW_COMPONENT}; judged by ${approvedBy === null ? 'the base’s configuration' : 'the head’s, which is approved'}.`;
}

/** A new component says what it wants of itself, but what holds for all is the base's to say; and it turns no gate off. */
function newComponentPolicy({ spec, settings }: ComponentPolicy, configuration: Configuration): ComponentPolicy {
  if (settings === null) return { spec, settings, configuration };
  const on = Object.entries(settings.gates).filter(([, { off }]) => off === undefined);
  return { spec, settings: { ...settings, gates: Object.fromEntries(on) }, configuration };
}

/** Components of the base that the head has no longer, by the base's policy. */
function removedComponents(common: CommonChange, input: RunInput, base: KnownBase): GovernedComponent[] {
  const kept = new Set(input.components.map(({ spec }) => spec.id.value));
  return [...base.base].flatMap(([id, before]): GovernedComponent[] => {
    const own = kept.has(id) ? null : removalOf(before, input, base);
    if (own === null) return [];
    const change = policyChange(
      { weakenings: [...own, ...common.weakenings], approvedBy: null },
      common.remarks,
      input,
    );
    return [{ spec: before.spec, settings: before.settings, problems: [], change, before, stricter: before }];
  });
}

function goneFor({ spec }: GovernedComponent, approvedBy: string): Problem {
  return {
    code: 'component-removed',
    message: `The change removes the component ${spec.id.value}, which ${approvedBy} has approved: it is not judged.`,
    at: spec.id.at,
    hint: 'Nothing is to be done if that is meant.',
  };
}

/** Stages and enforcement, where the change weakens them. */
function strictestOf(
  weakenings: Weakening[],
  { configuration, enforce, asked }: RunInput,
  base: KnownBase,
): Pick<RunInput, 'configuration' | 'enforce'> {
  const isLowered = weakenings.some(({ what, subject }) => what === 'enforce' || subject.endsWith('/with/enforce'));
  const byPerson = asked.by === 'person' && asked.enforce !== null;
  const strictest = isLowered && !byPerson ? stricterEnforcement(enforce, base.configuration.enforce) : enforce;
  if (!weakenings.some(({ what }) => what === 'ladder')) return { configuration, enforce: strictest };
  const stages = base.configuration.stages.map(
    (stage) => configuration.stages.find(({ name }) => name === stage.name) ?? stage,
  );
  return { configuration: { ...configuration, stages }, enforce: strictest };
}

/** Who approved the change; the group of the base's configuration counts, not the one that the change writes. */
function approverOf({ reviews, base }: RunInput): string | null {
  if (reviews.state !== 'known') return null;
  const { approvers, objectors } = currentApprovals(reviews.value);
  const group = base.state === 'known' ? groupsOf(base.configuration.groups).get(POLICY_GROUP) : undefined;
  const entitled = approvers.filter((user) => group === undefined || group.has(loginOf(user)));
  return objectors.length === 0 ? (entitled[0] ?? null) : null;
}
