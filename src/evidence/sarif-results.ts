import type { Diagnostic, Location, Severity } from '../model/index.ts';
import { ruleIdOf, sarifRules, type RuleFinder } from './sarif-rules.ts';
import type { ArtifactLocation, SarifLevel, SarifResult, SarifRule, SarifRun } from './sarif-log.ts';

/** What the results of one run come to. */
export interface SarifFindings {
  diagnostics: Diagnostic[];
  /** Findings that somebody accepted, in the code or in the tool. */
  suppressed: number;
}

/** `none` is a finding to which the idea of gravity does not apply. */
const severities: Record<SarifLevel, Severity> = { error: 'error', warning: 'warning', note: 'note', none: 'note' };

/** More bases than this, one within the other, are a circle. */
const MAXIMUM_BASES = 8;

/** The open findings of a run. A result without a place is put at the report itself. */
export function findingsOf(run: SarifRun, reportPath: string): SarifFindings {
  const findRule = sarifRules(run);
  const open = (run.results ?? []).filter(isOpen);
  const standing = open.filter((result) => !isSuppressed(result));
  return {
    diagnostics: standing.map((result) => diagnosticOf(result, run, findRule, reportPath)),
    suppressed: open.length - standing.length,
  };
}

/** Results also say what passed, what did not apply, and what is gone since the baseline. */
function isOpen({ kind, baselineState }: SarifResult): boolean {
  return (kind ?? 'fail') === 'fail' && baselineState !== 'absent';
}

/** A suppression that is under review or was rejected suppresses nothing; without a status it is accepted (§3.35.3). */
function isSuppressed({ suppressions }: SarifResult): boolean {
  const all = suppressions ?? [];
  return all.length > 0 && all.every(({ status }) => (status ?? 'accepted') === 'accepted');
}

function diagnosticOf(result: SarifResult, run: SarifRun, findRule: RuleFinder, reportPath: string): Diagnostic {
  const rule = findRule(result);
  const level = result.level ?? rule?.defaultConfiguration?.level ?? 'warning';
  return {
    rule: ruleIdOf(result) ?? rule?.id ?? null,
    severity: severities[level],
    message: messageOf(result, rule),
    at: placeOf(result, run) ?? { path: reportPath },
  };
}

/** The text itself, or the rule's text of that name with its arguments filled in (§3.11). */
function messageOf({ message }: SarifResult, rule: SarifRule | null): string {
  const named = new Map(Object.entries(rule?.messageStrings ?? {})).get(message?.id ?? '')?.text;
  const written = message?.text ?? named ?? rule?.shortDescription?.text ?? 'The tool gives no message.';
  const filled = message?.arguments ?? [];
  return written.replace(/\{(\d{1,3})\}/g, (hole, number: string) => filled[Number(number)] ?? hole);
}

function placeOf({ locations }: SarifResult, run: SarifRun): Location | null {
  const physical = locations?.[0]?.physicalLocation;
  const path = pathOf(physical?.artifactLocation, run);
  if (path === null) return null;
  const { startLine, startColumn, endLine } = physical?.region ?? {};
  if (typeof startLine !== 'number') return { path };
  const line = Math.max(1, startLine);
  const column = typeof startColumn === 'number' ? { column: Math.max(1, startColumn) } : {};
  return { path, line, ...column, endLine: Math.max(line, endLine ?? line) };
}

/** The path that a location means, below its bases. */
function pathOf(location: ArtifactLocation | null | undefined, run: SarifRun): string | null {
  const bases = new Map(Object.entries(run.originalUriBaseIds ?? {}));
  let place = artifactAt(location, run);
  let path = '';
  for (let depth = 0; place !== undefined && depth < MAXIMUM_BASES; depth += 1) {
    path = joined(decoded(place.uri ?? ''), path);
    place = isAbsolute(path) ? undefined : bases.get(place.uriBaseId ?? '');
  }
  return path === '' ? null : path;
}

/** The location itself, if it says where; else that of the artifact it points to. */
function artifactAt(
  location: ArtifactLocation | null | undefined,
  { artifacts }: SarifRun,
): ArtifactLocation | undefined {
  if (typeof location?.uri === 'string') return location;
  return artifacts?.[location?.index ?? -1]?.location ?? undefined;
}

function joined(base: string, path: string): string {
  return base === '' || path === '' ? base + path : `${base.replace(/\/+$/, '')}/${path}`;
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path);
}

/** `file:///home/a%20b` → `/home/a b`, `file:///C:/a` → `C:/a`; another scheme names no file and stays as it is. */
function decoded(uri: string): string {
  const path = uri.replace(/^file:(?:\/\/[^/]*)?/i, '').replace(/^\/(?=[A-Za-z]:\/)/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
