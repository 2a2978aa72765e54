import { testsByRequirement, type Facts } from '../gates/index.ts';
import { testLevels, type Mapped, type TestCase, type TestOutcome, type TracedRequirement } from '../model/index.ts';

/** More tests of one requirement are counted, not listed. */
const MOST_TESTS = 100;

/** Failures come first, so that the cap never hides one behind passes. */
const alarm: Record<TestOutcome, number> = { failed: 0, error: 0, passed: 1, skipped: 2 };

/** The matrix of functional requirements × tests: each requirement with its boxes and the component's own tests that name it. */
export function tracedRequirements(facts: Pick<Facts, 'spec' | 'tests'>): TracedRequirement[] {
  const states = testLevels.map((level) => facts.tests[level].state);
  const counts = states.includes('known') && !states.includes('error');
  const naming = testsByRequirement(facts);
  return facts.spec.requirements.map(({ id, title, at, criteria }) => {
    const tests = naming.get(id) ?? [];
    return {
      id,
      title,
      path: at.path,
      line: at.line ?? null,
      criteria: { ticked: criteria.filter(({ ticked }) => ticked).length, total: criteria.length },
      tests: mostAlarming(tests).map(({ name, outcome, file }) => ({ name, outcome, path: file })),
      testCount: counts ? tests.length : null,
    };
  });
}

function mostAlarming(tests: Mapped<TestCase>[]): Mapped<TestCase>[] {
  return [...tests].sort((one, other) => alarm[one.outcome] - alarm[other.outcome]).slice(0, MOST_TESTS);
}
