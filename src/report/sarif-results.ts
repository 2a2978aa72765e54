import { createHash } from 'node:crypto';
import type { ComponentReport, Report, Result } from '../model/index.ts';
import { beyondRows } from './beyond-rows.ts';
import { blockersOf } from './blockers.ts';
import { worstFirst } from './components.ts';
import { plainText } from './plain-text.ts';
import { relativeUri } from './relative-uri.ts';
import { demandedAt, failuresOf, foundIn, neededIn, placeOf, type Place } from './row.ts';
import type { SarifLocation, SarifResult } from './sarif-types.ts';
import { componentName, counted, rowName } from './words.ts';

/** The rule of what no gate's row tells. */
export const RUN_RULE = 'maturity';

/** Findings of one row that become results of their own. */
const MOST_FINDINGS = 100;

/** GitHub refuses a run of more than 25,000 results: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support */
const MOST_RESULTS = 25_000;

/** A result before it knows how many others say the same. */
type Draft = Omit<SarifResult, 'partialFingerprints'> & { sameness: unknown[] };

/** Code scanning shows nothing without a place: what has none stands at the configuration. */
const placeless: Place = { path: '.github/maturity.yml', line: null };

function location({ path, line }: Place, text?: string): SarifLocation {
  const uri = relativeUri(path) || placeless.path;
  const physicalLocation = {
    artifactLocation: { uri, uriBaseId: '%SRCROOT%' as const },
    region: { startLine: line ?? 1 },
  };
  return text === undefined ? { physicalLocation } : { physicalLocation, message: { text } };
}

/** Only rows that the verdict counts are errors; those of components that the change leaves alone are noted. */
function rowResults(result: Result, component: ComponentReport): Draft[] {
  const demanded = demandedAt(result, component);
  const failures = failuresOf(result);
  const found = `found ${foundIn(result)}, needed ${neededIn(result)}`;
  const said = (why: string): string =>
    plainText(
      [`${componentName(component)}, ${rowName(result)}: ${result.status}, ${found}.`, why, result.remediation].join(
        ' ',
      ),
      2_000,
    );
  const draft = (why: string, place: Place): Draft => ({
    ruleId: result.gate,
    level: component.affected ? 'error' : 'note',
    message: { text: said(why) },
    locations: [location(place)],
    relatedLocations: [location(demanded, 'Demanded here')],
    properties: { component: component.id, stage: result.stage, status: result.status },
    sameness: [component.id, result.stage, result.gate, result.criterion?.text, place.path, withoutNumbers(why)],
  });
  if (failures.length === 0) return [draft('', demanded)];
  const shown = failures.slice(0, MOST_FINDINGS).map((finding) => draft(finding.message, placeOf(finding) ?? demanded));
  const left = failures.length - shown.length;
  return left > 0 ? [...shown, draft(`And ${counted(left, 'more finding')}.`, demanded)] : shown;
}

/** A count or a line that changes makes no other finding. */
function withoutNumbers(text: string): string {
  return plainText(text, 2_000).replace(/\d+(?:\.\d+)?/g, '#');
}

function runResults(report: Report): Draft[] {
  const home = report.configuration === null ? placeless : { path: report.configuration.path, line: null };
  return beyondRows(report).map(({ message, place, counts }) => ({
    ruleId: RUN_RULE,
    level: counts ? 'error' : 'warning',
    message: { text: message },
    locations: [location(place ?? home)],
    sameness: [RUN_RULE, place?.path, withoutNumbers(message)],
  }));
}

/** Fingerprints that survive moved lines and changed counts; equal results are told apart by their order. */
function fingerprinted(drafts: Draft[]): SarifResult[] {
  const seen = new Map<string, number>();
  return drafts.map(({ sameness, ...result }) => {
    const digest = createHash('sha256').update(JSON.stringify(sameness)).digest('hex').slice(0, 32);
    const occurrence = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, occurrence);
    return { ...result, partialFingerprints: { 'maturityGates/v1': `${digest}:${occurrence}` } };
  });
}

/** What keeps components and the run from being ready, worst components first; what is beyond GitHub's limit is counted. */
export function sarifResults(report: Report): SarifResult[] {
  const rows = worstFirst(report.components).flatMap((component) =>
    blockersOf(component).flatMap((result) => rowResults(result, component)),
  );
  const all = [...runResults(report), ...rows];
  if (all.length <= MOST_RESULTS) return fingerprinted(all);
  const kept = all.slice(0, MOST_RESULTS - 1);
  const message = { text: `and ${all.length - kept.length} more findings, left out for length.` };
  const notice: Draft = {
    ruleId: RUN_RULE,
    level: 'error',
    message,
    locations: [location(placeless)],
    sameness: ['more'],
  };
  return fingerprinted([...kept, notice]);
}
