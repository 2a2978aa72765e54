import type { ComponentReport, Finding, Report, Result } from '../model/index.ts';
import type { Line } from './cut.ts';
import { codeSpan, escapeHtml, escapeMarkdown, proseMarkdown } from './escape.ts';
import {
  bullets,
  collapsed,
  demandedPlace,
  markdownPlace,
  markdownStatus,
  paragraph,
  table,
} from './markdown-blocks.ts';
import { requirementTable } from './markdown-requirements.ts';
import type { View } from './renderer.ts';
import { foundIn, neededIn, placeOf, trustOf, waiverText } from './row.ts';
import { counted, problemText, rowName } from './words.ts';

/** Findings shown of one row, so that one noisy row does not push the others out. */
const MOST_FINDINGS = 10;

/** What a failure means is the row's status: evidence that is missing does not fail. */
function outcomeOf(finding: Finding, result: Result): string {
  if (finding.outcome === 'fail') return markdownStatus(result.status);
  return finding.outcome === 'warning' ? '⚠️ warning' : 'ℹ️ note';
}

function stageTables(component: ComponentReport, stages: string[], view: View): Line[] {
  return stages.flatMap((stage) => {
    const rows = component.results.filter((result) => result.stage === stage);
    if (rows.length === 0) return [];
    const cells = rows.map((result) => [
      `${markdownStatus(result.status)}${result.required ? '' : ' (not required)'}`,
      `${escapeMarkdown(result.title, 120)} ${codeSpan(result.gate)}`,
      escapeMarkdown(foundIn(result)),
      escapeMarkdown(neededIn(result)),
      demandedPlace(result, component, view),
      trustOf(result) ?? 'none',
    ]);
    const header = ['Status', 'Gate', 'Found', 'Needed', 'Demanded at', 'Evidence'];
    return [...paragraph(`**${escapeMarkdown(stage)}**`), ...table(header, cells)];
  });
}

function findingItems(result: Result, warnings: boolean, view: View): string[] {
  const findings = result.findings.filter(({ outcome }) => (outcome === 'warning') === warnings);
  const items = findings.slice(0, MOST_FINDINGS).map((finding) => {
    const place = placeOf(finding);
    const where = place === null ? '' : ` (${markdownPlace(place, view)})`;
    return `${outcomeOf(finding, result)} · ${escapeMarkdown(rowName(result))}: ${escapeMarkdown(finding.message)}${where}`;
  });
  const left = findings.length - items.length;
  return left > 0 ? [...items, `and ${left} more of ${escapeMarkdown(rowName(result))}`] : items;
}

function evidenceTable(component: ComponentReport): Line[] {
  const files = new Map(component.results.flatMap(({ evidence }) => evidence.map((file) => [file.path, file])));
  const rows = [...files.values()].map(({ path, format, trust, sha256 }) => [
    codeSpan(path),
    codeSpan(format),
    trust === 'api-verified' ? 'API-verified' : trust,
    codeSpan(sha256.slice(0, 12)),
  ]);
  return table(['File', 'Format', 'Trust', 'SHA-256'], rows);
}

function waiverItems(component: ComponentReport): string[] {
  return component.results.flatMap((result) => {
    const waiver = waiverText(result);
    return waiver === null ? [] : [`${escapeMarkdown(rowName(result))}: ${escapeMarkdown(waiver)}`];
  });
}

/** The summary of a collapsed part: what, of which component where there are several, and how many. */
function summary(what: string, of: string | null, count: number): string {
  return `${what}${of === null ? '' : ` of ${escapeHtml(of)}`} (${count})`;
}

function listed(what: string, of: string | null, items: string[]): Line[] {
  return collapsed(summary(what, of, items.length), bullets(items));
}

/** Everything known of a component, in collapsed parts; `of` names it in their summaries where the report has several. */
export function componentDetails(component: ComponentReport, stages: string[], view: View, of: string | null): Line[] {
  const items = (warnings: boolean) => component.results.flatMap((result) => findingItems(result, warnings, view));
  const evidence = evidenceTable(component);
  return [
    ...collapsed(summary('All rows', of, component.results.length), stageTables(component, stages, view)),
    ...collapsed(summary('Requirements × tests', of, component.requirements.length), requirementTable(component, view)),
    ...listed('Waivers', of, waiverItems(component)),
    ...listed('Findings', of, items(false)),
    ...listed('Warnings', of, items(true)),
    ...collapsed(summary('Evidence', of, evidence.filter(({ row }) => row).length), evidence),
  ];
}

/** The problems of the run; open where there is nothing else to tell. */
export function problemsMarkdown({ problems, components }: Report, view: View): Line[] {
  const items = problems.map((problem) => {
    const place = problem.path === null ? '' : ` (${markdownPlace({ path: problem.path, line: problem.line }, view)})`;
    return `${codeSpan(problem.code)}: ${proseMarkdown(problemText(problem), 600)}${place}`;
  });
  if (components.length === 0) return bullets(items);
  return collapsed(`${counted(items.length, 'problem')} of the run`, bullets(items));
}
