import { gateNamed, nothingKnown, type Facts, type Judgement, type Standing } from '../gates/index.ts';
import type { ComponentReport, Result, Spec } from '../model/index.ts';
import {
  applyWaivers,
  declaredStage,
  rankOf,
  settle,
  settledStanding,
  stageNamed,
  type Ladder,
  type VettedWaiver,
} from '../policy/index.ts';
import { boxFindings } from './judge.ts';

/** What a row of a report is judged again with. */
export interface Settling {
  ladder: Ladder;
  /** ISO 8601 */
  now: string;
}

const GATE = 'dependencies-ready';

/** The components that the one of a report names, as its specification does. */
export function dependenciesOf({ spec, dependencies }: ComponentReport): Spec['dependencies'] {
  return dependencies.map(({ id, stage, optional, line }) => ({
    ...{ id, stage, optional },
    at: { path: spec.path, line: line ?? undefined },
  }));
}

/** How far the component of a report has come for those that require it. */
export function reportedStanding({ results }: ComponentReport, { ladder }: Settling): Standing {
  return settledStanding(results, ladder);
}

/** A component with other rows, and what they come to: nothing that a report says of its own rows is believed. */
export function withResults(component: ComponentReport, results: Result[], { ladder }: Settling): ComponentReport {
  const { verdict, achieved } = settle(results, { ladder, target: component.targetStage });
  const declared = component.declaredStatus === null ? null : (declaredStage(ladder, component.declaredStatus) ?? null);
  const isAsBefore = achieved === component.achievedStage;
  return {
    ...component,
    verdict,
    achievedStage: achieved,
    standing: settledStanding(results, ladder).achieved,
    promotable: isAsBefore ? component.promotable : rankOf(ladder, achieved) > rankOf(ladder, declared),
    results,
  };
}

/** A component of a report, its rows about other components judged by how far those have come. */
export function withDependencies(
  component: ComponentReport,
  dependencies: Facts['dependencies'],
  settling: Settling,
): ComponentReport {
  const facts: Facts = {
    ...nothingKnown,
    spec: { ...nothingKnown.spec, path: component.spec.path, dependencies: dependenciesOf(component) },
    now: settling.now,
    ladder: settling.ladder.stages,
    stageNamed: (written) => stageNamed(settling.ladder, written),
    dependencies,
  };
  // A row that is turned off proves nothing, and stays so.
  const results = component.results.map((row) =>
    row.gate === GATE && row.proves ? judgedAgain(row, component, facts, settling) : row,
  );
  return withResults(component, results, settling);
}

function judgedAgain(row: Result, { targetStage }: ComponentReport, facts: Facts, { ladder, now }: Settling): Result {
  const gate = gateNamed(GATE);
  if (gate === undefined) throw new Error(`there is no gate ${GATE}`);
  const judgement = gate.judge(facts, {}, { stage: row.stage, criterion: null });
  const { status, waiver, findings } = applyWaivers(judgement.status, waiversOf(row), now);
  if (status === row.status && sameFigures(row, judgement)) return row;
  const box = boxFindings(row.criterion, { gate, stage: row.stage }, status, { ladder, target: targetStage });
  const { actual, expected } = judgement;
  return { ...row, status, waiver, actual, expected, findings: [...findings, ...judgement.findings, ...box] };
}

/** The waiver by which a row was waived was vetted then. */
function waiversOf({ gate, waiver }: Result): VettedWaiver[] {
  if (waiver === null) return [];
  const { path, line, ...words } = waiver;
  return [{ ...words, gate, component: '', line, at: { path, line: line ?? undefined }, refusal: null }];
}

function sameFigures(row: Result, judgement: Judgement): boolean {
  return JSON.stringify([row.actual, row.expected]) === JSON.stringify([judgement.actual, judgement.expected]);
}
