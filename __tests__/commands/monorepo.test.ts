import { afterAll, describe, expect, it } from '@jest/globals';
import type { CheckOutcome } from '../../src/commands/index.ts';
import { removeRepositories } from '../repository.ts';
import { brokenMonorepo, measureInPackage, monorepo } from './monorepo.ts';

afterAll(removeRepositories);

function row({ report }: CheckOutcome, component: string, gate: string) {
  return report.components.find(({ id }) => id === component)?.results.find((one) => one.gate === gate);
}

describe('packages with files of the same names, each measured in its own folder', () => {
  it('have their own coverage and tests', async () => {
    const repository = monorepo();
    measureInPackage(repository, 'a');
    measureInPackage(repository, 'b');
    const outcome = await repository.check();
    for (const id of ['a', 'b']) {
      expect(row(outcome, id, 'min-coverage')).toMatchObject({ status: 'pass', actual: { covered: 18, total: 20 } });
      expect(row(outcome, id, 'unit-tests-pass')).toMatchObject({ status: 'pass', actual: { passed: 1 } });
    }
    expect(outcome.report.problems).toEqual([]);
  });

  it('lend each other nothing: the one without reports has an error, and ambiguous paths are named', async () => {
    const outcome = await brokenMonorepo().check();
    expect(row(outcome, 'a', 'min-coverage')?.status).toBe('pass');
    expect(row(outcome, 'b', 'min-coverage')?.status).toBe('error');
    expect(row(outcome, 'b', 'unit-tests-pass')?.status).toBe('missing');
    expect(outcome.report.problems.map(({ code }) => code)).toContain('path-ambiguous');
  });
});
