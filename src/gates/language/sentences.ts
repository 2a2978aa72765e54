/** A stretch of words, and what its parentheses hold. */
export interface Part {
  words: string;
  asides: string[];
}

/** More parts than this are no criterion. */
const MOST_PARTS = 50;
/** Keeps the place of a parenthesis; plain words have no such character. */
const mark = '\ue000';

/** Takes out what stands in parentheses or brackets; a mark keeps the place. */
export function withoutAsides(plain: string): { words: string; asides: string[] } {
  const asides: string[] = [];
  let words = '';
  let depth = 0;
  let aside = '';
  for (const character of plain) {
    if (character === '(' || character === '[') depth += 1;
    else if ((character === ')' || character === ']') && depth > 0) {
      depth -= 1;
      if (depth === 0) {
        words += ` ${mark}${asides.push(aside.trim()) - 1}${mark} `;
        aside = '';
      }
    } else if (depth > 0) aside += character;
    else words += character;
  }
  if (aside !== '') words += ` ${mark}${asides.push(aside.trim()) - 1}${mark} `;
  return { words: words.replace(/ +/g, ' ').trim(), asides };
}

/** Split where one statement ends and another begins: full stops, semicolons, dashes; a colon stays, set off by spaces. */
export function sentencesOf(words: string): string[] {
  return words
    .replace(/:(?= |$)/g, ' : ')
    .replace(/ +/g, ' ')
    .split(/ ?;(?: |$)| - | \| |(?<=[a-z]{4}|[%)\ue000])\.(?: |$)| ?[!?](?: |$)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .slice(0, MOST_PARTS);
}

const conditions =
  /(?:^|(?<= ))(?:if|when|whenever|unless|until|till|once|in case|as soon as|because|since|so that|such that|in order to|rather than|instead of|before|after|while|although|even though|whether|how to|for which)(?= )[^,;]*/g;

/** "tests fail when coverage < 80%" asserts nothing of coverage. */
export function withoutConditions(sentence: string): string {
  return sentence
    .replace(/^given [^,;]*/, '')
    .replace(conditions, '')
    .replace(/^[ ,]+|[ ,.]+$/g, '')
    .replace(/ +/g, ' ');
}

const separators =
  /,(?: and| plus| but)? | and (?!vice)| & | \+ | plus | as well as | but | (?:with|at) (?=(?:[<>]=? ?)?\d|>|<|at least|more than|over|no |zero |minimum )|(?<!integrat\w{1,6}|compatib\w{1,6}|work\w{0,3}|consistent|compliant|along) with (?=[^,]{0,80}? (?:pass|green|clean|active|enabled|complete))/;

/** The members of a sentence, split at commas, "and" and the like, each with the parentheses that stand in it. */
export function partsOf(sentence: string, asides: string[]): Part[] {
  return sentence
    .split(separators)
    .slice(0, MOST_PARTS)
    .map((words) => ({
      words: words
        .replace(/\ue000\d+\ue000/g, ' ')
        .replace(/ +/g, ' ')
        .trim(),
      asides: [...words.matchAll(/\ue000(\d+)\ue000/g)].map(([, index]) => asides[Number(index)] ?? ''),
    }));
}
