import { describe, expect, it } from '@jest/globals';
import {
  deploymentsOfCommit,
  environmentOf,
  readEnvironment,
  rollbacksOf,
  runningDeployment,
} from '../../src/gates/deployments.ts';
import { nothingKnown } from '../../src/gates/facts.ts';
import type { DeploymentHistory } from '../../src/gates/known-facts.ts';

const NOW = '2026-11-22T12:00:00Z';
const moment = (day: number, hour = 0) =>
  `2026-11-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;

/** A deployment created at midnight of a day, with a status an hour. */
const deployed = (sha: string, day: number, ...states: string[]) => ({
  environment: 'staging',
  sha,
  createdAt: moment(day),
  statuses: states.map((state, index) => ({ state, createdAt: moment(day, index + 1) })),
});
const historyOf = (deployments: DeploymentHistory['deployments'], more: Partial<DeploymentHistory> = {}) => ({
  deployments,
  commit: null,
  ancestry: null,
  changedFiles: new Map<string, string[]>(),
  ...more,
});
const read = (...deployments: DeploymentHistory['deployments']) =>
  readEnvironment(historyOf(deployments), 'staging', NOW).deployments;
const outcomesOf = (...deployments: DeploymentHistory['deployments']) =>
  read(...deployments).map(({ sha, outcome }) => `${sha} ${outcome}`);
const problemsOf = (...deployments: DeploymentHistory['deployments']) =>
  readEnvironment(historyOf(deployments), 'staging', NOW).problems.map(({ code }) => code);
const backs = (...deployments: DeploymentHistory['deployments']) =>
  rollbacksOf(read(...deployments), null).map(({ from, to }) => `${from.sha} to ${to.sha}`);

describe('The deployments to an environment', () => {
  it('stand in the order in which they were made, whatever the order of the file', () => {
    expect(outcomesOf(deployed('c2', 3, 'failure'), deployed('c1', 1, 'success'), deployed('c3', 5))).toEqual([
      'c1 succeeded',
      'c2 failed',
      'c3 pending',
    ]);
  });

  it('are told by the newest status, whatever the order of the file', () => {
    const one = deployed('c1', 1, 'in_progress', 'success');
    expect(outcomesOf({ ...one, statuses: [...one.statuses].reverse() })).toEqual(['c1 succeeded']);
  });

  it('are compared by name without case', () => {
    const history = historyOf([{ ...deployed('c1', 1, 'success'), environment: 'Staging' }]);
    expect(readEnvironment(history, 'staging', NOW).deployments).toHaveLength(1);
    expect(readEnvironment(history, 'production', NOW).deployments).toEqual([]);
  });

  it('take the graver one of two statuses of the same second', () => {
    const at = (...states: string[]) => ({
      ...deployed('c1', 1),
      statuses: states.map((state) => ({ state, createdAt: moment(1, 1) })),
    });
    expect(outcomesOf(at('success', 'in_progress'), at('failure', 'success'))).toEqual(['c1 succeeded', 'c1 failed']);
  });

  it('may be written in capitals', () => {
    expect(outcomesOf(deployed('C1', 1, 'IN_PROGRESS', 'SUCCESS'))).toEqual(['c1 succeeded']);
  });

  it('prove nothing when a date lies in the future, or before the deployment, or a state is unknown', () => {
    expect(problemsOf(deployed('c1', 23))).toEqual(['deployment-in-future']);
    expect(problemsOf({ ...deployed('c1', 22), statuses: [{ state: 'success', createdAt: moment(22, 13) }] })).toEqual([
      'deployment-in-future',
    ]);
    expect(problemsOf({ ...deployed('c1', 10), statuses: [{ state: 'success', createdAt: moment(9) }] })).toEqual([
      'deployment-unordered',
    ]);
    expect(problemsOf(deployed('c1', 10, 'constructor'))).toEqual(['deployment-state']);
    expect(problemsOf(deployed('c1', 22, 'success'))).toEqual([]);
  });
});

describe('The deployment that runs', () => {
  const running = (...deployments: DeploymentHistory['deployments']) => runningDeployment(read(...deployments))?.sha;

  it('is the last one to succeed', () => {
    expect(running(deployed('c1', 1, 'success'), deployed('c2', 2, 'success'), deployed('c3', 3, 'failure'))).toBe(
      'c2',
    );
  });

  it('is none when that one is over', () => {
    expect(running(deployed('c1', 1, 'success'), deployed('c2', 2, 'success', 'inactive'))).toBeUndefined();
    expect(running(deployed('c1', 1, 'pending'))).toBeUndefined();
    expect(running()).toBeUndefined();
  });
});

describe('A rollback', () => {
  it('puts an older commit in the place of a newer one', () => {
    expect(backs(deployed('c1', 1, 'success'), deployed('c2', 2, 'success'), deployed('c1', 3, 'success'))).toEqual([
      'c2 to c1',
    ]);
  });

  it('is not the way forward again', () => {
    const back = [deployed('c1', 1, 'success'), deployed('c2', 2, 'success'), deployed('c1', 3, 'success')];
    expect(backs(...back, deployed('c2', 4, 'success'), deployed('c3', 5, 'success'))).toEqual(['c2 to c1']);
  });

  it('needs both to have succeeded', () => {
    expect(backs(deployed('c1', 1, 'success'), deployed('c2', 2, 'failure'), deployed('c1', 3, 'success'))).toEqual([]);
    expect(backs(deployed('c1', 1, 'success'), deployed('c2', 2, 'success'), deployed('c1', 3, 'error'))).toEqual([]);
  });

  it('is told by git where both commits are on the main line', () => {
    const ancestry = { commits: ['c2', 'c1'], mainline: ['c2', 'c1'], complete: true };
    const between = (...deployments: DeploymentHistory['deployments']) =>
      rollbacksOf(read(...deployments), ancestry).length;
    expect(between(deployed('c2', 1, 'success'), deployed('c1', 2, 'success'))).toBe(1);
    expect(between(deployed('c1', 1, 'success'), deployed('c2', 2, 'success'))).toBe(0);
  });
});

describe('The deployments of a commit', () => {
  const all = read(deployed('c1', 1, 'success'), deployed('c2', 2, 'failure'), deployed('x', 3, 'success'));
  const shas = (more: Partial<DeploymentHistory>) =>
    deploymentsOfCommit(all, historyOf([], more)).deployments.map(({ sha }) => sha);
  const known = (...commits: string[]) => ({ commits, mainline: commits, complete: true });

  it('are its own', () => {
    expect(shas({ commit: 'x' })).toEqual(['x']);
    expect(shas({ commit: 'c1', ancestry: known('c1') })).toEqual(['c1']);
  });

  it('are else those of the nearest commit before it', () => {
    expect(shas({ commit: 'c3', ancestry: known('c2', 'c1') })).toEqual(['c2']);
  });

  it('are none where ancestry can’t be known, and the finding says so', () => {
    const { deployments, findings } = deploymentsOfCommit(all, historyOf([], { commit: 'c3' }));
    expect([deployments, findings[0]?.outcome]).toEqual([[], 'fail']);
    expect(findings[0]?.message).toContain("can't be known");
  });

  it('are none in a clone too shallow to know, and the finding says how to mend it', () => {
    const ancestry = { ...known(), complete: false };
    const { deployments, findings } = deploymentsOfCommit(all, historyOf([], { commit: 'c3', ancestry }));
    expect(deployments).toEqual([]);
    expect(findings[0]?.message).toContain('fetch-depth: 0');
  });

  it('are all where no commit is known', () => {
    expect(shas({})).toEqual(['c1', 'c2', 'x']);
  });
});

it('A stage’s environment is named by the configuration, else by the stage; an alias of the stage is the stage', () => {
  const facts = {
    ...nothingKnown,
    environments: new Map([['production', 'live']]),
    stageNamed: (written: string | null) => (written === 'prod' ? 'production' : written),
  };
  expect(environmentOf(facts, 'production')).toBe('live');
  expect(environmentOf(facts, 'prod')).toBe('live');
  expect(environmentOf(facts, 'staging')).toBe('staging');
  expect(environmentOf(facts, 'staging-eu')).toBe('staging-eu');
});
