import type { ComponentReport, Report } from '../../model/index.ts';
import { blockersOf } from '../blockers.ts';
import { openText, worstFirst } from '../components.ts';
import { heldText, ladderOf } from '../ladder.ts';
import { plainText } from '../plain-text.ts';
import type { Place } from '../row.ts';
import { componentName, standingOf } from '../words.ts';
import type { EntryData, FleetData, NeedData, PlaceData, StepData } from './data.ts';

type Placed = (place: Place) => PlaceData;

/** What tells a component from the others: its id, with its specification where several have that id. */
function keysOf(components: ComponentReport[]): Map<ComponentReport, string> {
  const counts = new Map<string, number>();
  for (const { id } of components) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Map(
    components.map((component) => {
      const { id, spec } = component;
      return [component, plainText(counts.get(id) === 1 ? id : `${id} (${spec.path})`, 200)];
    }),
  );
}

function stepsOf(component: ComponentReport, stages: string[]): StepData[] {
  return ladderOf(component, stages).map((step) => ({
    stage: plainText(step.stage, 40),
    state: step.state,
    isTarget: step.isTarget,
    held: heldText(step),
    share: `${step.held}/${step.rows}`,
  }));
}

function needsOf({ dependencies }: ComponentReport, keys: Map<string, string>): NeedData[] {
  return dependencies.map(({ id, stage, optional }) => ({
    key: keys.get(id) ?? null,
    name: plainText(id, 80),
    stage: stage === null ? null : plainText(stage, 40),
    optional,
  }));
}

/** The gates that keep components from being ready, the most frequent first. */
function openGates(components: ComponentReport[]): FleetData['gates'] {
  const found = new Map<string, { title: string; count: number }>();
  for (const component of components) {
    for (const { gate, title } of new Map(blockersOf(component).map((row) => [row.gate, row])).values()) {
      found.set(gate, { title, count: (found.get(gate)?.count ?? 0) + 1 });
    }
  }
  return [...found]
    .sort(([, one], [, other]) => other.count - one.count)
    .map(([id, { title }]) => ({ id: plainText(id, 80), title: plainText(title, 120) }));
}

/** All components at a glance, in the order of `components`: the worst first. */
export function fleetData(report: Report, placed: Placed): { fleet: FleetData; components: ComponentReport[] } {
  const components = worstFirst(report.components);
  const keys = keysOf(components);
  const keysById = new Map(components.map((component) => [component.id, keys.get(component) ?? '']));
  const entries = components.map((component): EntryData => {
    const gates = blockersOf(component).map(({ gate }) => plainText(gate, 80));
    return {
      key: keys.get(component) ?? '',
      name: componentName(component),
      verdict: component.verdict,
      affected: component.affected,
      ...standingOf(component),
      promotable: component.promotable,
      open: openText(component),
      spec: placed({ path: component.spec.path, line: null }),
      steps: stepsOf(component, report.stages),
      gates: [...new Set(gates)],
      needs: needsOf(component, keysById),
    };
  });
  const stages = report.stages.map((stage) => plainText(stage, 40));
  return { fleet: { stages, entries, gates: openGates(components) }, components };
}
