import { holds, type ComponentReport, type Report, type Result } from '../model/index.ts';
import { beyondRows } from './beyond-rows.ts';
import { plainText } from './plain-text.ts';
import { demandedAt, failuresOf, foundIn, neededIn, placeOf, waiverText } from './row.ts';
import { componentName, placeText, rowName } from './words.ts';

/** A row as a test case. */
export interface JunitCase {
  name: string;
  className: string;
  file: string | null;
  line: number | null;
  outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** Why it did not pass; empty where it did. */
  message: string;
  /** Lines of more about it. */
  details: string[];
}

export interface JunitSuite {
  name: string;
  cases: JunitCase[];
}

/** Findings told of one row. */
const MOST_FINDINGS = 50;

/** Fail closed: what is required and missing fails. What the verdict does not count is skipped, so that both say the same. */
function outcomeOf(result: Result, component: ComponentReport): Pick<JunitCase, 'outcome' | 'message'> {
  const { status } = result;
  const why = `found ${foundIn(result)}, needed ${neededIn(result)}`;
  if (status === 'pass') return { outcome: 'passed', message: '' };
  if (status === 'waived') return { outcome: 'skipped', message: `waived ${waiverText(result) ?? ''}`.trim() };
  if (holds(status)) return { outcome: 'skipped', message: 'not applicable' };
  if (!result.required) return { outcome: 'skipped', message: `not required: ${status}, ${why}` };
  if (!component.affected) return { outcome: 'skipped', message: `not affected by the change: ${status}, ${why}` };
  return { outcome: status === 'error' ? 'error' : 'failure', message: `${status}: ${why}` };
}

function detailsOf(result: Result): string[] {
  const failures = failuresOf(result);
  const lines = failures.slice(0, MOST_FINDINGS).map((finding) => {
    const place = placeOf(finding);
    return `${plainText(finding.message)}${place === null ? '' : ` (${placeText(place)})`}`;
  });
  const left = failures.length - lines.length;
  return [...lines, ...(left > 0 ? [`and ${left} more`] : []), plainText(result.remediation)];
}

function rowCase(result: Result, component: ComponentReport): JunitCase {
  const { path, line } = demandedAt(result, component);
  const { outcome, message } = outcomeOf(result, component);
  return {
    name: `${rowName(result)} [${plainText(result.gate, 80)}]`,
    className: `${componentName(component)}.${plainText(result.stage, 40)}`,
    file: plainText(path),
    line,
    outcome,
    message,
    details: outcome === 'failure' || outcome === 'error' ? detailsOf(result) : [],
  };
}

/** A suite for each component, a case for each row; and one for what no row tells, if there is anything. */
export function junitSuites(report: Report): JunitSuite[] {
  const components = report.components.map((component) => ({
    name: componentName(component),
    cases: component.results.map((result) => rowCase(result, component)),
  }));
  const cases = beyondRows(report).map(({ message, place, counts }, index): JunitCase => ({
    name: `Problem ${index + 1} of the run`,
    className: 'maturity',
    file: place === null ? null : plainText(place.path),
    line: place?.line ?? null,
    outcome: counts ? 'error' : 'skipped',
    message,
    details: [],
  }));
  return cases.length === 0 ? components : [{ name: 'The run', cases }, ...components];
}
