import { verdicts, type ComponentReport, type Report } from '../model/index.ts';
import { blockersOf, countBlockers, waitsForApproval } from './blockers.ts';

/** Why a component in which no required row is open is not ready all the same. */
export const UNJUDGED = 'evidence has nothing to judge at some stage';

/** The components that decide the report's verdict. */
export function affectedOf(report: Report): ComponentReport[] {
  return report.components.filter(({ affected }) => affected);
}

/** Affected components first, among them the worst first; else in the report's order. */
export function worstFirst(components: ComponentReport[]): ComponentReport[] {
  const badness = ({ affected, verdict }: ComponentReport) =>
    (affected ? verdicts.length : 0) + verdicts.indexOf(verdict);
  return [...components].sort((one, other) => badness(other) - badness(one));
}

/** What is open of a component, as words: `2 gates fail, 1 is missing`, `only approval`, `nothing`. */
export function openText(component: ComponentReport): string {
  if (waitsForApproval(component)) return 'only approval';
  const blockers = countBlockers(blockersOf(component));
  if (blockers !== '') return blockers;
  return component.verdict === 'ready' ? 'nothing' : UNJUDGED;
}
