import { holds, type ComponentReport, type Finding, type Report, type Result } from '../model/index.ts';
import { affectedOf } from './components.ts';
import { plainText } from './plain-text.ts';
import { demandedAt, failuresOf, foundIn, neededIn, type Place } from './row.ts';
import { componentName, rowName } from './words.ts';

/** A remark on a line of a file. All texts are plain text of one line. */
export interface Annotation {
  path: string;
  /** 1-based; 1 where the place has no line. */
  line: number;
  level: 'failure' | 'warning';
  title: string;
  message: string;
}

/** GitHub's limit for the title of an annotation, in characters. */
const TITLE_LIMIT = 255;
const MESSAGE_LIMIT = 2_000;

type Remark = (place: Place, level: Annotation['level'], message: string) => Annotation;

function remarkOn(result: Result, component: ComponentReport): Remark {
  const title = plainText(`${componentName(component)}: ${rowName(result)}`, TITLE_LIMIT);
  return ({ path, line }, level, message) => ({
    path,
    line: line ?? 1,
    level,
    title,
    message: plainText(message, MESSAGE_LIMIT),
  });
}

/** Why the row does not hold: its first failure, else what was found and needed; then how to mend it. */
function messageOf(result: Result): string {
  const [first] = failuresOf(result);
  const why = first?.message ?? `Found ${foundIn(result)}, needed ${neededIn(result)}.`;
  return `${why} ${result.remediation}`;
}

/** A remark for each finding of one outcome that names a place. */
function located(
  findings: Finding[],
  outcome: Finding['outcome'],
  level: Annotation['level'],
  remark: Remark,
): Annotation[] {
  return findings.flatMap((finding) =>
    finding.outcome === outcome && finding.path !== null
      ? [remark({ path: finding.path, line: finding.line }, level, finding.message)]
      : [],
  );
}

function annotateRow(result: Result, component: ComponentReport): Annotation[] {
  const remark = remarkOn(result, component);
  const warnings = located(result.findings, 'warning', 'warning', remark);
  if (!result.required || holds(result.status)) return warnings;
  const failures = located(result.findings, 'fail', 'failure', remark);
  if (result.status === 'fail' && failures.length > 0) return [...failures, ...warnings];
  const demanded = remark(demandedAt(result, component), 'failure', messageOf(result));
  const elsewhere = failures.filter(({ path, line }) => path !== demanded.path || line !== demanded.line);
  return [demanded, ...elsewhere, ...warnings];
}

/** Keeps the first of several remarks that say the same of one line, under whatever title. */
function distinct(annotations: Annotation[]): Annotation[] {
  const said = new Map<string, Annotation>();
  for (const annotation of annotations) {
    const key = JSON.stringify([annotation.path, annotation.line, annotation.message]);
    if (!said.has(key)) said.set(key, annotation);
  }
  return [...said.values()];
}

/**
 * What is to be said on lines of files, worst first, each once: the findings of required rows that do not hold (failing rows before
 * those in error or missing), at the row's own line where no finding names a place; then warnings. Components that the change
 * does not affect are left out.
 */
export function annotationsOf(report: Report): Annotation[] {
  const rows = affectedOf(report).flatMap((component) => component.results.map((result) => ({ component, result })));
  const failing = rows.filter(({ result }) => result.status === 'fail');
  const others = rows.filter(({ result }) => result.status !== 'fail');
  const all = [...failing, ...others].flatMap(({ component, result }) => annotateRow(result, component));
  const failures = all.filter(({ level }) => level === 'failure');
  return distinct([...failures, ...all.filter(({ level }) => level === 'warning')]);
}
