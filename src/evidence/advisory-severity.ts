import type { Severity } from '../model/index.ts';

/** The words of GitHub's, npm's and OSV's advisories: https://docs.github.com/en/code-security/concepts/vulnerability-reporting-and-management/about-the-github-advisory-database */
const severityOfWord = new Map<string, Severity>([
  ['critical', 'error'],
  ['high', 'error'],
  ['moderate', 'warning'],
  ['medium', 'warning'],
  ['low', 'note'],
  ['info', 'note'],
  ['none', 'note'],
]);

/** How grave an advisory is by its word; an unknown word is an error. */
export function severityOfRating(word: string): Severity {
  return severityOfWord.get(word.toLowerCase()) ?? 'error';
}

/**
 * How grave a CVSS base score is: 7 and above is high or critical, 4 and above medium, all below low or none
 * (https://www.first.org/cvss/v3.1/specification-document, table 14; version 4 has the same). `null` for what is no score.
 */
export function severityOfScore(score: string): Severity | null {
  if (!/^\d{1,2}(?:\.\d{1,3})?$/.test(score) || Number(score) > 10) return null;
  if (Number(score) >= 7) return 'error';
  return Number(score) >= 4 ? 'warning' : 'note';
}
