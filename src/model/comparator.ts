/** How a measured value is compared with the wanted one. */
export type Comparator = '>=' | '>' | '<=' | '<' | '=';

/** A comparator in front of a number. `vague`: "over", which with a time ("over 7 days") means "during". */
interface WrittenComparator {
  comparator: Comparator;
  negative: boolean;
  vague: boolean;
}

const signBefore = /([≥≤]|[<>]=|=<|(?<![-=<>])>|<|(?<![!<>~=])==?) ?[~$€£]?([-−])?$/u;
const signs = new Map<string, Comparator>([
  ['≥', '>='],
  ['>=', '>='],
  ['≤', '<='],
  ['<=', '<='],
  ['=<', '<='],
  ['>', '>'],
  ['<', '<'],
  ['=', '='],
  ['==', '='],
]);

/** Words in front of a number; what denies another ("not less than") stands apart from it. */
const wordsBefore: [Comparator, RegExp][] = [
  ['>=', inFront('at least|(?:no|not) (?:less|fewer|lower) than|not below|min(?:imum|\\.)?(?: of)?')],
  ['>=', inFront('(?:greater|more|higher) than or equal to')],
  ['<=', inFront('at most|(?:no|not) (?:more|greater|higher) than|not (?:above|over|exceed(?:ing)?)')],
  ['<=', inFront('max(?:imum|\\.)?(?: of)?|up to|within|(?:less|lower|fewer) than or equal to')],
  ['>', inFront('(?<!(?:no|not) )(?:more|greater|higher) than|(?<!not )(?:above|exceed(?:s|ing)?|over)')],
  ['<', inFront('(?<!(?:no|not) )(?:less|fewer|lower|faster) than|(?<!not )below|under|sub(?=-)')],
  ['=', inFront('exactly|equals?(?: to)?')],
];

const wordsBehind: [Comparator, RegExp][] = [
  ['>=', /^(?:\+(?![\p{L}\p{N}])| ?,? (?:or (?:more|higher|better|above|greater|over)|min(?:imum)?\b))/iu],
  ['<=', /^ ?,? (?:or (?:less|fewer|lower|below|under|faster)|max(?:imum)?\b)/iu],
];

function inFront(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})[:\\- ]{0,2}(?:an? )?$`, 'iu');
}

/** The comparator that ends a text, as a sign or in words; `null` where there is none. */
export function comparatorBefore(text: string): WrittenComparator | null {
  const sign = signBefore.exec(text);
  const bySign = signs.get(sign?.[1] ?? '');
  if (bySign !== undefined) return { comparator: bySign, negative: sign?.[2] !== undefined, vague: false };
  const byWords = wordsBefore.find(([, words]) => words.test(text));
  if (byWords === undefined) return null;
  return { comparator: byWords[0], negative: false, vague: /over $/iu.test(text) };
}

/** The comparator that begins a text: `+`, "or more", "max"; `null` where there is none. */
export function comparatorBehind(text: string): Comparator | null {
  return wordsBehind.find(([, words]) => words.test(text))?.[0] ?? null;
}
