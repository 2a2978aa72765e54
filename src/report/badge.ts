import type { ComponentReport, Report } from '../model/index.ts';
import { affectedOf } from './components.ts';
import { ladderOf, type LadderStep } from './ladder.ts';
import { lowestStage } from './lowest-stage.ts';
import { plainText } from './plain-text.ts';

/** What a badge says. The words tell all that the colour does. */
export interface Badge {
  label: string;
  message: string;
  color: string;
}

const LONGEST = 60;

const stepColours: Record<LadderStep['state'], string> = {
  achieved: 'brightgreen',
  blocked: 'red',
  unproven: 'yellow',
  'not yet': 'lightgrey',
};

function badge(label: string, message: string, color: string): Badge {
  return { label: plainText(label, LONGEST), message: plainText(message, LONGEST), color };
}

/** A component and the stage that it has earned; where it is not ready also what it aims at: `cache | development, staging blocked`. */
export function componentBadge({ id, achievedStage, targetStage, verdict }: ComponentReport): Badge {
  const achieved = achievedStage ?? 'no stage';
  if (verdict === 'ready') return badge(id, achieved, achievedStage === null ? 'lightgrey' : 'brightgreen');
  const open = `${targetStage ?? 'target'} ${verdict}`;
  return badge(id, `${achieved}, ${open}`, verdict === 'blocked' ? 'red' : 'yellow');
}

/** How a component stands on one stage: `cache staging | blocked`. */
export function stageBadge({ id }: ComponentReport, { stage, state }: LadderStep): Badge {
  return badge(`${plainText(id, LONGEST - 20)} ${stage}`, state, stepColours[state]);
}

/** All components together: the lowest stage that they have earned, and how many are not ready. */
export function reportBadge(report: Report): Badge {
  const achieved = lowestStage(report, ({ achievedStage }) => achievedStage) ?? 'no stage';
  if (report.verdict === 'ready') return badge('maturity', achieved, 'brightgreen');
  const affected = affectedOf(report);
  const open = affected.filter(({ verdict }) => verdict === report.verdict).length;
  const what = open > 0 ? `${open} of ${affected.length} ${report.verdict}` : report.verdict;
  return badge('maturity', `${achieved}, ${what}`, report.verdict === 'blocked' ? 'red' : 'yellow');
}

/** The badges of a component: its own, and one for each stage. */
export function badgesOf(component: ComponentReport, stages: string[]): { stage: string | null; badge: Badge }[] {
  const steps = ladderOf(component, stages).map((step) => ({ stage: step.stage, badge: stageBadge(component, step) }));
  return [{ stage: null, badge: componentBadge(component) }, ...steps];
}
