import type { Location, Spec } from '../model/index.ts';
import type { ComponentPolicy } from './component-policy.ts';
import { loosenedList, type ListName } from './listed-demands.ts';
import { weakenedPairs } from './requirement-pairs.ts';
import { loosenedDependencies } from './weakened-dependencies.ts';

/** The head's specification with all that the base's asks beyond it: requirements, dependencies, approvals and lists. */
export function strictestSpec(base: ComponentPolicy, head: ComponentPolicy): Spec {
  const joined = <T extends { at: Location }>(list: ListName, before: T[], after: T[]): T[] => {
    const loosened = loosenedList(list, base, head);
    const isGone = ({ at }: T): boolean => loosened.some((one) => one.after?.at === at);
    return [
      ...after.filter((one) => !isGone(one)),
      ...before.filter(({ at }) => loosened.some((one) => one.before.at === at)),
    ];
  };
  return {
    ...head.spec,
    requirements: joinedRequirements(base.spec, head.spec),
    dependencies: joinedDependencies(base, head),
    approvals: joined('approval', base.spec.approvals, head.spec.approvals),
    monitoring: {
      metrics: joined('metric', base.spec.monitoring.metrics, head.spec.monitoring.metrics),
      alerts: joined('alert', base.spec.monitoring.alerts, head.spec.monitoring.alerts),
    },
    documentation: {
      user: joined('user', base.spec.documentation.user, head.spec.documentation.user),
      operational: joined('operational', base.spec.documentation.operational, head.spec.documentation.operational),
    },
  };
}

function joinedRequirements(base: Spec, head: Spec): Spec['requirements'] {
  const weakened = weakenedPairs(base.requirements, head.requirements);
  const kept = head.requirements.map((requirement) => {
    const lost = weakened.filter(({ after }) => after === requirement).flatMap((one) => one.lost);
    return lost.length === 0 ? requirement : { ...requirement, criteria: [...requirement.criteria, ...lost] };
  });
  return [...kept, ...weakened.filter(({ after }) => after === null).map(({ before }) => before)];
}

function joinedDependencies(base: ComponentPolicy, head: ComponentPolicy): Spec['dependencies'] {
  const loosened = loosenedDependencies(base, head);
  const replaced = new Set(loosened.map(({ before }) => before.id));
  return [...head.spec.dependencies.filter(({ id }) => !replaced.has(id)), ...loosened.map(({ before }) => before)];
}
