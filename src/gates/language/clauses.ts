import { parseThresholds, type Threshold } from '../../model/index.ts';
import { asserted } from './mood.ts';
import { partsOf, sentencesOf, withoutAsides, withoutConditions, type Part } from './sentences.ts';
import { anyState } from './states.ts';

/**
 * A part of a line that asserts something of one subject. `Passes linting (ruff), type checking` has two: the second
 * one's `lead` is "passes", which it shares with the first.
 */
export interface Clause {
  /** Label, subject and what is said of it, without what stands in parentheses: `linting : 0 issues`. */
  words: string;
  /** What neighbours say of it too: the next parts ("… and tested"), a parenthesis ("(0 errors)"), a shared verb behind. */
  predicate: string;
  /** The verb or negation that an earlier clause opened with, for it too: "passes", "no". */
  lead: string;
  /** What stands in parentheses behind it. */
  aside: string;
  /** The words of the clause in whose parentheses it stands; `null` where it stands in none. */
  host: string | null;
  thresholds: Threshold[];
  asideThresholds: Threshold[];
}

/** More clauses than this are no criterion. */
const MOST_CLAUSES = 50;

/** What a line, in plain words, asserts. Tasks, questions, conditions and remarks are left out. */
export function clausesOf(plain: string): Clause[] {
  return clausesIn(plain, null);
}

function clausesIn(plain: string, host: string | null): Clause[] {
  const { words, asides } = withoutAsides(plain);
  const clauses: Clause[] = [];
  for (const sentence of sentencesOf(words)) {
    const assertion = asserted(withoutConditions(sentence));
    if (assertion === null) continue;
    const before = clauses.findLast((clause) => clause.host === host);
    const parts = partsOf(assertion, asides);
    clauses.push(...clausesFrom(parts, before, host));
    if (host === null)
      clauses.push(...parts.flatMap((part) => part.asides.flatMap((aside) => clausesIn(aside, assertion))));
  }
  return clauses.slice(0, MOST_CLAUSES);
}

const opening =
  /^(?:(?:also|then|is|are|be|been|being|has been|have been|fully|must|should|shall|will|all|both|\w+ly) )*/;
const leading =
  /^(?:all \w+ |\w+ )?(pass(?:es|ed|ing)?|no|zero|0|without|complete[d]?|successful|clean|green|meets?|100%)(?= )/;

/** A number for the subject before it: "- exceeds 70% threshold". */
const bareNumber =
  /^(?:exceeds?|exceeding|meets|above|over|below|under|at least|at most|[<>]=?) ?(?:the )?\d\S*(?: (?:threshold|target|minimum|limit|requirement|goal))?$/;

/** Words that only say something of the subject before them: "and tested", ", 0 failures". */
function isContinuation(words: string): boolean {
  const rest = words.replace(opening, '');
  const state = anyState.exec(rest);
  if (state?.index !== 0) return false;
  return /^(?:$|[,.:]| (?:in|on|by|for|to|with|across|at|from|before|after|against|within|under|using|via|locally|\w+ly)\b)/.test(
    rest.slice(state[0].length),
  );
}

/** One clause a part; parts that only say something of the one before join it. */
function clausesFrom(parts: Part[], before: Clause | undefined, host: string | null): Clause[] {
  const clauses: Clause[] = [];
  for (const part of parts) {
    const subject = clauses.at(-1) ?? before;
    if (subject !== undefined && bareNumber.test(part.words))
      subject.asideThresholds.push(...parseThresholds(part.words));
    else if (subject !== undefined && isContinuation(part.words)) {
      subject.predicate = `${subject.predicate} ${part.words}`.trim();
      subject.aside = [subject.aside, ...part.asides].join(' ').trim();
    } else clauses.push(clauseOf(part, host));
  }
  share(clauses);
  // "README, or wiki, updated": of alternatives none alone is demanded.
  return clauses.filter(({ words }) => !words.startsWith('or '));
}

function clauseOf({ words, asides }: Part, host: string | null): Clause {
  const open = asides.map((aside) => asserted(aside.replace(/:(?= |$)/g, ' : '))).filter((aside) => aside !== null);
  return {
    words,
    predicate: open.filter(isContinuation).join(' '),
    lead: '',
    aside: asides.join(' '),
    host,
    thresholds: parseThresholds(words),
    asideThresholds: open.flatMap((aside) => parseThresholds(aside)),
  };
}

/** In a list, a state at the end ("lint and tests green") or a verb at the beginning ("passes lint, tests") is for all. */
function share(clauses: Clause[]): void {
  let behind = '';
  for (const clause of [...clauses].reverse()) {
    const own = `${clause.words} ${clause.predicate}`;
    const state = anyState.exec(own);
    if (state !== null) behind = own.slice(state.index);
    else clause.predicate = behind;
  }
  let lead = '';
  for (const clause of clauses) {
    const own = leading.exec(clause.words)?.[1];
    if (own !== undefined) lead = own;
    else if (anyState.test(clause.words)) lead = '';
    else if (clause.predicate === '') clause.lead = lead;
  }
}
