import { afterAll, describe, expect, it } from '@jest/globals';
import type { TracedRequirement } from '../../src/model/index.ts';
import { render } from '../../src/commands/index.ts';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const view = { width: 80, colour: false };

async function requirementsOf(repository: Repository): Promise<TracedRequirement[]> {
  const { report } = await repository.check();
  return report.components[0]?.requirements ?? [];
}

/** `FR1 passed passed`, the outcomes of the tests that name a requirement. */
function brief({ id, tests, testCount }: TracedRequirement): string {
  return [id, ...tests.map(({ outcome }) => outcome), `of ${testCount ?? 'unknown'}`].join(' ');
}

const passed = (name: string): string => `<testcase classname="tests.test_ratelimit" name="${name}"/>`;
const failed = (name: string, file = 'tests.test_ratelimit'): string =>
  `<testcase classname="${file}" name="${name}"><failure message="no"/></testcase>`;

/** The example with other test results. */
function withTests(...cases: string[]): Repository {
  const repository = exampleRepository();
  repository.write(
    'reports/junit.xml',
    `<testsuites><testsuite name="pytest">${cases.join('')}</testsuite></testsuites>`,
  );
  return repository;
}

describe('the matrix of requirements and tests', () => {
  it('has each requirement of the example with its line, its boxes and the tests that name it', async () => {
    const repository = exampleRepository();
    const lines = repository.read('specs/ratelimit.md').split('\n');
    const named = (id: string): number =>
      repository.read('reports/junit.xml').match(new RegExp(`name="test_${id.toLowerCase()}_`, 'g'))?.length ?? 0;
    const requirements = await requirementsOf(repository);
    expect(requirements.map(({ id }) => id)).toEqual(['FR1', 'FR2', 'FR3']);
    for (const { id, title, path, line, criteria, tests, testCount } of requirements) {
      expect([path, lines[(line ?? 0) - 1]]).toEqual(['specs/ratelimit.md', `#### ${id}: ${title}`]);
      expect(criteria.total).toBeGreaterThan(0);
      expect(criteria.ticked).toBe(criteria.total);
      expect([testCount, tests.length]).toEqual([named(id), named(id)]);
      expect(new Set(tests.map((test) => test.path))).toEqual(new Set(['tests/test_ratelimit.py']));
    }
  });

  it('counts the boxes that are ticked', async () => {
    const repository = exampleRepository();
    const [before] = await requirementsOf(repository);
    repository.edit('specs/ratelimit.md', '- [x] ', '- [ ] ');
    const [after] = await requirementsOf(repository);
    expect(after?.criteria).toEqual({ ticked: (before?.criteria.ticked ?? 0) - 1, total: before?.criteria.total });
  });

  it('takes a name as a whole token, in any case, or a property of the test', async () => {
    const property = '<properties><property name="requirement" value="fr3"/></properties>';
    const repository = withTests(
      passed('test_fr1_admits'),
      passed('refuses (FR1, FR2)'),
      passed('test_fr10_other'),
      passed('test_xfr2'),
      `<testcase classname="tests.test_ratelimit" name="test_settings">${property}</testcase>`,
    );
    expect((await requirementsOf(repository)).map(brief)).toEqual([
      'FR1 passed passed of 2',
      'FR2 passed of 1',
      'FR3 passed of 1',
    ]);
  });

  it('reads an id with a dash or a point literally', async () => {
    const repository = withTests(passed('limits (fr-1)'), failed('limits [FR2.5]'), passed('limits FR2x5'));
    repository.edit('specs/ratelimit.md', '#### FR1:', '#### FR-1:');
    repository.edit('specs/ratelimit.md', '#### FR2:', '#### FR2.5:');
    expect((await requirementsOf(repository)).map(brief)).toEqual([
      'FR-1 passed of 1',
      'FR2.5 failed of 1',
      'FR3 of 0',
    ]);
  });

  it('lists failures first, and at most a hundred tests', async () => {
    const many = Array.from({ length: 150 }, (_none, index) => passed(`test_fr1_${index}`));
    const [requirement] = await requirementsOf(withTests(...many, failed('test_fr1_last')));
    expect([requirement?.tests.length, requirement?.testCount]).toEqual([100, 151]);
    expect(requirement?.tests[0]).toEqual({
      name: 'test_fr1_last',
      outcome: 'failed',
      path: 'tests/test_ratelimit.py',
    });
  });

  it('leaves out the tests of others', async () => {
    const repository = withTests(passed('test_other'), failed('test_fr1_elsewhere', 'tests.other.test_more'));
    repository.write('tests/other/test_more.py', 'pass\n');
    expect((await requirementsOf(repository)).map(brief)).toEqual(['FR1 of 0', 'FR2 of 0', 'FR3 of 0']);
  });

  it('shows no number where test results are missing or can’t be read', async () => {
    const missing = exampleRepository();
    missing.remove('reports/junit.xml');
    const broken = exampleRepository();
    broken.edit('reports/junit.xml', '</testsuites>', '');
    for (const repository of [missing, broken]) {
      expect((await requirementsOf(repository)).map(brief)).toEqual([
        'FR1 of unknown',
        'FR2 of unknown',
        'FR3 of unknown',
      ]);
      expect(await render((await repository.check()).report, 'terminal', view)).toContain('no reliable test results');
    }
  });

  it('agrees with the gate: a failing test that names a requirement keeps it from being met', async () => {
    const outcome = await withTests(passed('test_a'), failed('test_fr2_window')).check();
    expect(rowsOf(outcome, 'requirements-met')[0]?.status).toBe('fail');
    expect(outcome.report.components[0]?.requirements.map(brief)).toEqual(['FR1 of 0', 'FR2 failed of 1', 'FR3 of 0']);
  });

  it('is shown in the terminal and, collapsed, in Markdown', async () => {
    const { report } = await withTests(passed('test_fr1_admits'), failed('test_fr2_window')).check();
    const [first, second] = report.components[0]?.requirements ?? [];
    const ticked = `${first?.criteria.ticked ?? 0} of ${first?.criteria.total ?? 0} ticked`;
    const terminal = (await render(report, 'terminal', view)).replace(/\s+/g, ' ');
    expect(terminal).toContain(`Requirements × tests - FR1 ${first?.title ?? ''}: ${ticked}; 1 passed - FR2`);
    const markdown = await render(report, 'markdown', view);
    expect(markdown).toContain('<details><summary>Requirements × tests (3)</summary>');
    expect(markdown).toContain(
      `| 1 failed | ❌ failed \`test_fr2_window\` | specs/ratelimit.md:${second?.line ?? 0} |`,
    );
    expect(markdown).toContain('| no test names it | none |');
  });
});
