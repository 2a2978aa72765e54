import type { Clause } from './clauses.ts';
import { absence, anyState, statePattern, type State } from './states.ts';
import { isMentioningVerb } from './verbs.ts';

/** What a gate's criteria are about, and what they say of it. */
export interface Phrase {
  /** Words of the subject, as an expression without boundaries. */
  subject: string;
  /** States that, said of the subject, demand the gate. */
  states?: readonly State[];
  /** Whether the subject alone demands it ("README.md with usage examples"); with these words before it at most. */
  alone?: boolean | RegExp;
  /** Whether the subject has to open what is said: other words before it would make it another one. */
  opens?: boolean;
  /** Words before the subject that make it another one: the "visual regression" of "visual regression tests". */
  unless?: RegExp;
}

/** Nouns that are tasks where they open a line: "test runbooks". */
const imperative =
  /^(?:test|check|review|read|document|deploy|run|practi[cs]e|verify|validate|audit|require[sd]?)(?= |$)|^[a-z]+ (?:the|a|an|our|this|these|any|every)(?= |$)/;

/** Matches of a subject that are looked at in one clause. */
const MOST_MATCHES = 20;

/** Before a subject: what makes it an object or a part of something else, or not all of it. */
const mentionBefore =
  /(?:^| )(?:for|about|on|to|from|into|via|by|of|in|with|against|between|that|which|than|like|using|including|how|regarding|around|towards?|per|as|can|could|may|might|cannot|without|not|never|some|most|few|several|many|partial|only|half|none|nearly|almost|pending|missing|failing|skipped|requires?|required|requiring|needs?|awaits?|awaiting|future|planned|draft)(?= |$)/;
const lacking = /(?:^| )(?:no|zero|0)(?= |$)/;

/** Behind a subject: what may follow a noun that is the head of its phrase. */
const closes = new RegExp(
  `^(?:$|[,.:;/&+-]|(?:for|about|on|to|from|into|via|by|of|in|with|against|across|at|within|under|over|through|per|as|is|are|be|been|being|was|were|has|have|had|must|should|shall|will|do|does|did|need|needs|all|both|still|now|always|also|not|never|and|or|than|that|which|against|reports|shows?|finds?|found|run|runs|returns?|exits?|\\w+ly|[<>=]+|\\d|no|zero|without|free|\\w{3,}ed|covering|using|compiles?|builds?|pr|#)(?![\\w-])|[<>=(]|\\d|-)`,
);
const denial =
  /(?:^| )(?:not|never|no longer|cannot|fail(?:s|ed|ing)?|skipped|partially|barely|disabled|unless)(?= |$)/;
const leadingState =
  /^(?:all |the |our |every |\w+ly )*(?:pass(?:es|ed|ing)?|green|clean|successful|complete[d]?|tested|validated|verified|published|full|up-to-date|active|working|live|operational|performed|conducted|rehearsed|passing|approved|updated)(?= )/;

/** "code passes all" linter checks */
const passing = /(?:^| )pass(?:es|ed|ing)?(?= |$)(?: all| the| our| every| both)*$/;

const compiled = new Map<string, RegExp>();

function pattern(source: string): RegExp {
  const known = compiled.get(source) ?? new RegExp(`(?<![\\w-])(?:${source})(?![\\w-])`, 'g');
  compiled.set(source, known);
  return known;
}

/** Whether a clause says of the subject what demands the gate; alone a subject does so only where it opens the line. */
export function says(clause: Clause, phrase: Phrase, opensLine = false): boolean {
  for (const match of subjectsIn(clause.words, phrase.subject)) {
    const before = clause.words.slice(0, match.index).trim();
    const behind = clause.words.slice(match.index + match[0].length).trim();
    const own = ownWords(before);
    if (phrase.unless?.test(`${before} ${match[0]}`) === true) continue;
    if (phrase.opens === true && own !== '') continue;
    if (saysOf(clause, own, behind, phrase) || standsAlone(clause, own, behind, phrase, opensLine)) return true;
  }
  return false;
}

/** Whether any clause says one of the phrases. */
export function someSays(clauses: readonly Clause[], ...phrases: readonly Phrase[]): boolean {
  return phrases.some((phrase) => clauses.some((clause, index) => says(clause, phrase, index === 0)));
}

function subjectsIn(words: string, subject: string): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const match of words.matchAll(pattern(subject))) {
    if (matches.push(match) >= MOST_MATCHES) break;
  }
  return matches;
}

/** What stands before the subject in its own phrase: behind the last label. */
function ownWords(before: string): string {
  return before.slice(before.lastIndexOf(' : ') + 1).replace(/^: ?/, '');
}

function saysOf(clause: Clause, before: string, behind: string, { states = [] }: Phrase): boolean {
  const rest = `${behind} ${clause.predicate}`.trim();
  if (states.includes('passing') && isFaultless(clause.lead, before, behind)) return true;
  if (!isHead(before, behind) || lacking.test(before)) return false;
  if (states.length === 0) return false;
  const accepted = statePattern(states);
  const state = accepted.exec(rest);
  if (state !== null) return !denial.test(rest.slice(0, state.index));
  const lead = leadingState.exec(`${before} `)?.[0] ?? passing.exec(before)?.[0] ?? clause.lead;
  return accepted.test(lead.trim()) && !denial.test(rest);
}

function standsAlone(
  clause: Clause,
  before: string,
  behind: string,
  { alone = false }: Phrase,
  opensLine: boolean,
): boolean {
  const isAllowed = alone === true ? opensLine : alone !== false && clause.host === null && alone.test(before);
  if (!isAllowed || !isHead(before, behind) || lacking.test(before) || imperative.test(before)) return false;
  return isNounPhrase(`${behind} ${clause.predicate}`.trim());
}

/** Whether the subject is the head of its phrase, not a part of a path or another name ("coverage report"), and no object. */
function isHead(before: string, behind: string): boolean {
  if (/^(?:\/[\w-]+){1,9}\.\w/.test(behind)) return false;
  const tail = behind.replace(/^(?:\/ ?[\w-]+ ?){1,6}/, '');
  if (!closes.test(tail) && anyState.exec(tail)?.index !== 0) return false;
  return !mentionBefore.test(before) && !before.split(' ').some((word) => isMentioningVerb(word) && word !== 'updated');
}

const fault =
  /^(?:errors?|failures?|issues?|warnings?|violations?|offen[cs]es|findings?|problems?|complaints?)(?![\w-])/;
const faultless = new RegExp(`(?<![\\w-])(?:${absence})(?: or [\\w-]+)? (?:from|in|by|with|reported by)(?: \\w+)?$`);

/** "No lint errors", "zero failing unit tests", "no findings from ESLint". */
function isFaultless(lead: string, before: string, behind: string): boolean {
  const none =
    lacking.test(before) || /^(?:no|zero|0|without)$/.test(lead) || /(?:^| )(?:without|free of)(?: |$)/.test(before);
  if (none && fault.test(behind)) return true;
  if (/(?:^| )(?:no|zero|0) (?:failing|failed|broken|red|flaky)(?: \w+)?$/.test(before)) return true;
  return faultless.test(before);
}

/** Nothing but a noun phrase: no verb says anything of it. */
function isNounPhrase(rest: string): boolean {
  return (
    !rest.split(' ').some(isMentioningVerb) &&
    !/(?:^| )(?:is|are|was|were|not|required|requested|needed|pending)(?= |$)/.test(rest)
  );
}
