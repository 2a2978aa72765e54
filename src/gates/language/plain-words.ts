/**
 * A line of a specification in the one form that recognition reads: lower case, without Markdown, pictograms and
 * quotations, with one way to write comparators, dashes, spaces, shares and shared heads.
 */
export function plainWords(text: string): string {
  const unmarked = text
    .normalize('NFKC')
    .replace(/\[([^\][]{0,200})\]\([^()\s]{0,300}\)/g, '$1')
    .replace(/`([^`]{1,200})`/g, (_, code: string) => commandOf(code))
    .replace(/["“]([^"“”]{1,120})["”]/g, (_, quoted: string) => (quoted.split(' ').length > 2 ? ' ' : quoted))
    .toLowerCase()
    .replace(/\p{Extended_Pictographic}|[\u2713\u2714\u2717\u2718\ue000]|\ufe0f/gu, ' ')
    .replace(/[*`~]|(?<=\s|^)_|_(?=\s|$)/g, '')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&')
    .replace(/≥|⩾|≧/g, '>=')
    .replace(/≤|⩽|≦/g, '<=')
    .replace(/(?<=\d) ?[‒–] ?(?=\d)|[‐‑]/g, '-')
    .replace(/[‒–—―]/g, ' - ')
    .replace(/→|->|=>(?! ?\d)/g, ' ; ')
    .replace(/[’‘]/g, "'")
    .replace(/(?<=[\d)]) %/g, '%');
  return rewritings.reduce((words, [pattern, by]) => words.replace(pattern, by), squeezed(unmarked));
}

/** A command without its arguments (`ruff check .` is "ruff check"); other code stays as it is. */
function commandOf(code: string): string {
  const [first = '', ...rest] = code.trim().split(/\s+/);
  const end = rest.findIndex((word) => /^-|[./$|<>=]/.test(word));
  return [first, ...(end === -1 ? rest : rest.slice(0, end))].join(' ');
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const level = '(?:unit|integration|e2e|system|functional|acceptance|smoke|performance|api|ui|contract)';
const and = '(?:, and |, | and | & | \\+ |\\/)';
const sharedHead = new RegExp(
  `\\b(${level}(?:${and}${level}){1,6})[ -](tests?(?: (?:suites?|cases))?|testing|suites?)\\b`,
  'g',
);
const numerals = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const numeralBefore = new RegExp(
  `\\b(${numerals.slice(1).join('|')})(?=[- ](?:hour|day|week|month|approv|review|engineer|developer|maintainer|people|peer|other|independent|senior|team)\\w*)`,
  'g',
);

type Rewriting = [RegExp, (match: string, ...groups: string[]) => string];

/** Different ways to say the same; each keeps what is demanded. */
const rewritings: Rewriting[] = [
  [/^(?:\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}\.?(?= (?!percent)[a-z])|[a-z][.)]) /, () => ''],
  [/n't\b/g, () => ' not'],
  [/\bexceeds? (?:a |an |the )?((?:\w+ ){1,3})of (?=\d)/g, (_, what = '') => `${what}> `],
  [/\bend[- ]to[- ]end\b/g, () => 'e2e'],
  [/\broll(?:ing|ed)?[- ]back\b(?! (?:to|successfully|in|from)\b)/g, () => 'rollback'],
  [/\bpeer-reviewed\b/g, () => 'reviewed by peers'],
  [/\bset up\b/g, () => 'established'],
  [/\bup[- ]to[- ]date\b/g, () => 'up-to-date'],
  [
    /\b((?:[\w/-]+ ){0,4}(?:failures|errors|warnings|violations|issues|findings|vulnerabilities|high|critical|high\/critical)) ?(?::|=|==|is|are) ?(?:0|zero|none)\b/g,
    (_, what = '') => `no ${what}`,
  ],
  [/\bmax(?:imum)? ((?:[\w-]+ ){1,3})(?:of|is|=) ?(?=\d)/g, (_, what = '') => `${what}<= `],
  [/\bmax(?:imum)? ((?:[\w-]+ ){0,2}[\w-]+): (?=\d)/g, (_, what = '') => `${what} <= `],
  [/\bat or (?:above|over)\b/g, () => 'at least'],
  [/\bat or (?:below|under)\b/g, () => 'at most'],
  [
    /\b(?:not|never) (?:to )?(?:fall|drop|go|dip|decrease|be|get|decline) (?:below|under|lower than)\b|\bnever (?:below|under)\b/g,
    () => 'at least',
  ],
  [/\b(?:not|never) (?:to )?(?:rise|go|be|grow|get) (?:above|over|higher than)\b/g, () => 'at most'],
  [
    /\b(\d{1,6}) ?(?:\/|of|out of) ?(\d{1,6})\b(?![%/.-])/g,
    (match, part = '', whole = '') => share(match, part, whole),
  ],
  [
    /(?:(?:>=?|at least|over|more than) ?)?\b(\d{1,3}(?:\.\d{1,3})?)\+?% of (?=(?:[\w-]+ ){0,3}(?:tests?|suites?|scenarios|specs|checks)\b)/g,
    (_, percent = '') => `${Number(percent) === 100 ? 'all' : 'some'} `,
  ],
  [/\b100% ((?:[\w-]+ ){0,4})pass(?:ing)? rate\b/g, (_, whose = '') => `${whose}pass`],
  [/\bpass(?:ing)? rate(?: of| is| at|:)? 100%/g, () => 'pass'],
  [/\b(all|each|both|every|set|suite|absence|100%) of (?:the |our |its )?/g, (_, word = '') => `${word} `],
  [numeralBefore, (word) => String(numerals.indexOf(word))],
  [
    sharedHead,
    (_, levels = '', head = '') =>
      levels
        .split(/, and |, | and | & | \+ |\//)
        .map((one) => `${one} ${head}`)
        .join(', '),
  ],
  [/\s+/g, () => ' '],
];

/** `19/19` is all, `12 of 40` is some; `24/7` is neither. */
function share(match: string, part: string, whole: string): string {
  if (Number(part) > Number(whole)) return match;
  return Number(part) === Number(whole) ? 'all' : 'some';
}
