/** What is wrong when there is any: "no errors" is a good state. */
const faults =
  '(?:errors?|failures?|issues?|warnings?|violations?|offen[cs]es|findings?|problems?|complaints?|diagnostics|alerts?|smells?|bugs?|leaks?|(?:critical|high)(?:[/,] ?(?:critical|high|medium))*(?= in | or |$))';

/** "0 failures", "no lint errors", "without any warnings". */
export const absence = `(?:no|0|zero|without(?: any)?|free (?:of|from)|reports? no|nothing) (?:[\\w/-]+ ){0,3}?${faults}`;

/** States that criteria assert, and the words that assert them. */
const wordsOf = {
  passing: `(?:pass(?:es|ed|ing)?(?! rate| through| to\\b| by\\b| over| along| criteria)|green|succeed(?:s|ed|ing)?|successful(?:ly)?|clean(?:ly)?|ok|(?:error|warning|issue|lint|failure)[- ]free|${absence})`,
  done: '(?:complete[ds]?|done|finished|finali[sz]ed|performed|conducted|carried out|concluded|passe[ds]|executed|held)',
  existing:
    '(?:complete[ds]?|done|finished|finali[sz]ed|exists?|present|available|in place|published|created|written|provided|up-to-date|updated|current|maintained|ready|delivered|added|accurate)',
  tested: '(?:(?<!un)tested|validated|verified|exercised|rehearsed|proven|proved|demonstrated|drilled|practi[cs]ed)',
  approved:
    '(?:approved|approval|signed[- ]off|sign[- ]?off|obtained|granted|given|received|collected|secured|recorded|complete[ds]?|done)',
  active:
    '(?:configured|active|enabled|in place|live|operational|running|wired(?: up)?|working|functional|functioning|deployed|created|available|ready|online|implemented|updated|established|complete[ds]?|exposed|defined)',
  met: '(?:met|achieved|satisfied|fulfilled|met|holds?|hit|attained)',
  implemented:
    '(?:implemented|complete[ds]?|done|met|delivered|satisfied|fulfilled|shipped|finished|working|in place|functional)',
  stable: '(?:stable|ready|available|validated|verified|integrated|healthy|production-ready|satisfied|met)',
  documented:
    '(?:(?<!un)documented|(?:have|has|carry|with) (?:[\\w-]+ ){0,2}(?:docstrings?|doc comments?|documentation|docs|comments|javadoc|jsdoc|tsdoc|godoc|rustdoc|kdoc))',
  reviewed:
    '(?:reviewed|approved|approval|complete[ds]?|done|passe[ds]|performed|conducted|finished|signed[- ]off|lgtm)',
  inspected: '(?:reviewed|approved|approval)',
  acceptable:
    '(?:acceptable|validated|verified|comparable|unchanged|unaffected|no worse|not worse|not degraded|stable|preserved|maintained)',
  observed:
    '(?:configured|active|enabled|in place|live|operational|running|wired(?: up)?|working|deployed|implemented|established|updated|complete[ds]?|exposed|(?<!un)tested|validated|verified)',
  emitted:
    '(?:exposed|exported(?! to (?:csv|excel|pdf|files?))|collected|emitted|instrumented|published|scraped|configured|enabled|in place|implemented)',
  scanned: 'scanned',
  confirmed: '(?:validated|verified|proven|confirmed|(?<=integration with .{0,60})tested)',
  resolved: '(?:resolved|remediated|fixed|patched|closed|addressed|mitigated|triaged)',
  unharmed:
    '(?:(?:show|shows|shown|with|has|have) no (?:\\w+ )?(?:regressions?|degradation|slow-?downs?)|no (?:\\w+ )?regressions?)',
} as const;

/** A class of states; a gate says which ones it takes for a demand. */
export type State = keyof typeof wordsOf;

const bounded = (source: string): string => `(?<![\\w-])${source}(?![\\w-])`;

const patterns = new Map<string, RegExp>();

/** The words of some states, as one expression. */
export function statePattern(states: readonly State[]): RegExp {
  const key = states.join(' ');
  const pattern = patterns.get(key) ?? new RegExp(states.map((state) => bounded(wordsOf[state])).join('|'));
  patterns.set(key, pattern);
  return pattern;
}

/** Any state at all. */
export const anyState = new RegExp(Object.values(wordsOf).map(bounded).join('|'));
