import type { Report } from '../model/index.ts';
import { blockersOf } from './blockers.ts';
import { affectedOf, UNJUDGED } from './components.ts';
import { headlineOf } from './headline.ts';
import type { Place } from './row.ts';
import { componentName, problemText } from './words.ts';

/** What no row of any component tells, plain text. */
export interface BeyondRows {
  message: string;
  /** `null` where it has no place in the repository. */
  place: Place | null;
  /** Whether it may be what keeps the report from being ready. */
  counts: boolean;
}

/**
 * The problems of the run, and the components that are not ready although none of their rows is open. For formats that have
 * nothing but findings: a report that is not ready always has a row that is open, or one of these that counts.
 */
export function beyondRows(report: Report): BeyondRows[] {
  const counts = report.verdict !== 'ready';
  const problems = report.problems.map((problem): BeyondRows => ({
    message: problemText(problem),
    place: problem.path === null ? null : { path: problem.path, line: problem.line },
    counts,
  }));
  const open = affectedOf(report).filter(({ verdict }) => verdict !== 'ready');
  const unjudged = open.filter((component) => blockersOf(component).length === 0);
  const components = unjudged.map((component): BeyondRows => ({
    message: `${componentName(component)} is ${component.verdict}: ${UNJUDGED}`,
    place: { path: component.spec.path, line: null },
    counts: true,
  }));
  const explained = !counts || problems.length > 0 || open.length > 0;
  const rest = explained ? [] : [{ message: headlineOf(report), place: null, counts: true }];
  return [...problems, ...components, ...rest];
}
