import { holds, type ComponentReport } from '../model/index.ts';

/** How a component stands on one stage of the ladder. */
export interface LadderStep {
  stage: string;
  /** `blocked`: a required row fails; `unproven`: one is missing or in error; `not yet`: only rows that are not required are open. */
  state: 'achieved' | 'blocked' | 'unproven' | 'not yet';
  isTarget: boolean;
  /** Rows of the stage that hold, and all of them. */
  held: number;
  rows: number;
}

function stateOf(rows: ComponentReport['results'], achieved: boolean): LadderStep['state'] {
  if (achieved) return 'achieved';
  const open = rows.filter(({ required, status }) => required && !holds(status));
  if (open.some(({ status }) => status === 'fail')) return 'blocked';
  return open.length > 0 ? 'unproven' : 'not yet';
}

/** The stages of the report, lowest first, as the component stands on them. What is achieved is the report's word. */
export function ladderOf(component: ComponentReport, stages: string[]): LadderStep[] {
  const achievedUpTo = component.achievedStage === null ? -1 : stages.indexOf(component.achievedStage);
  return stages.map((stage, index) => {
    const rows = component.results.filter((result) => result.stage === stage);
    return {
      stage,
      state: stateOf(rows, index <= achievedUpTo),
      isTarget: stage === component.targetStage,
      held: rows.filter(({ status }) => holds(status)).length,
      rows: rows.length,
    };
  });
}

/** `5 of 7 rows hold`. */
export function heldText({ held, rows }: LadderStep): string {
  if (rows === 0) return 'no rows';
  return `${held} of ${rows} ${rows === 1 ? 'row holds' : 'rows hold'}`;
}
