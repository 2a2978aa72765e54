import { describe, expect, it } from '@jest/globals';
import { conclusionOf } from '../../src/action/verdict.ts';
import { reportOf } from './report.ts';

describe('the conclusion', () => {
  it.each([
    ['ready', false, 0, 'success'],
    ['blocked', false, 1, 'failure'],
    ['inconclusive', false, 2, 'failure'],
    ['inconclusive', false, 3, 'failure'],
    ['inconclusive', true, 3, 'failure'],
    ['blocked', true, 0, 'neutral'],
    ['ready', true, 0, 'success'],
    ['blocked', false, 0, 'failure'],
    ['ready', false, 1, 'failure'],
  ] as const)('of a run that is %s, advisory %p, exit code %i, is %s', (verdict, advisory, exitCode, expected) => {
    expect(conclusionOf({ report: reportOf({ verdict, advisory }), exitCode })).toBe(expected);
  });
});
