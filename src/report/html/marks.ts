import { Fragment, h, type JSX } from 'preact';
import type { TestOutcome, Verdict } from '../../model/index.ts';
import type { LadderStep } from '../ladder.ts';
import { outcomeWords } from '../requirements.ts';
import { statusWords } from '../words.ts';
import type { FindingData, PlaceData } from './data.ts';

/** How a state is told: by a symbol, a word and a colour, each enough by itself. */
interface Mark {
  symbol: string;
  tone: 'good' | 'bad' | 'unsure' | 'calm';
}

const good: Mark = { symbol: '✓', tone: 'good' };
const bad: Mark = { symbol: '✕', tone: 'bad' };
const unsure: Mark = { symbol: '?', tone: 'unsure' };
const broken: Mark = { symbol: '!', tone: 'unsure' };

const statusMarks: Record<FindingData['status'], Mark> = {
  pass: good,
  fail: bad,
  missing: unsure,
  error: broken,
  waived: { symbol: '‖', tone: 'calm' },
  'not-applicable': { symbol: '–', tone: 'calm' },
  warning: broken,
  note: { symbol: 'i', tone: 'calm' },
};

const findingWords: Record<FindingData['status'], string> = { ...statusWords, warning: 'warning', note: 'note' };

const verdictMarks: Record<Verdict, Mark> = { ready: good, inconclusive: unsure, blocked: bad };

const stateMarks: Record<LadderStep['state'], Mark> = {
  achieved: good,
  blocked: bad,
  unproven: unsure,
  'not yet': { symbol: '·', tone: 'calm' },
};

const outcomeMarks: Record<TestOutcome, Mark> = {
  passed: good,
  failed: bad,
  error: broken,
  skipped: { symbol: '–', tone: 'calm' },
};

function symbol({ symbol: sign, tone }: Mark): JSX.Element {
  return h('span', { class: `symbol ${tone}`, 'aria-hidden': 'true' }, sign);
}

function marked(mark: Mark, word: string, title?: string): JSX.Element {
  return h('span', { class: `mark ${mark.tone}`, title }, symbol(mark), ' ', word);
}

export function statusMark(status: FindingData['status']): JSX.Element {
  return marked(statusMarks[status], findingWords[status]);
}

export function verdictMark(verdict: Verdict): JSX.Element {
  return marked(verdictMarks[verdict], verdict);
}

/** The tone of a verdict, a class of the stylesheet. */
export function verdictTone(verdict: Verdict): Mark['tone'] {
  return verdictMarks[verdict].tone;
}

/** The character for a verdict, where no element can stand. */
export function verdictSign(verdict: Verdict): string {
  return verdictMarks[verdict].symbol;
}

export function verdictSymbol(verdict: Verdict): JSX.Element {
  return symbol(verdictMarks[verdict]);
}

export function stateSymbol(state: LadderStep['state']): JSX.Element {
  return symbol(stateMarks[state]);
}

export function stateTone(state: LadderStep['state']): Mark['tone'] {
  return stateMarks[state].tone;
}

export function outcomeMark(outcome: TestOutcome): JSX.Element {
  return marked(outcomeMarks[outcome], outcomeWords[outcome]);
}

/** What only a screen reader says. */
export function spoken(text: string): JSX.Element {
  return h('span', { class: 'spoken' }, text);
}

/** A path that may be broken behind its slashes. */
function breakable(path: string): JSX.Element[] {
  return path.split(/(?<=\/)/).map((part, index) => h(Fragment, null, index === 0 ? null : h('wbr', null), part));
}

/** Text of our gates, in which backticks set off what is to be typed. */
export function prose(text: string): JSX.Element[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [h(Fragment, null, text)];
  return parts.map((part, index) => h(index % 2 === 0 ? Fragment : 'code', null, part));
}

/** `specs/cache.md:12`, linked where it has an address. */
export function placeLink({ path, line, file, anchor }: PlaceData): JSX.Element {
  const text = h('code', null, breakable(line === '' ? path : `${path}:${line}`));
  return file === '' ? text : h('a', { href: `${file}${anchor}`, rel: 'noreferrer' }, text);
}
