/**
 * The words of a heading or key: lower case, without emphasis, emoji, numbering and a final colon, one space between words.
 * `## 3. **Acceptance Criteria**:` and `## ✅ Acceptance criteria` are the same name.
 */
export function nameOf(written: string): string {
  return written
    .slice(0, 400)
    .normalize('NFKC')
    .replace(/\d\uFE0F?\u20E3/gu, '')
    .replace(/\p{Extended_Pictographic}|\uFE0F|\u200D|[*`~]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/[‐-―]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:§ ?)?\d{1,3}(?:\.\d{1,3}){0,4}[.):]? (?=\D)/u, '')
    .replace(/ ?:$/u, '')
    .toLowerCase();
}

/** The name of a metadata key, however its words are joined: `component_id`, `Component-ID`, `Component ID`. */
export function keyNameOf(written: string): string {
  return nameOf(written.replace(/[_-]/gu, ' '));
}

/** The stage that a name speaks of: `Development Stage` → `development`, `Stage: Staging` → `staging`, `Production Stage (later)` → `production (later)`. */
export function stageIn(name: string): string {
  const words = nameOf(name)
    .replace(/^stages? ?\d{0,2} ?(?:[:.)]| - )\s*/u, '')
    .replace(/\b(?:stages?|criteria)\b/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s:-]+|[\s:-]+$/gu, '');
  return words === '' ? nameOf(name) : words;
}

/** Whether a name is one of a stage for certain; a ladder may know more names. */
export function isStageName(name: string): boolean {
  return (
    /\bstages?\b/u.test(name) || /^(?:development|dev|staging|production|prod)\b(?! ?[-/&]| (?!\()\p{L})/u.test(name)
  );
}

/** What the parser looks for, by the names that headings and keys have. */
export type Topic =
  | 'requirements'
  | 'functional'
  | 'nfr'
  | 'acceptance'
  | 'maturity'
  | 'quality'
  | 'exit'
  | 'unit'
  | 'integration'
  | 'e2e'
  | 'structure'
  | 'required'
  | 'optional'
  | 'external'
  | 'approval'
  | 'metadata'
  | 'aside'
  | 'target'
  | 'location'
  | 'coverage-target';

const topics: [Topic, RegExp][] = [
  ['nfr', /^(?:non-? ?functional(?: requirements?)?|nfrs?|nfr-? ?\d.*)$/u],
  ['functional', /^functional(?: requirements?)?$/u],
  ['requirements', /^requirements?$/u],
  ['maturity', /^maturity targets?$/u],
  ['unit', /^unit[- ]test(?:s|ing)?$/u],
  ['integration', /^integration[- ]test(?:s|ing)?$/u],
  ['e2e', /^(?:end[- ]to[- ]end|e2e)[- ]test(?:s|ing)?(?: \((?:end[- ]to[- ]end|e2e)\))?$/u],
  ['structure', /^component structure$/u],
  ['required', /^required (?:components?|dependencies)$/u],
  ['optional', /^optional (?:components?|dependencies)$/u],
  ['external', /^external (?:components?|dependencies)$/u],
  ['approval', /^(?:approvals?|sign-? ?offs?)$/u],
  ['metadata', /^(?:metadata|(?:component|document|specification) (?:metadata|information|details))$/u],
  ['aside', /^(?:examples?|notes?)$/u],
  ['target', /^targets?$/u],
  ['location', /^locations?$/u],
  ['coverage-target', /^(?:coverage targets?|target coverage)$/u],
];

const criteria: [Topic, RegExp][] = [
  ['acceptance', /^(.{0,60}?)\bacceptance criteria\b(.{0,60})$/u],
  ['quality', /^(.{0,60}?)\bquality gates?\b(.{0,60})$/u],
  ['exit', /^(.{0,60}?)\bexit criteria\b(.{0,60})$/u],
];

/** What a heading or key announces, and the stage that it names besides ("Staging Exit Criteria"). */
export interface Announcement {
  topic: Topic;
  stage: string | null;
}

/** Reads a name (see {@link nameOf}); `null` where it announces nothing the parser looks for. */
export function announcedBy(name: string): Announcement | null {
  const topic = topics.find(([, pattern]) => pattern.test(name))?.[0];
  if (topic !== undefined) return { topic, stage: null };
  for (const [criterion, pattern] of criteria) {
    const match = pattern.exec(name);
    const [before = '', behind = ''] = [match?.[1], match?.[2]];
    if (match === null || (before !== '' && behind !== '')) continue;
    const rest = (before + behind).replace(/[():]/gu, ' ').replace(/^[\s-]*(?:for )?|[\s-]*$/gu, '');
    return { topic: criterion, stage: isStageName(rest) ? stageIn(rest) : null };
  }
  return null;
}
