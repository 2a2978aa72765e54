import type { Facts, Standing } from '../gates/index.ts';
import type { ComponentReport, Problem, Spec } from '../model/index.ts';
import {
  decide,
  declaredStage,
  demandsOf,
  ladderOf,
  rankOf,
  stageNamed,
  standingOf,
  strictestRows,
  waiversOf,
  type Aim,
  type ComponentPolicy,
  type Demand,
  type Waivers,
} from '../policy/index.ts';
import { factsOf } from './facts.ts';
import type { GovernedComponent } from './govern.ts';
import type { RunInput } from './input.ts';
import { judgeRow } from './judge.ts';
import type { OwnedComponent } from './ownership.ts';
import { tracedRequirements } from './traceability.ts';

/** A component's report, and the problems that concern the run. */
export interface JudgedComponent {
  report: ComponentReport;
  /** How far it has come for the components that require it. */
  standing: Standing;
  problems: Problem[];
}

/** What is the same for all components of a run. */
export interface Surroundings {
  input: RunInput;
  all: OwnedComponent[];
  waivers: Waivers;
  groups: Facts['groups'];
}

/** Judges every row of a component, of all stages, and decides. */
export function judgeComponent(
  component: OwnedComponent,
  dependencies: Facts['dependencies'],
  { input, all, waivers, groups }: Surroundings,
): JudgedComponent {
  const { aim, rows, problems } = demandedOf(component, input);
  const relations = { policyChange: component.change, dependencies, groups };
  const facts = factsOf(component, all, input, relations, aim.target, problems);
  const id = component.spec.id.value;
  const results = rows.map((demand) => ({
    demand,
    ...judgeRow(demand, facts, aim, waiversOf(waivers, id, demand.gate.meta.id)),
  }));
  const decision = decide(rows, results, aim);
  const standing = standingOf(results, aim.ladder);
  return {
    report: {
      id,
      affected: component.affected,
      spec: { path: component.spec.path, sha256: component.spec.sha256 },
      declaredStatus: component.spec.status?.value ?? null,
      targetStage: aim.target,
      achievedStage: decision.achieved,
      standing: standing.achieved,
      carried: null,
      promotable: rankOf(aim.ladder, decision.achieved) > rankOf(aim.ladder, aim.declared),
      verdict: decision.verdict,
      results: results.map(({ demand: _demand, ...result }) => result),
      requirements: tracedRequirements(facts),
      dependencies: component.spec.dependencies.map(({ id: other, stage, optional, at }) => ({
        ...{ id: other, stage, optional },
        line: at.line ?? null,
      })),
    },
    standing,
    problems: decision.unproven.map((stage) => unprovenStage(component.spec, stage)),
  };
}

/** Every row that is demanded of a component, and what decides which of them count. */
export function demandedOf(
  component: GovernedComponent,
  input: RunInput,
): { aim: Aim; rows: Demand[]; problems: Problem[] } {
  const { spec, settings } = component;
  const head: ComponentPolicy = { spec, settings, configuration: input.configuration };
  const [before, stricter] = [component.before ?? undefined, component.stricter ?? undefined];
  const aim = aimOf(head, before, stricter, isAimedTooLow(component, input) ? { ...input, stage: null } : input);
  const { rows, problems } = demandsOf(spec, settings, input.configuration);
  return { aim, rows: stricter === undefined ? rows : inOrder(strictestRows(rows, rowsOf(stricter)), aim), problems };
}

function unprovenStage({ id, path }: Spec, stage: string): Problem {
  return {
    code: 'stage-unproven',
    message: `${id.value}: no gate of the stage ${stage} is decided by evidence, so the stage can't be achieved.`,
    at: { path },
    hint: 'Demand at least one gate that evidence decides at this stage.',
  };
}

function rowsOf({ spec, settings, configuration }: ComponentPolicy): Demand[] {
  return demandsOf(spec, settings, configuration).rows;
}

/** Rows that the head dropped stand behind the others of their stage. */
function inOrder(rows: Demand[], { ladder }: Aim): Demand[] {
  const known = rows.filter(({ stage }) => rankOf(ladder, stage) >= 0);
  return known.sort((one, other) => rankOf(ladder, one.stage) - rankOf(ladder, other.stage));
}

/** Whether the change's own input asks for a lower target than the base, and nobody approved. */
function isAimedTooLow({ change, stricter }: GovernedComponent, { configuration, stage }: RunInput): boolean {
  if (stricter === null || change.state !== 'known') return false;
  const isUnknown = rankOf(ladderOf(configuration), stage) < 0;
  return isUnknown || change.value.weakenings.some(({ what }) => what === 'target-stage');
}

/** What decides which rows of a policy count; `stricter` is the base's where the change weakens it without approval. */
export function aimOf(
  head: ComponentPolicy,
  before: ComponentPolicy | undefined,
  stricter: ComponentPolicy | undefined,
  input: RunInput,
): Aim {
  const ladder = ladderOf(input.configuration);
  const declaredOf = ({ spec }: ComponentPolicy): string | null =>
    spec.status === null ? null : (declaredStage(ladder, spec.status.value) ?? null);
  const targetOf = ({ spec }: ComponentPolicy): string | null => stageNamed(ladder, spec.targetStage?.value ?? null);
  const higher = (one: string | null, other: string | null): string | null =>
    rankOf(ladder, other) > rankOf(ladder, one) ? other : one;
  const target = stricter === undefined ? targetOf(head) : higher(targetOf(head), targetOf(stricter));
  const declared = stricter === undefined ? declaredOf(head) : higher(declaredOf(head), declaredOf(stricter));
  return {
    ladder,
    declared,
    target: input.stage ?? target,
    overridden: input.stage !== null,
    promotion: input.promotion,
    enforce: input.enforce,
    baseDeclared: input.base.state === 'none' ? undefined : before === undefined ? null : declaredOf(before),
  };
}
