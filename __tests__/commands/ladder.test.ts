import { afterAll, describe, expect, it } from '@jest/globals';
import { exampleRepository, openRows, removeRepositories } from '../repository.ts';

afterAll(removeRepositories);

describe('a ladder of one’s own', () => {
  function medals() {
    const repository = exampleRepository();
    repository.write(
      '.github/maturity.yml',
      `stages:
  bronze: { gates: { unit-tests-pass: {}, docs-present: {} } }
  silver: { gates: { min-coverage: { percent: 60 } } }
  gold: { gates: { min-coverage: { percent: 80 } } }
`,
    );
    repository.edit('specs/ratelimit.md', '**Status:** In Development', '**Status:** Bronze');
    repository.edit('specs/ratelimit.md', '**Target Stage:** staging', '**Target Stage:** silver');
    repository.edit('specs/ratelimit.md', /### Development Stage/g, '### Bronze Stage');
    repository.edit('specs/ratelimit.md', /### Staging Stage/g, '### Silver Stage');
    repository.edit('specs/ratelimit.md', /### Production Stage/g, '### Gold Stage');
    repository.edit(
      'specs/ratelimit.md',
      '≥60% (development), ≥70% (staging), ≥80% (production)',
      '≥60% (bronze), ≥70% (silver), ≥80% (gold)',
    );
    return repository;
  }

  it('is climbed like the default one', async () => {
    const outcome = await medals().check();
    const [component] = outcome.report.components;
    expect(outcome.report.stages).toEqual(['bronze', 'silver', 'gold']);
    expect([component?.declaredStatus, component?.targetStage, component?.achievedStage]).toEqual([
      'Bronze',
      'silver',
      'bronze',
    ]);
    expect(openRows(outcome)).toEqual([
      'silver integration-tests-pass missing',
      'silver min-coverage fail',
      'silver no-performance-regression missing',
    ]);
  });

  it('does not know the default names', async () => {
    const { report, exitCode } = await medals().check({ stage: 'staging' });
    expect([exitCode, report.problems[0]?.hint]).toEqual([3, 'Expected one of bronze, silver, gold.']);
  });

  it('is inconclusive where a stage has no gate that evidence decides', async () => {
    const repository = exampleRepository();
    repository.write(
      '.github/maturity.yml',
      'stages: { bronze: { gates: {} }, silver: { gates: { unit-tests-pass: {} } } }\n',
    );
    repository.write(
      'specs/ratelimit.md',
      repository
        .read('specs/ratelimit.md')
        .replace('**Target Stage:** staging', '**Target Stage:** bronze')
        .replace('**Status:** In Development', '**Status:** Draft')
        .replace(
          /## Acceptance Criteria[\s\S]*?(?=\n## )/,
          '## Acceptance Criteria\n\n### Bronze Stage\n- [x] The team is proud of it\n',
        )
        .replace(/## Maturity Targets[\s\S]*?(?=\n## )/, '')
        .replace(/\*\*Coverage Target:\*\*.*\n/g, '')
        .replace(/### Non-Functional Requirements[\s\S]*?(?=\n## )/, ''),
    );
    const { report, exitCode } = await repository.check();
    expect([exitCode, report.verdict, report.components[0]?.achievedStage]).toEqual([2, 'inconclusive', null]);
    expect(report.problems.map(({ code }) => code)).toEqual(['stage-unproven']);
  });
});
