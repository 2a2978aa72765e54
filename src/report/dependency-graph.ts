import { holds, type ComponentReport, type Report } from '../model/index.ts';
import { affectedOf } from './components.ts';

/** A component that another one requires and that is not as mature as is asked. */
export interface BlockingDependency {
  from: ComponentReport;
  /** `null` when the report has no such component. */
  to: ComponentReport | null;
  id: string;
  /** The stage that it has to have. */
  asked: string;
}

/** The highest stage at which the component may not be without its dependencies, and is; `null`: at none. */
function blockedAt({ results }: ComponentReport, stages: string[]): string | null {
  const rows = results.filter(
    ({ gate, required, status }) => gate === 'dependencies-ready' && required && !holds(status),
  );
  return rows.map(({ stage }) => stage).sort((one, other) => stages.indexOf(other) - stages.indexOf(one))[0] ?? null;
}

/**
 * The dependencies that block the affected components, and those that block these in turn; at most `limit`. A dependency
 * blocks by its standing, as `dependencies-ready` judges it.
 */
export function blockingDependencies(report: Report, limit: number): BlockingDependency[] {
  const { components, stages } = report;
  const byId = new Map(components.map((component) => [component.id, component]));
  const queue = affectedOf(report).flatMap((component) => {
    const stage = blockedAt(component, stages);
    return stage === null ? [] : [{ component, stage }];
  });
  const found = new Map<string, BlockingDependency>();
  for (const { component, stage } of queue) {
    for (const { id, optional, stage: own } of component.dependencies) {
      const asked = own ?? stage;
      const to = byId.get(id) ?? null;
      const key = JSON.stringify([component.id, id, asked]);
      const stands = to !== null && stages.indexOf(to.standing ?? '') >= stages.indexOf(asked);
      if (optional || stands || found.has(key)) continue;
      if (found.size >= limit) return [...found.values()];
      found.set(key, { from: component, to, id, asked });
      if (to !== null) queue.push({ component: to, stage: asked });
    }
  }
  return [...found.values()];
}
