import { describe, expect, it } from '@jest/globals';
import { headlineOf } from '../../src/report/index.ts';
import { componentOf, rowOf, scenario } from './scenarios.ts';

describe('the headline', () => {
  it.each([
    ['ready', 'Ready: cache has earned staging'],
    ['waived', 'Ready: cache has earned staging'],
    ['blocked', 'Blocked: cache has not earned staging (1 gate fails, 1 is missing)'],
    ['inconclusive', 'Inconclusive: nothing proves that cache has earned staging (1 gate is missing, 2 are in error)'],
    ['waiting-for-approval', 'Waiting for approval: all else that is required of cache holds'],
    ['problems-only', 'Nothing could be judged: 2 problems'],
    ['many-components', 'Blocked: 2 of 10 components, 2 inconclusive'],
  ])('of %s is “%s”', (name, headline) => {
    expect(headlineOf(scenario(name))).toBe(headline);
  });

  it('does not claim the target for a ready component that has not achieved it', () => {
    const report = scenario('ready');
    componentOf(report).achievedStage = 'development';
    expect(headlineOf(report)).toBe(
      'Ready: every required gate of cache holds (target staging, achieved so far: development)',
    );
  });

  it('says why a component without open rows is inconclusive', () => {
    const report = scenario('ready');
    report.verdict = 'inconclusive';
    Object.assign(componentOf(report), { verdict: 'inconclusive', achievedStage: null });
    expect(headlineOf(report)).toBe(
      'Inconclusive: nothing proves that cache has earned staging (evidence has nothing to judge at some stage)',
    );
  });

  it('does not wait for reviews that could not be read', () => {
    const report = scenario('waiting-for-approval');
    const row = rowOf(report, 'code-reviewed', 'development');
    row.status = 'error';
    expect(headlineOf(report)).toBe('Inconclusive: nothing proves that cache has earned staging (1 gate is in error)');
  });

  it('names the problems of a run whose components are all ready', () => {
    const report = {
      ...scenario('ready'),
      verdict: 'inconclusive' as const,
      problems: scenario('problems-only').problems,
    };
    expect(headlineOf(report)).toBe('Inconclusive: 2 problems of the run');
  });

  it('says that no component is affected', () => {
    const report = scenario('ready');
    componentOf(report).affected = false;
    expect(headlineOf(report)).toBe('Ready: no component is affected');
  });

  it('is one line without control characters, however hostile the id', () => {
    const report = scenario('blocked');
    componentOf(report).id = 'a\n\u001b[31m::error::b\u0007\u202e';
    expect(headlineOf(report)).toBe('Blocked: a ::error::b has not earned staging (1 gate fails, 1 is missing)');
  });
});
