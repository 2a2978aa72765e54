import { emptyRepository, type Repository } from '../repository.ts';

function specification(id: string): string {
  return [
    `# ${id.toUpperCase()}`,
    '',
    `**Component ID:** \`${id}\``,
    '**Status:** Draft',
    '**Target Stage:** development',
    '',
    '## Acceptance Criteria',
    '',
    '### Development',
    '- [ ] Test coverage ≥60%',
    '- [ ] All unit tests pass',
    '',
  ].join('\n');
}

function coverage(files: string[]): string {
  const summary = { covered_lines: 9, num_statements: 10 };
  const entries = files.map((file) => [file, { summary }] as const);
  const totals = { covered_lines: 9 * files.length, num_statements: 10 * files.length };
  return JSON.stringify({
    meta: { version: '7.10.1', show_contexts: false },
    files: Object.fromEntries(entries),
    totals,
  });
}

/** Two packages with files of the same names, each with a specification of its own; without reports. */
export function monorepo(): Repository {
  const repository = emptyRepository();
  const settings = ['a', 'b'].map(
    (id) =>
      `  ${id}: { spec: specs/${id}.md, paths: ["packages/${id}/shop/**"], tests: { unit: ["packages/${id}/tests/"] } }`,
  );
  repository.write(
    '.github/maturity.yml',
    `version: 1\ncomponents:\n${settings.join('\n')}\nevidence: ["**/reports/**"]\n`,
  );
  for (const id of ['a', 'b']) {
    repository.write(`specs/${id}.md`, specification(id));
    repository.write(`packages/${id}/shop/index.py`, 'x = 1\n');
    repository.write(`packages/${id}/shop/${id}_only.py`, 'x = 1\n');
    repository.write(`packages/${id}/tests/test_index.py`, 'def test_x(): pass\n');
  }
  return repository;
}

/** What coverage.py and pytest write when they run in the folder of a package, and leave it there. */
export function measureInPackage(repository: Repository, id: string): void {
  repository.write(`packages/${id}/reports/coverage.json`, coverage(['shop/index.py', `shop/${id}_only.py`]));
  repository.write(
    `packages/${id}/reports/junit.xml`,
    '<testsuites><testsuite name="pytest" tests="1"><testcase classname="tests.test_index" name="test_x"/></testsuite></testsuites>',
  );
}

/** Package `a` is measured; of `b` there is only what can't be used. */
export function brokenMonorepo(): Repository {
  const repository = monorepo();
  measureInPackage(repository, 'a');
  repository.write(
    'reports/ambiguous.xml',
    '<coverage line-rate="1" lines-valid="1" lines-covered="1"><packages><package><classes>' +
      '<class filename="shop/index.py"><lines><line number="1" hits="1"/></lines></class>' +
      '</classes></package></packages></coverage>',
  );
  repository.write('reports/foreign.lcov', 'SF:/usr/lib/python3/json/decoder.py\nDA:1,1\nend_of_record\n');
  repository.write('reports/note.txt', 'nothing that anybody knows\n');
  repository.write('reports/ruff.json', '[{"code": ');
  return repository;
}
