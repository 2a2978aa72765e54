import { afterAll, describe, expect, it } from '@jest/globals';
import type { Result } from '../../src/model/index.ts';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const own = 'src/ratelimit/bucket.py';
const other = 'tools/release.py';
const root = '/home/runner/work/basic/basic';

async function rowOf(repository: Repository, gate: string): Promise<Result | undefined> {
  return rowsOf(await repository.check({ stage: 'development' }), gate, 'development')[0];
}

const ruffLine = (path: string): string =>
  `${JSON.stringify({
    code: 'F401',
    message: '`os` imported but unused',
    filename: `${root}/${path}`,
    location: { row: 3, column: 8 },
    end_location: { row: 3, column: 10 },
  })}\n`;

const outputs: Record<string, (path: string) => string> = {
  'ruff.jsonl': ruffLine,
  'ruff-gitlab.json': (path) =>
    JSON.stringify([
      {
        check_name: 'F401',
        description: 'F401: `os` imported but unused',
        severity: 'major',
        fingerprint: '84a1',
        location: { path, positions: { begin: { line: 3, column: 8 }, end: { line: 3, column: 10 } } },
      },
    ]),
  'ruff.rdjson.json': (path) =>
    JSON.stringify({
      diagnostics: [
        {
          code: { value: 'F401' },
          location: { path: `${root}/${path}`, range: { start: { line: 3, column: 8 } } },
          message: '`os` imported but unused',
        },
      ],
      severity: 'WARNING',
      source: { name: 'ruff' },
    }),
  'ruff.xml': (path) =>
    `<testsuites name="ruff"><testsuite name="${root}/${path}" package="org.ruff"><testcase name="org.ruff.F401" line="3" column="8">` +
    '<failure message="`os` imported but unused"/></testcase></testsuite></testsuites>',
};

describe.each(Object.entries(outputs))('ruff in %s', (name, output) => {
  const withReport = (text: string): Repository => {
    const repository = exampleRepository();
    repository.remove('reports/ruff.json');
    repository.write(other, '');
    repository.write(`reports/${name}`, text);
    return repository;
  };

  it('fails lint-clean at the line of a finding, and proves that the criterion’s ruff ran', async () => {
    const row = await rowOf(withReport(output(own)), 'lint-clean');
    expect(row).toMatchObject({ status: 'fail', actual: { errors: 1, warnings: 0, notes: 0 } });
    expect(row?.findings[0]).toMatchObject({ message: 'F401: `os` imported but unused', path: own, line: 3 });
  });

  it('passes the component when the finding is in a file of nobody', async () => {
    expect((await rowOf(withReport(output(other)), 'lint-clean'))?.status).toBe('pass');
  });

  it('is an error when it is cut, and when it is empty', async () => {
    for (const text of [output(own).trimEnd().slice(0, -2), output(own).slice(0, 9), '']) {
      expect([text, (await rowOf(withReport(text), 'lint-clean'))?.status]).toEqual([text, 'error']);
    }
  });
});

describe('ruff’s JUnit', () => {
  it('leaves the tests alone', async () => {
    const repository = exampleRepository();
    repository.write('reports/ruff.xml', outputs['ruff.xml']?.(own) ?? '');
    expect((await rowOf(repository, 'unit-tests-pass'))?.status).toBe('pass');
  });
});

describe('A tool that the criterion names', () => {
  const naming = (from: string, to: string): Repository => {
    const repository = exampleRepository();
    repository.edit('specs/ratelimit.md', from, to);
    return repository;
  };
  const eslint = (...paths: string[]): string =>
    JSON.stringify(
      paths.map((path) => ({ filePath: `${root}/${path}`, messages: [], errorCount: 0, warningCount: 0 })),
    );

  it('must be among the evidence: eslint, for a file of the component', async () => {
    const repository = naming('Linting clean (ruff)', 'Linting clean (eslint)');
    repository.write(other, '');
    expect((await rowOf(repository, 'lint-clean'))?.status).toBe('missing');
    for (const [report, status] of [
      ['[]', 'missing'],
      [eslint(other), 'missing'],
      [eslint(own, other), 'pass'],
    ] as const) {
      repository.write('reports/eslint.json', report);
      expect([report, (await rowOf(repository, 'lint-clean'))?.status]).toEqual([report, status]);
    }
  });

  it('must speak of the component: ESLint alone on other files is no report of it', async () => {
    const repository = exampleRepository();
    repository.remove('reports/ruff.json');
    repository.write(other, '');
    repository.write('reports/eslint.json', eslint(other));
    const row = await rowOf(repository, 'lint-clean');
    expect(row?.status).toBe('missing');
    expect(row?.findings[0]?.message).toContain('covers a file of the component');
  });

  it.each([
    ['mypy', 'mypy.jsonl', '\n', '', '{"file": "src/rate'],
    ['tsc', 'tsc.txt', 'Files:   12\nLines:   34\n', '', 'Files:   12\nLines:   3'],
  ])('must have run to its end: %s', async (tool, file, clean, empty, cut) => {
    const repository = naming('Type checking clean (pyright)', `Type checking clean (${tool})`);
    expect((await rowOf(repository, 'types-clean'))?.status).toBe('missing');
    for (const [report, status] of [
      [clean, 'pass'],
      [empty, 'error'],
      [cut, 'error'],
    ] as const) {
      repository.write(`reports/${file}`, report);
      expect([report, (await rowOf(repository, 'types-clean'))?.status]).toEqual([report, status]);
    }
  });

  it('proves nothing of a file when a syntax error elsewhere stopped it: mypy', async () => {
    const repository = naming('Type checking clean (pyright)', 'Type checking clean (mypy)');
    repository.write(other, '');
    const finding = {
      file: other,
      line: 1,
      column: 0,
      message: 'invalid syntax',
      hint: null,
      code: 'syntax',
      severity: 'error',
    };
    repository.write('reports/mypy.jsonl', `${JSON.stringify(finding)}\n`);
    expect((await rowOf(repository, 'types-clean'))?.status).toBe('missing');
  });

  it('must be among the evidence: gitleaks, whose findings never show the secret', async () => {
    const repository = naming('No security issues (detect-secrets)', 'No security issues (gitleaks)');
    expect((await rowOf(repository, 'no-secrets'))?.status).toBe('missing');
    repository.write('reports/gitleaks.json', '[]');
    expect((await rowOf(repository, 'no-secrets'))?.status).toBe('pass');
    const leak = {
      RuleID: 'generic-api-key',
      File: own,
      StartLine: 3,
      Secret: 'not-a-key-EXAMPLE',
      Match: 'k=not-a-key-EXAMPLE',
    };
    repository.write('reports/gitleaks.json', JSON.stringify([leak]));
    const outcome = await repository.check({ stage: 'development' });
    const [row] = rowsOf(outcome, 'no-secrets', 'development');
    expect(row?.status).toBe('fail');
    expect(row?.findings[0]).toMatchObject({
      message: 'Possible secret (generic-api-key), not audited.',
      path: own,
      line: 3,
    });
    expect(JSON.stringify(outcome.report)).not.toContain('EXAMPLE');
  });
});

describe('A dependency audit', () => {
  const audit = (severity: string): string =>
    JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities: {
        old: { name: 'old', severity, range: '<2', via: [{ title: 'Hole', url: 'https://x/GHSA-1', severity }] },
      },
      metadata: { vulnerabilities: { total: 1 }, dependencies: { total: 7 } },
    });

  it.each([
    ['critical', 'fail'],
    ['moderate', 'pass'],
  ])('of a %s vulnerability in a lock file of nobody makes security-reviewed %s', async (severity, status) => {
    const repository = exampleRepository('production');
    repository.write('package-lock.json', '{}');
    repository.write('reports/npm-audit.json', audit(severity));
    const outcome = await repository.check({ components: ['pricing'] });
    const row = outcome.report.components
      .find(({ id }) => id === 'pricing')
      ?.results.find(({ gate }) => gate === 'security-reviewed');
    expect(row?.status).toBe(status);
    if (status === 'fail')
      expect(row?.findings).toContainEqual(
        expect.objectContaining({ message: `GHSA-1: old <2: Hole (${severity})`, path: 'package-lock.json' }),
      );
  });
});
