import { describe, expect, it } from '@jest/globals';
import { declaredStage, rankOf, stageNamed, stagesUpTo, type Ladder } from '../../src/policy/index.ts';

const ladder: Ladder = { stages: ['development', 'staging', 'production'] };

describe('a stage', () => {
  it.each([
    ['staging', 'staging'],
    ['Staging', 'staging'],
    ['`staging`', 'staging'],
    ['staging (after the migration)', 'staging'],
    ['Production Stage', 'production'],
    ['Stage: production', 'production'],
    ['dev', 'development'],
    ['prod', 'production'],
  ])('is recognised in %s', (written, stage) => {
    expect(stageNamed(ladder, written)).toBe(stage);
  });

  it.each(['beta', '', 'staging or production', '[development | staging | production]', 'constructor'])(
    'is not recognised in "%s"',
    (written) => {
      expect(stageNamed(ladder, written)).toBeNull();
    },
  );

  it('of a ladder of one’s own is known by its own names only', () => {
    const medals = { stages: ['bronze', 'silver', 'gold'] };
    expect(stageNamed(medals, 'Silver')).toBe('silver');
    expect(stageNamed(medals, 'dev')).toBeNull();
  });
});

describe('a status', () => {
  it.each([
    ['Draft', null],
    ['Draft (rewriting)', null],
    ['In Development', 'development'],
    ['Staging', 'staging'],
    ['Production', 'production'],
    ['[Draft | In Development | Staging | Production]', undefined],
    ['Retired', undefined],
  ])('%s declares %s', (status, stage) => {
    expect(declaredStage(ladder, status)).toBe(stage);
  });
});

describe('the ladder', () => {
  it('ranks its stages from the lowest', () => {
    expect(['development', 'staging', 'production'].map((stage) => rankOf(ladder, stage))).toEqual([0, 1, 2]);
    expect(rankOf(ladder, null)).toBe(-1);
    expect(stagesUpTo(ladder, 'staging')).toEqual(['development', 'staging']);
    expect(stagesUpTo(ladder, null)).toEqual([]);
  });
});
