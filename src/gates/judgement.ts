import type { Finding, Location, Problem } from '../model/index.ts';
import type { Judgement } from './gate.ts';
import type { Known } from './known-facts.ts';

/** A finding of a row, at a place where there is one. */
export function finding(outcome: Finding['outcome'], message: string, at?: Location | null): Finding {
  return { outcome, message, path: at?.path ?? null, line: at?.line ?? null };
}

/** The finding that a problem becomes: its sentence, and the remedy it names. */
export function findingOf(problem: Problem, outcome: Finding['outcome'] = 'fail'): Finding {
  const hint = problem.hint === undefined ? '' : ` ${problem.hint}`;
  return finding(outcome, `${problem.message}${hint}`, problem.at);
}

/** What an absent or unreliable fact means for a row: never a pass, never a zero. */
export function unproven(fact: Exclude<Known<unknown>, { state: 'known' }>, expected: unknown): Judgement {
  if (fact.state === 'missing') {
    return { status: 'missing', actual: null, expected, findings: [finding('fail', fact.why)], evidence: [] };
  }
  return {
    status: 'error',
    actual: null,
    expected,
    findings: fact.problems.map((problem) => findingOf(problem)),
    evidence: fact.evidence,
  };
}
