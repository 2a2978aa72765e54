import type { Threshold } from '../../model/index.ts';
import type { Clause } from './clauses.ts';

const daysOfUnit = new Map([
  ['hour', 1 / 24],
  ['hr', 1 / 24],
  ['h', 1 / 24],
  ['day', 1],
  ['d', 1],
  ['week', 7],
  ['w', 7],
  ['month', 30],
  ['quarter', 90],
]);

/** The longest of some durations, in days; `null` where none of an hour or more is stated. */
export function daysOf(thresholds: readonly Threshold[]): number | null {
  const days = thresholds.flatMap(({ value, unit }) => {
    const factor = daysOfUnit.get(unit);
    return factor === undefined ? [] : [Math.round(value * factor * 1000) / 1000];
  });
  return days.length === 0 ? null : Math.max(...days);
}

const lengthless = /^(?:the )?stability (?:period|window|phase)(?![\w-])/;
const period =
  /(?<![\w-])(?:stability(?: (?:period|window|phase|test|run))?|soak(?:ing)?(?: (?:period|test(?:ing)?|time|phase|run))?|bake(?:[- ]in)?(?: (?:period|time|phase))?|baking|burn-?in(?: (?:period|test))?|observation (?:period|window|phase)|hypercare(?: period)?)(?![\w-])/;
const stable = /(?<![\w-])(?:stable|stability|stably)(?![\w-])/;
const trouble =
  /(?<![\w-])(?:no|zero|0|without(?: any)?|free of) (?:[\w/-]+ ){0,3}?(?:incidents?|outages?|rollbacks?|downtime|crash(?:es)?|restarts?|p[0-3]s?|sev-?\d s?|sev-?\d|pages|regressions|failures|errors|alerts|issues|bugs)(?![\w-])/;
const inOperation = /(?<![\w-])(?:in|on|of) (?:production|prod|staging|stage|operation|canary)(?![\w-])/;
const otherwise =
  /(?<![\w-])(?:begins?|began|starts?|started|scheduled|tracking|tracked|planned|retention|retained|expires?|expiry|rotation|rotated|timeout|sla|trial|notice|history|historical|support|warranty|configured|documented|defined|removed|deleted|archived|within|every|after)(?![\w-])/;
const share = /%/;

/** The days for which a line demands that all stay quiet; `'unstated'` where it names a stability period without a length. */
export function demandedStability(clauses: readonly Clause[]): number | 'unstated' | null {
  for (const clause of clauses) {
    const said = `${clause.words} ${clause.predicate} ${clause.lead}`;
    if (otherwise.test(clause.words) || share.test(clause.words)) continue;
    const days = daysOf([...clause.thresholds, ...clause.asideThresholds]) ?? daysIn(clauses, clause);
    if (days === null && lengthless.test(clause.words)) return 'unstated';
    if (days === null) continue;
    if (period.test(clause.words) || stable.test(clause.words)) return days;
    if (
      trouble.test(said) ||
      (inOperation.test(clause.words) && trouble.test(clauses.map(({ words }) => words).join(' ')))
    )
      return days;
  }
  return null;
}

/** "Stable in staging, 7 days": the number may stand in the clause behind. */
function daysIn(clauses: readonly Clause[], clause: Clause): number | null {
  const next = clauses[clauses.indexOf(clause) + 1];
  return next === undefined || next.words.split(' ').length > 4 ? null : daysOf(next.thresholds);
}
