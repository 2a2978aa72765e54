import { afterAll, describe, expect, it } from '@jest/globals';
import type { Result } from '../../src/model/index.ts';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

const spec = 'specs/ratelimit.md';
const prose = `${Array.from({ length: 20 }, (_none, index) => `word${index}`).join(' ')}\n`;

async function row(repository: Repository, gate: string): Promise<Result> {
  const [first] = rowsOf(await repository.check({ stage: 'production' }), gate, 'production');
  if (first === undefined) throw new Error(`there is no row of ${gate}`);
  return first;
}

const reasons = ({ findings }: Result): string[] =>
  findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ message, path, line }) => `${path ?? ''}:${line ?? ''} ${message}`);

function lineOf(repository: Repository, text: string): number {
  return repository.read(spec).split(text)[0]?.split('\n').length ?? 0;
}

function secondComponent(repository: Repository): void {
  repository.write('specs/tracing.md', '# Component Specification: Tracing\n\n**Component ID:** `tracing`\n');
  repository.write('src/tracing/log.py', 'x = 1\n');
}

describe('user-docs-present', () => {
  const gate = 'user-docs-present';

  it('is missing without a document, and says where to write one', async () => {
    const result = await row(exampleRepository(), gate);
    expect(result.status).toBe('missing');
    expect(reasons(result)[0]).toContain('docs/user-guide.md');
  });

  it('fails on a stub', async () => {
    const repository = exampleRepository();
    repository.write('docs/user-guide.md', '# User guide\n\n## Troubleshooting\n\nTo be written.\n');
    expect(await row(repository, gate)).toMatchObject({
      status: 'fail',
      findings: [{ path: 'docs/user-guide.md', line: 1 }],
    });
  });

  it('fails with the line of the listed heading that nothing covers', async () => {
    const repository = exampleRepository();
    repository.write('docs/user-guide.md', `# User guide\n\n${prose}`);
    const result = await row(repository, gate);
    expect(result.status).toBe('fail');
    expect(reasons(result)).toEqual([
      `${spec}:${lineOf(repository, '- [ ] Troubleshooting guide')} "Troubleshooting guide" is no heading of docs/user-guide.md.`,
    ]);
  });

  it('passes when the headings are covered, also by another document of the component', async () => {
    const repository = exampleRepository();
    repository.write('docs/user-guide.md', `# Limits for users\n\n${prose}`);
    repository.write('docs/troubleshooting.md', `# Help\n\n${prose}`);
    const result = await row(repository, gate);
    expect(result).toMatchObject({ status: 'pass', evidence: [{ path: 'docs/user-guide.md', format: 'markdown' }] });
  });

  it('asks a specification that lists nothing only for a document', async () => {
    const repository = exampleRepository();
    repository.edit(spec, /### User Documentation\n[^#]*/, '');
    repository.write('docs/ratelimit.md', prose);
    expect((await row(repository, gate)).status).toBe('pass');
  });

  it('takes neither the README nor the specification for it', async () => {
    const repository = exampleRepository();
    repository.edit('src/ratelimit/README.md', /^# .*$/m, '# User guide\n\n## Troubleshooting');
    repository.write('README.md', `# User guide\n\n${prose}`);
    expect((await row(repository, gate)).status).toBe('missing');
  });

  it('is missing among several components unless the document names its own', async () => {
    const repository = exampleRepository();
    secondComponent(repository);
    repository.write('docs/user-guide.md', `# User guide\n\n## Troubleshooting\n\n${prose}`);
    expect((await row(repository, gate)).status).toBe('missing');
    repository.write('docs/user-guide.md', `# User guide\n\n## Rate Limiter\n\n${prose}\n## Troubleshooting\n`);
    expect((await row(repository, gate)).status).toBe('pass');
  });

  it('looks where the configuration says, and asks for each file and heading of it', async () => {
    const repository = exampleRepository();
    repository.edit(
      '.github/maturity.yml',
      "paths: ['src/ratelimit/**']",
      "paths: ['src/ratelimit/**'], gates: { user-docs-present: { files: [wiki/limits.md, wiki/faq.txt], headings: [Quotas] } }",
    );
    repository.write('wiki/limits.md', `# Limits\n\n## Troubleshooting\n\n${prose}`);
    expect(reasons(await row(repository, gate))).toEqual([': No document matches "wiki/faq.txt".']);
    repository.write('wiki/faq.txt', prose);
    expect(reasons(await row(repository, gate))).toEqual([': "Quotas" is no heading of wiki/limits.md, wiki/faq.txt.']);
    repository.write('wiki/faq.txt', `# Quotas\n\n${prose}`);
    expect((await row(repository, gate)).status).toBe('pass');
  });

  it('looks where a binding comment says', async () => {
    const repository = exampleRepository();
    repository.edit(
      spec,
      '- [ ] User documentation complete',
      '- [ ] User documentation complete <!-- gate: user-docs-present files=wiki/limits.md words=30 -->',
    );
    repository.write('wiki/limits.md', `# Troubleshooting\n\n${prose}`);
    expect(reasons(await row(repository, gate))).toEqual([
      'wiki/limits.md:1 The document has 20 words outside headings and code; under 30 it is a stub.',
    ]);
  });

  it('is an error when the only document is not text', async () => {
    const repository = exampleRepository();
    repository.write('docs/user-guide.md', new Uint8Array([0xff, 0xfe, 0xff]));
    expect((await row(repository, gate)).status).toBe('error');
  });
});

describe('runbook-present', () => {
  const gate = 'runbook-present';

  it.each(['RUNBOOK.md', 'docs/ops/runbook.md', 'runbooks/ratelimit.md', 'src/ratelimit/RUNBOOK.md'])(
    'finds %s',
    async (path) => {
      const repository = exampleRepository();
      repository.write(path, `# Runbook\n\n## Rolling out\n\n${prose}\n## Rollback\n\nPin the version.\n`);
      expect(await row(repository, gate)).toMatchObject({ status: 'pass', actual: { documents: [{ path }] } });
    },
  );

  it('is missing without one, though there is user documentation', async () => {
    const repository = exampleRepository();
    repository.write('docs/user-guide.md', `# Rollback\n\n${prose}`);
    expect((await row(repository, gate)).status).toBe('missing');
  });

  it('fails when it does not cover a listed procedure', async () => {
    const repository = exampleRepository();
    repository.write('docs/runbook.md', `# Runbook\n\n${prose}`);
    expect(reasons(await row(repository, gate))[0]).toContain('"Rollback procedures" is no heading of docs/runbook.md');
  });
});

describe('monitoring-configured', () => {
  const gate = 'monitoring-configured';
  const rules = `groups:
  - name: ratelimit
    rules:
      - alert: RateLimitRefusalsHigh
        expr: sum(rate(ratelimit_requests_total{decision="refused"}[10m])) > 0.25
`;

  it('passes when the declared metric and alert are found', async () => {
    const repository = exampleRepository();
    repository.write('deploy/ratelimit-alerts.yml', rules);
    expect(await row(repository, gate)).toMatchObject({
      status: 'pass',
      evidence: [{ path: 'deploy/ratelimit-alerts.yml', format: 'prometheus-rules' }],
    });
  });

  it('fails with the line of each metric and alert that is not found', async () => {
    const repository = exampleRepository();
    repository.write('deploy/alerts.yml', rules.replace('RateLimitRefusalsHigh', 'RefusalsHigh').replace('_total', ''));
    const result = await row(repository, gate);
    expect(result.status).toBe('fail');
    expect(reasons(result)).toEqual([
      `${spec}:${lineOf(repository, '- `ratelimit_requests_total`')} The metric "ratelimit_requests_total" is in no alert rule and on no dashboard.`,
      `${spec}:${lineOf(repository, '- `RateLimitRefusalsHigh`')} The alert "RateLimitRefusalsHigh" has no alert rule.`,
    ]);
  });

  it('is missing without files, and when the specification declares nothing', async () => {
    const repository = exampleRepository();
    repository.write('deploy/service.yml', 'kind: Service\n');
    expect(reasons(await row(repository, gate))).toEqual([': No alert rules and no dashboards were found.']);
    repository.write('deploy/alerts.yml', rules);
    repository.edit(spec, /- `ratelimit_requests_total`.*\n/, 'None yet.\n');
    repository.edit(spec, /- `RateLimitRefusalsHigh`.*\n/, 'None yet.\n');
    expect(reasons(await row(repository, gate))).toEqual([
      ': The specification declares no metric to track and no alert.',
    ]);
  });

  it('is an error with its line when a file of rules is broken', async () => {
    const repository = exampleRepository();
    repository.write('deploy/alerts.yml', rules);
    repository.write('deploy/other-alerts.yml', rules.replace('rules:', 'rules: ['));
    expect(await row(repository, gate)).toMatchObject({ status: 'error' });
    expect(reasons(await row(repository, gate))[0]).toMatch(/^deploy\/other-alerts\.yml:\d+ /);
  });

  it('looks only at the files that the configuration names, each of which has to be monitoring', async () => {
    const repository = exampleRepository();
    repository.write('deploy/alerts.yml', rules);
    const setting = "paths: ['src/ratelimit/**'], gates: { monitoring-configured: { files: [k8s/slo.yaml] } }";
    repository.edit('.github/maturity.yml', "paths: ['src/ratelimit/**']", setting);
    expect((await row(repository, gate)).status).toBe('missing');
    repository.write('k8s/slo.yaml', 'kind: Service\n');
    expect((await row(repository, gate)).status).toBe('error');
    repository.write('k8s/slo.yaml', rules);
    expect((await row(repository, gate)).status).toBe('pass');
  });
});

describe('complexity and api-documented', () => {
  function asked() {
    const repository = exampleRepository();
    repository.edit(
      spec,
      '- [ ] Production deployment successful',
      '- [ ] Cyclomatic complexity <10\n- [ ] All public APIs documented\n- [ ] Production deployment successful',
    );
    return repository;
  }
  const place = { row: 3, column: 1 };
  const report = (code: string, message: string, filename = '/ci/repo/src/ratelimit/bucket.py') =>
    JSON.stringify([{ cell: null, code, message, filename, location: place, end_location: place, severity: 'error' }]);
  const complex = (value: number, limit: number, path?: string) =>
    report('C901', `\`f\` is too complex (${value} > ${limit})`, path);
  const undocumented = (path?: string) => report('D103', 'Missing docstring in public function', path);

  it('are missing with a linter’s report that does not say what it looked for', async () => {
    const repository = asked();
    expect((await row(repository, 'complexity')).status).toBe('missing');
    expect((await row(repository, 'api-documented')).status).toBe('missing');
  });

  it('hold with empty reports whose names say so, their scope unproven', async () => {
    const repository = asked();
    repository.write('reports/ruff-complexity.json', '[]');
    repository.write('reports/ruff-docs.json', '[]');
    for (const gate of ['complexity', 'api-documented']) {
      const result = await row(repository, gate);
      expect([gate, result.status]).toEqual([gate, 'pass']);
      expect(result.findings.map(({ message }) => message).join()).toContain('Scope unproven');
    }
  });

  it('fail on what a linter’s report says of them, with file and line', async () => {
    const repository = asked();
    repository.write('reports/ruff.json', complex(12, 10));
    repository.write('reports/ruff-2.json', undocumented());
    expect(reasons(await row(repository, 'complexity'))).toEqual([
      'src/ratelimit/bucket.py:3 `f` is too complex (12 > 10)',
    ]);
    expect(reasons(await row(repository, 'api-documented'))).toEqual([
      'src/ratelimit/bucket.py:3 D103: Missing docstring in public function',
    ]);
  });

  it.each([
    [9, 5, 'pass'],
    [10, 9, 'fail'],
    [12, 10, 'fail'],
  ])('judge the figure: %d, reported above %d, against the limit of 10: %s', async (value, limit, status) => {
    const repository = asked();
    repository.write('reports/ruff-complexity.json', complex(value, limit));
    expect((await row(repository, 'complexity')).status).toBe(status);
  });

  it('are missing when the tool tolerates as much as the limit forbids', async () => {
    const repository = asked();
    repository.write('reports/ruff-complexity.json', complex(12, 10, '/ci/repo/tests/test_ratelimit.py'));
    const result = await row(repository, 'complexity');
    expect(result.status).toBe('missing');
    expect(reasons(result)[0]).toContain('set its max-complexity to 9');
  });

  it('leave the linter’s own row alone where the report is theirs', async () => {
    const repository = asked();
    repository.write('reports/ruff-complexity.json', complex(12, 10));
    repository.write('reports/ruff-docs.json', undocumented());
    const [lint] = rowsOf(await repository.check(), 'lint-clean', 'development');
    expect(lint?.status).toBe('pass');
    repository.write('reports/ruff.json', undocumented());
    const [counted] = rowsOf(await repository.check(), 'lint-clean', 'development');
    expect(counted?.status).toBe('fail');
  });

  it('are errors with a broken report of their own, and the linter’s row is none', async () => {
    const repository = asked();
    repository.write('reports/ruff-complexity.json', '[{"code": "C901", "filename": "a.py", "end_location"');
    expect((await row(repository, 'complexity')).status).toBe('error');
    const [lint] = rowsOf(await repository.check(), 'lint-clean', 'development');
    expect(lint?.status).toBe('pass');
  });

  it('take pyright’s report of a package only for the component that the package is', async () => {
    const repository = asked();
    const completeness = (name: string) =>
      JSON.stringify({
        version: '1.1.414',
        generalDiagnostics: [],
        summary: { filesAnalyzed: 2, errorCount: 0, warningCount: 0, informationCount: 0 },
        typeCompleteness: {
          packageName: name,
          packageRootDirectory: `/ci/repo/src/${name}`,
          missingFunctionDocStringCount: 0,
          missingClassDocStringCount: 0,
          modules: [{ name }, { name: `${name}.bucket` }],
          symbols: [],
        },
      });
    repository.write('src/other/__init__.py', 'x = 1\n');
    repository.write('src/other/bucket.py', 'x = 1\n');
    repository.write('reports/pyright-verifytypes.json', completeness('other'));
    expect((await row(repository, 'api-documented')).status).toBe('missing');
    repository.write('reports/pyright-verifytypes.json', completeness('ratelimit'));
    expect((await row(repository, 'api-documented')).status).toBe('pass');
    const [types] = rowsOf(await repository.check(), 'types-clean', 'development');
    expect(types?.status).toBe('pass');
  });
});
