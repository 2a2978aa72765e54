import type { ComponentReport, Finding, Result } from '../model/index.ts';
import { plainText } from './plain-text.ts';
import { describeValue } from './value.ts';

/** A place of the repository; the line is `null` when unknown. */
export interface Place {
  path: string;
  line: number | null;
}

/** Rows that a person's word decides: who vouches for that word is said with it. */
const wordOfPeople = new Set(['code-reviewed', 'security-reviewed', 'approved', 'attested']);

/** The word for each trust of evidence. */
export const trustWords = { 'self-reported': 'self-reported', 'api-verified': 'API-verified', attested: 'attested' };

/** How far the evidence of a row can be relied on, `null` where it has none. A ticked box without evidence is a self-report. */
export function trustOf(result: Result): string | null {
  const trusts = new Set(result.evidence.map(({ trust }) => trustWords[trust]));
  if (trusts.size > 0) return [...trusts].join(', ');
  return wordOfPeople.has(result.gate) && result.criterion?.ticked === true ? trustWords['self-reported'] : null;
}

function foundValue(result: Result): string {
  if (result.status === 'missing') return 'nothing';
  if (result.status === 'error') return 'nothing reliable';
  if (result.status === 'not-applicable') return 'not applicable';
  if (result.status === 'pass' && (result.actual === null || result.actual === undefined)) return 'met';
  return describeValue(result.actual);
}

/** What was found, plain text. Missing or unreliable evidence never shows a number, so it can't be read as 0 %. */
export function foundIn(result: Result): string {
  const trust = wordOfPeople.has(result.gate) ? trustOf(result) : null;
  return trust === null ? foundValue(result) : `${foundValue(result)} (${trust})`;
}

/** What was demanded, plain text: the gate's parameters, else the spec's own words. */
export function neededIn(result: Result): string {
  if (result.expected !== null && result.expected !== undefined) return describeValue(result.expected);
  return result.criterion === null ? 'as the gate asks' : `“${plainText(result.criterion.text, 200)}”`;
}

/** Where the row is demanded: its line, else its specification. */
export function demandedAt(result: Result, component: ComponentReport): Place {
  return result.criterion ?? { path: component.spec.path, line: null };
}

/** The place of a finding, `null` where it names none. */
export function placeOf(finding: Finding): Place | null {
  return finding.path === null ? null : { path: finding.path, line: finding.line };
}

/** The findings that keep the row from passing. */
export function failuresOf(result: Result): Finding[] {
  return result.findings.filter(({ outcome }) => outcome === 'fail');
}

/** Why, by whom and until when a row is waived, plain text; `null` without a waiver. */
export function waiverText(result: Result): string | null {
  if (result.waiver === null) return null;
  const { reason, owner, approver, expires } = result.waiver;
  return plainText(`until ${expires}: ${reason} (owner ${owner}, approved by ${approver})`);
}
