import { anyState } from './states.ts';
import { isMentioningVerb } from './verbs.ts';

/** Words before a colon behind which nothing is demanded. */
const remark =
  /^(?:(?:rollback|alert(?:ing)?|escalation|auto-?rollback|abort|kill|failure) (?:triggers?|conditions?|thresholds?|criteria)|triggers?|notes?|examples?|e\.g\.|i\.e\.|todo|fixme|tbd|risks?|blockers?|blocked(?: by)?|reasons?|rationale|current(?:ly)?(?: \w+)?|actual(?: \w+)?|baseline|measured(?: \w+)?|was|before|effort|timeline|deadline|eta|owners?|assumptions?|out of scope|non-goals?|measurement|questions?|nice[- ]to[- ]have|stretch(?: goals?)?|future|later|optional|see|ref|refs|references?|source|if time permits|scope|scenario|given|when|test(?: case)?)$/;

/** Beginnings of remarks about what is, was or lacks, not of what is demanded. */
const remarkStart =
  /^(?:current(?:ly)?|actual(?:ly)?|measured|now|today|previously|formerly|was|were|as of|up from|down from|todo|fixme|tbd|blocked|severely blocked|missing|pending|failing|failed|waiting|waived|deferred|skipped|in progress|not started|not yet|see|stretch|ideally|n\/a|est\.?|estimated?|approx|e\.g\.|i\.e\.|for example|such as|no longer|not|never)\b/;

const notRequired =
  /\b(?:not (?:required|needed|necessary|enforced|mandatory|applicable|in scope)|nice[- ]to[- ]have|out of scope|(?:is|are|be) optional|conditional (?:on|upon))\b|\bno need\b|\bfailures? (?:is |are )?allowed\b/;

const question = /^(?:should|do|does|did|can|could|would|may|might|what|how|why|which|who|whom|where|when) /;

/** Nouns that show that the verb before them is one too: "import time", "upload latency". */
const nounBehind =
  /^(?:time|times|latency|rate|throughput|speed|jobs?|performance|duration|success|endpoints?|api|service|cost|requests?|started)$/;

/** Introductions that leave the assertion behind them as it is. */
const transparent =
  /^(?:please )?(?:ensure|verify|confirm|check|make sure|guarantee|assert|validate|prove|demonstrate|require|requires|must have|need)(?: that)? (?=\S)/;

/** The words of a sentence that assert something, `null` where it is a task, a question or a remark. */
export function asserted(sentence: string): string | null {
  const { label, words } = labelled(sentence);
  if (remark.test(label) || remarkStart.test(words) || notRequired.test(sentence)) return null;
  if (question.test(sentence) || isTask(label) || isTask(words)) return null;
  const open = words.replace(transparent, '');
  if (open === words) return sentence;
  // "Verify the rollback" is a task; "verify that the rollback is tested" asserts.
  if (!anyState.test(open) && !/(?<!\ue000)\d/.test(open)) return null;
  return label === '' ? open : `${label} : ${open}`;
}

/** The words before the first colon, and those behind it. */
function labelled(sentence: string): { label: string; words: string } {
  const colon = sentence.indexOf(' : ');
  return colon === -1
    ? { label: '', words: sentence }
    : { label: sentence.slice(0, colon), words: sentence.slice(colon + 3) };
}

function isTask(words: string): boolean {
  const [first = '', second = '', ...rest] = words.split(' ', 8);
  if (first === 'monitor' || first === 'run') return !startsWithState(second) && !nounBehind.test(second);
  if (first === 'complete') return /^(?:the|a|an|all|this|these|any)$/.test(second);
  if (/^(?:schedule|approve|review|deploy|test|document)$/.test(first)) return isObject(second, rest);
  return isMentioningVerb(first) && !nounBehind.test(second) && !nounBehind.test(first) && !startsWithState(second);
}

/** Behind a word that is verb and noun: does it have an object? */
function isObject(second: string, rest: string[]): boolean {
  return (
    /^(?:the|a|an|all|this|these|each|every|any|our|your|to|for|with|and)$/.test(second) && !rest.some(startsWithState)
  );
}

function startsWithState(word: string): boolean {
  return anyState.exec(word)?.index === 0;
}
