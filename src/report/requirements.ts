import { testOutcomes, type TestOutcome, type TracedRequirement } from '../model/index.ts';
import { plainText } from './plain-text.ts';

export const outcomeWords: Record<TestOutcome, string> = {
  passed: 'passed',
  failed: 'failed',
  error: 'in error',
  skipped: 'skipped',
};

/** `FR1 Evict the oldest`, plain text. */
export function requirementName({ id, title }: TracedRequirement): string {
  return plainText(`${id} ${title}`, 120);
}

/** `2 of 3 ticked`, plain text. */
export function boxesText({ criteria: { ticked, total } }: TracedRequirement): string {
  return total === 0 ? 'no box' : `${ticked} of ${total} ticked`;
}

/** `3 passed, 1 failed`, plain text. Results that are missing or unreliable never show a number. */
export function testsText({ tests, testCount }: TracedRequirement): string {
  if (testCount === null) return 'no reliable test results';
  if (testCount === 0) return 'no test names it';
  const counts = testOutcomes.flatMap((outcome) => {
    const count = tests.filter((test) => test.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcomeWords[outcome]}`];
  });
  const left = testCount - tests.length;
  return [...counts, ...(left > 0 ? [`${left} more`] : [])].join(', ');
}
