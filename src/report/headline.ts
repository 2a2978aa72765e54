import type { ComponentReport, Report, Verdict } from '../model/index.ts';
import { blockersOf, countBlockers, waitsForApproval } from './blockers.ts';
import { affectedOf, UNJUDGED } from './components.ts';
import { componentName, counted, standingOf } from './words.ts';

/** The word a headline begins with. */
const verdictTitles: Record<Verdict, string> = {
  ready: 'Ready',
  inconclusive: 'Inconclusive',
  blocked: 'Blocked',
};

function reached(component: ComponentReport, stages: string[]): boolean {
  if (component.targetStage === null || component.achievedStage === null) return false;
  return stages.indexOf(component.achievedStage) >= stages.indexOf(component.targetStage);
}

function headlineOfComponent(component: ComponentReport, stages: string[]): string {
  const id = componentName(component);
  const { target, achieved } = standingOf(component);
  if (component.verdict === 'ready') {
    if (reached(component, stages)) return `Ready: ${id} has earned ${target}`;
    return `Ready: every required gate of ${id} holds (target ${target}, achieved so far: ${achieved})`;
  }
  if (waitsForApproval(component)) return `Waiting for approval: all else that is required of ${id} holds`;
  const why = countBlockers(blockersOf(component)) || UNJUDGED;
  if (component.targetStage === null)
    return `${verdictTitles[component.verdict]}: the target of ${id} is unknown (${why})`;
  if (reached(component, stages))
    return `${verdictTitles[component.verdict]}: ${id} is at ${target}, but not all that is required holds (${why})`;
  if (component.verdict === 'blocked') return `Blocked: ${id} has not earned ${target} (${why})`;
  return `Inconclusive: nothing proves that ${id} has earned ${target} (${why})`;
}

/** Whether every affected component that is not ready lacks only the approval of people. */
export function reportWaitsForApproval(report: Report): boolean {
  const open = affectedOf(report).filter(({ verdict }) => verdict !== 'ready');
  return report.verdict !== 'ready' && open.length > 0 && open.every(waitsForApproval);
}

function headlineOfSeveral(report: Report, affected: ComponentReport[]): string {
  const total = counted(affected.length, 'component');
  if (report.verdict === 'ready') return `Ready: all required gates of ${total} hold`;
  const count = (verdict: Verdict) => affected.filter((component) => component.verdict === verdict).length;
  if (reportWaitsForApproval(report)) return `Waiting for approval: ${affected.length - count('ready')} of ${total}`;
  if (report.verdict === 'inconclusive') return `Inconclusive: ${count('inconclusive')} of ${total}`;
  const inconclusive = count('inconclusive') > 0 ? `, ${count('inconclusive')} inconclusive` : '';
  return `Blocked: ${count('blocked')} of ${total}${inconclusive}`;
}

/** The report in one sentence of plain text, the title of the check run: `Blocked: cache has not earned staging (2 gates fail, 1 is missing)`. */
export function headlineOf(report: Report): string {
  const affected = affectedOf(report);
  const problems = counted(report.problems.length, 'problem');
  if (report.components.length === 0) {
    return `Nothing could be judged: ${report.problems.length > 0 ? problems : 'no specification was found'}`;
  }
  if (report.verdict === 'inconclusive' && affected.every(({ verdict }) => verdict === 'ready')) {
    return `Inconclusive: ${report.problems.length > 0 ? `${problems} of the run` : 'no component was judged'}`;
  }
  const [only] = affected;
  if (only === undefined) return `${verdictTitles[report.verdict]}: no component is affected`;
  return affected.length === 1 ? headlineOfComponent(only, report.stages) : headlineOfSeveral(report, affected);
}
