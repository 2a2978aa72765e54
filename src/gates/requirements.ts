import { testLevels, type Mapped, type TestCase } from '../model/index.ts';
import type { Facts } from './known-facts.ts';

/**
 * The component's own tests that name each requirement of the specification, by the requirement's id: as a whole token of
 * the test's name in any case (`test_fr1_evicts_oldest`), or by a property of the report. The list may be empty.
 */
export function testsByRequirement({ spec, tests }: Pick<Facts, 'spec' | 'tests'>): Map<string, Mapped<TestCase>[]> {
  const ids = spec.requirements.map(({ id }) => id);
  const naming = ids.map((id) => ({ id, token: tokenOf(id), tests: [] as Mapped<TestCase>[] }));
  const anyToken = tokenOf(...ids);
  for (const test of ownTests(tests)) {
    // Most tests name no requirement: one look at the name is enough for them.
    if (test.requirements.length === 0 && !anyToken.test(test.name)) continue;
    const declared = new Set(test.requirements.map((named) => named.toLowerCase()));
    for (const { id, token, tests: found } of naming) {
      if (token.test(test.name) || declared.has(id.toLowerCase())) found.push(test);
    }
  }
  return new Map(naming.map(({ id, tests: found }) => [id, found]));
}

function ownTests(tests: Facts['tests']): Mapped<TestCase>[] {
  return testLevels.flatMap((level) => {
    const known = tests[level];
    return known.state === 'known' ? known.value.cases : [];
  });
}

/** Finds one of the ids with neither letter nor digit beside it: FR10 does not name FR1. */
function tokenOf(...ids: string[]): RegExp {
  const literal = ids.map((id) => id.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${literal.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}
