import type { Threshold } from '../../model/index.ts';
import type { Clause } from './clauses.ts';
import { isMentioningVerb } from './verbs.ts';

/** What may stand right before "coverage" for it to be that of tests; other nouns make it another one ("type coverage"). */
const ofTests =
  /^(?:tests?|testing|code|unit|integration|e2e|lines?|branch(?:es)?|statements?|functions?|paths?|conditions?|total|overall|global|minimum|min|target|required|comprehensive|full|good|high|combined|aggregate|average|new|project|package|module|component|service|core|repo|codebase|library|backend|frontend|server|client|patch|diff|pytest|jest|vitest|codecov|coveralls|sonar|sonarqube|sonarcloud|jacoco|cobertura|istanbul|nyc|c8|llvm-cov|tarpaulin|simplecov|coverlet|kover|the|a|an|our|its|all|with|and|or|has|have|of|least|most|than|minimum|reaches|reach|achieves|achieve|achieving|maintains|maintain|keeps|keep|exceeds|exceed|meets|meet|provides?|at|above|over|is|python|go|rust|java|js|ts|kotlin|php|ruby|c\+\+|\d[\w.-]*|:)$/;

/** Subjects that can have coverage. */
const coverable =
  /(?:^| )(?:tests?|suites?|specs?|code|codebase|component|module|package|library|project|service|repo|repository|we|logic|paths|services|modules|packages|components|backend|frontend|sonar|sonarqube|codecov|coveralls|jest|pytest)$/;
const having =
  /(?:^| )(?:has|have|reaches|reach|achieves?|achieving|maintains?|keeps?|exceeds?|provides?|reports?|shows?|gives?)$/;

const tail =
  /^(?: (?:percentage|percent|threshold|targets?|level|rate|ratio|goal|minimum|min|score|requirements?|gate))?(?:$| ?[<>=:,.]| (?:is|are|be|of|on|in|for|at|to|by|with|and|or|must|should|shall|does|do|stays?|remains?|reach(?:es|ed)?|meets?|met|exceeds?|exceeded|above|over|not|across|per|from|maintained|achieved|verified|validated|confirmed|minimum|min|least|no|more|greater|higher|equal|than|kept|held|target|requirement|goal|\d|>|~|\w+ly)(?![\w-]))/;
const changed =
  /\b(?:improved|increased|raised|grew|rose|went|dropped|decreased|expanded|moved|jumped|up from|down from|from \d)\b/;
const covering =
  /\b(?:tests?|suites?|specs?) (?:cover|covers|covering|exercise|exercises) (?:[<>=]+ ?|at least |over |more than )?\d[\d.]*\+?% of\b/;
const measure = /\b(?:lines?|branch(?:es)?|statements?|functions?)\b/;

/** What has coverage by tests. */
const tested = /\b(?:tests?|tested|testing|specs?|units?|code|coverage|modules?|components?|packages?|implement\w*)\b/;
const ofOthers =
  /\bcoverage of (?!(?:the |all |our )?(?:code|new|changed|core|critical|business|lines|branches|statements|source|modules?|components?|packages?|\d|at|[<>]))/;

/** "Patch coverage", "coverage of changed lines", "new code coverage". */
const ofTheChange =
  /\b(?:patch|diff|new[- ]code|(?:new|changed|added|modified|touched)(?: or (?:new|changed|added|modified|touched))?[- ](?:lines?|code|files?|statements?))\b/;
/** "Per-file coverage", "coverage of every file". */
const ofEachFile = /\b(?:per[- ]file|(?:each|every|any|single) (?:source |single )?file)\b/;

/** The coverage that a line demands, in percent: of all, of the change, of each file. */
export interface DemandedCoverage {
  percent?: number;
  patch?: number;
  file?: number;
}

/** What a line demands of the coverage; `null` where it demands nothing. */
export function demandedCoverage(clauses: readonly Clause[]): DemandedCoverage | null {
  const about = clauses.filter(isAboutCoverage);
  // "Including new code" is of all code.
  const isOf = (scope: RegExp) => (clause: Clause) => scope.test(clause.words) && !/\bincluding\b/.test(clause.words);
  const patch = about.filter(isOf(ofTheChange));
  const file = about.filter((clause) => !patch.includes(clause) && isOf(ofEachFile)(clause));
  const total = about.filter((clause) => !patch.includes(clause) && !file.includes(clause));
  const demanded = Object.entries({ percent: percentIn(total), patch: percentIn(patch), file: percentIn(file) });
  const named = demanded.filter(([, percent]) => percent !== null);
  return named.length === 0 ? null : Object.fromEntries(named);
}

function percentIn(clauses: readonly Clause[]): number | null {
  const wanted = clauses.flatMap(percentsOf);
  const [first] = wanted;
  if (first === undefined) return null;
  // Two kinds of coverage in one line, and one gate: the stricter of both. Otherwise a later number is for a part only.
  const kinds = clauses.filter((clause) => measure.test(clause.words));
  return kinds.length > 1 ? Math.max(...wanted) : first;
}

function isAboutCoverage({ words, host }: Clause): boolean {
  if (changed.test(words) || ofOthers.test(words) || /\b(?:pass|success) rate\b/.test(words)) return false;
  // "Custom spans (>95% coverage)"
  if (host !== null && !tested.test(host) && !/\b(?:tests?|code|unit|lines?|branch)\b/.test(words)) return false;
  if (covering.test(words)) return true;
  return [...words.matchAll(/(?<![\w-])coverage(?![\w-])/g)]
    .slice(0, 20)
    .some(({ index }) => isDemanded(words.slice(0, index).trim(), words.slice(index + 'coverage'.length)));
}

function isDemanded(before: string, behind: string): boolean {
  if (!tail.test(behind)) return false;
  const label = before.lastIndexOf(' : ');
  const own = before.slice(label + 1).replace(/^: ?/, '');
  const plain = own
    .replace(/(?:[<>=~]+ ?)?\d[\d.]*\+?%?/g, '')
    .replace(/\b(?:at least|more than|over|above|minimum(?: of)?|greater than|at most)\b/g, '')
    .replace(/\+/g, '')
    .replace(/ +/g, ' ')
    .trim();
  const words = plain.split(' ');
  const last = words.at(-1) ?? '';
  if (last !== '' && !ofTests.test(last)) return false;
  const verb = words.findIndex((word) => having.test(word));
  if (verb > 0) return coverable.test(words.slice(0, verb).join(' '));
  return !words.some(
    (word) => isMentioningVerb(word) || /^(?:for|about|to|no|not|never|which|that|prevents?|whose)$/.test(word),
  );
}

/**
 * Numbers with a comparator go before bare ones ("≥70% (73.2%)" measures 73.2), the clause's own before those in
 * parentheses; a bare number with decimals is a measurement.
 */
function percentsOf({ thresholds, asideThresholds }: Clause): number[] {
  const own = thresholds.filter(isPercent);
  const stray = asideThresholds.filter(isPercent);
  if (own.some(({ comparator }) => comparator.startsWith('<'))) return [];
  const bare = ({ implied, value }: Threshold): boolean => implied === true && Number.isInteger(value);
  for (const some of [own.filter(isStated), stray.filter(isStated), own.filter(bare), stray.filter(bare)]) {
    const atLeast = some.filter(({ comparator }) => !comparator.startsWith('<'));
    if (atLeast.length > 0) return atLeast.map(({ value }) => value).filter((value) => value <= 100);
  }
  return [];
}

function isPercent({ unit }: Threshold): boolean {
  return unit === '%';
}

function isStated({ implied }: Threshold): boolean {
  return implied !== true;
}
