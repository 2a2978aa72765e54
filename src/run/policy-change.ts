import { finding, type Facts, type PolicyChange, type Weakening } from '../gates/index.ts';
import type { Configuration, Finding } from '../model/index.ts';
import {
  configurationPlace,
  loweredByInput,
  newComponentWeakenings,
  removedComponent,
  repositoryWeakenings,
  weakenings,
  type ComponentPolicy,
  type RepositoryPolicy,
} from '../policy/index.ts';
import type { KnownBase, RunInput } from './input.ts';

/** What the change weakens for all components, and its edits of workflows that are only worth a remark. */
export interface CommonChange {
  weakenings: Weakening[];
  remarks: Finding[];
}

/** The repository's policy compared with the base's. */
export function commonChangeOf(input: RunInput, base: KnownBase): CommonChange {
  const against = (before: RepositoryPolicy | null): ReturnType<typeof repositoryWeakenings> =>
    before === null ? { weakenings: [], remarks: [] } : repositoryWeakenings(before, input.repository, input.asked);
  const [found, own] = [against(base.repository), against(base.mergeBaseRepository)];
  return {
    weakenings: inThisChange(found.weakenings, own.weakenings),
    remarks: inThisChange(found.remarks, own.remarks).map(({ message, base: before, head }) =>
      finding('note', message, head ?? before),
    ),
  };
}

/** A component's policy compared with the base's; without one there (`undefined`) the component is new. */
export function ownWeakenings(head: ComponentPolicy, input: RunInput, base: KnownBase): Weakening[] {
  const id = head.spec.id.value;
  const against = (before: ComponentPolicy | undefined, repository: RepositoryPolicy | null): Weakening[] => {
    if (before === undefined) return newComponentWeakenings(head);
    const inputs = repository === null ? [] : loweredByInput(before, repository, input.repository, input.asked);
    return [...weakenings(before, head, input.repositoryFiles), ...inputs];
  };
  return inThisChange(
    against(base.base.get(id), base.repository),
    against(base.mergeBase.get(id), base.mergeBaseRepository),
  );
}

/** What the change weakens of a component that it removes; `null` when the merge base does not have the component either. */
export function removalOf(before: ComponentPolicy, input: RunInput, base: KnownBase): Weakening[] | null {
  if (!base.mergeBase.has(before.spec.id.value)) return null;
  const head = { ...before, configuration: input.configuration };
  return [removedComponent(before, specsPlace(input.configuration)), ...ownWeakenings(head, input, base)];
}

/** The fact that `policy-unweakened` judges. */
export function policyChange(
  value: PolicyChange,
  remarks: Finding[],
  { reviews }: Pick<RunInput, 'reviews'>,
): Facts['policyChange'] {
  const evidence = reviews.state === 'known' && value.weakenings.length > 0 ? reviews.evidence : [];
  return { state: 'known', value, evidence, notes: remarks };
}

/** A difference that the merge base shows already is not the change's: the base went ahead meanwhile. */
function inThisChange(found: Weakening[], own: Weakening[]): Weakening[] {
  const subjects = new Set(own.map(({ subject }) => subject));
  return found.filter(({ subject }) => subjects.has(subject));
}

function specsPlace(configuration: Configuration): Weakening['head'] {
  return configuration.path === null ? null : configurationPlace(configuration, ['specs']);
}
