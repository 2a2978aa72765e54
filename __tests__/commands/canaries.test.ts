import { afterAll, describe, expect, it } from '@jest/globals';
import { gates } from '../../src/gates/index.ts';
import { exampleRepository, removeRepositories, type Repository } from '../repository.ts';

/**
 * A canary for each gate: one mutation of the example that is green up to production, which turns exactly that gate red.
 * A gate without a canary fails the test: nobody would notice if it stopped blocking.
 */

afterAll(removeRepositories);

const spec = 'specs/pricing.md';
const configuration = '.github/maturity.yml';

/** The files of the component, as the configuration says them. */
const ownFiles = "paths: ['src/pricing/**']";

const configure =
  (yaml: string) =>
  (repository: Repository): void => {
    repository.edit(configuration, /$/, `\n${yaml}\n`);
  };

const canaries: Record<string, (repository: Repository) => void> = {
  'spec-complete': (repository) => {
    repository.edit(spec, '# Component Specification: Pricing', '# Pricing');
    repository.edit(spec, '**Priority:** High', '**Priority:** [High | Medium | Low]');
  },
  'policy-unweakened': (repository) => {
    // Whoever approves the change approves the weakening too: where reviews are not asked for, nobody has.
    repository.edit(configuration, ownFiles, `${ownFiles}, gates: { code-reviewed: { off: "two maintainers only" } }`);
    repository.edit('reports/reviews.json', 'APPROVED', 'COMMENTED');
    const base = repository.commit('Base');
    repository.edit('reports/deployments.json', /"sha": "\w+"/g, `"sha": "${base}"`);
    repository.edit(spec, /≥85%/g, '≥81%');
  },
  'requirements-met': (repository) => {
    repository.edit(spec, '- [x] No price falls below zero', '- [ ] No price falls below zero');
  },
  'unit-tests-pass': failing('tests.unit.test_pricing'),
  'integration-tests-pass': failing('tests.integration.test_pricing'),
  'e2e-tests-pass': failing('tests.e2e.test_pricing'),
  'min-coverage': (repository) => {
    repository.write('reports/coverage.json', uncovered(repository.read('reports/coverage.json'), 'src/pricing/'));
  },
  'lint-clean': (repository) => {
    repository.write('reports/ruff.json', ruffFinding('F401', 'unused import'));
  },
  'types-clean': (repository) => {
    const report = JSON.parse(repository.read('reports/pyright.json')) as {
      generalDiagnostics: unknown[];
      summary: { errorCount: number };
    };
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } };
    report.generalDiagnostics.push({
      file: '/home/runner/work/production/production/src/pricing/quote.py',
      severity: 'error',
      message: 'wrong',
      range,
    });
    report.summary.errorCount = 1;
    repository.write('reports/pyright.json', JSON.stringify(report));
  },
  'no-secrets': (repository) => {
    const scan = JSON.parse(repository.read('reports/secrets.json')) as { results: Record<string, unknown> };
    scan.results['src/pricing/quote.py'] = [
      {
        type: 'Secret Keyword',
        filename: 'src/pricing/quote.py',
        hashed_secret: '0123456789abcdef0123456789abcdef01234567',
        is_verified: false,
        line_number: 3,
      },
    ];
    repository.write('reports/secrets.json', JSON.stringify(scan));
  },
  'docs-present': (repository) => {
    repository.write('src/pricing/README.md', '# Pricing\n\nTo do.\n');
  },
  'code-reviewed': configure('stages: { development: { gates: { code-reviewed: { approvals: 2 } } } }'),
  'dependencies-ready': (repository) => {
    repository.edit(spec, '- `money` (staging)', '- `money` (production)');
  },
  'no-performance-regression': (repository) => {
    // Benchmarks are everybody's: the required component regresses too, so less is asked of it.
    repository.edit(spec, '- `money` (staging)', '- `money` (development)');
    const baseline = JSON.parse(repository.read('baseline/benchmark.json')) as {
      benchmarks: { fullname: string; stats: Record<string, unknown> }[];
    };
    for (const { stats } of baseline.benchmarks.filter(({ fullname }) => fullname.includes('test_pricing'))) {
      for (const [name, value] of Object.entries(stats))
        if (typeof value === 'number' && value < 1) stats[name] = value / 100;
    }
    repository.write('baseline/benchmark.json', JSON.stringify(baseline));
  },
  deployed: (repository) => {
    repository.edit(
      'reports/deployments.json',
      '"state": "success", "createdAt": "2026-11-12',
      '"state": "failure", "createdAt": "2026-11-12',
    );
  },
  'stability-period': (repository) => {
    repository.edit(configuration, ownFiles, `${ownFiles}, gates: { stability-period: { days: 400 } }`);
  },
  'security-reviewed': (repository) => {
    const location = {
      physicalLocation: { artifactLocation: { uri: 'src/pricing/quote.py' }, region: { startLine: 3 } },
    };
    const result = { ruleId: 'eval', level: 'error', message: { text: 'eval of input' }, locations: [location] };
    repository.edit('reports/ast-grep.sarif', '"results": []', `"results": ${JSON.stringify([result])}`);
  },
  'monitoring-configured': (repository) => {
    repository.edit('ops/prometheus/alerts.yml', 'alert: PricingDown', 'alert: PricingGone');
  },
  'rollback-tested': (repository) => {
    repository.edit('reports/junit.xml', /rollback/g, 'wayback');
  },
  'user-docs-present': (repository) => {
    repository.write('docs/user-guide.md', '# User guide of pricing\n\nTo do.\n');
  },
  'runbook-present': (repository) => {
    repository.write('docs/runbook.md', '# Runbook of pricing\n\nTo do.\n');
  },
  'slo-met': (repository) => {
    repository.edit('reports/metrics.json', '"value": 0.99987', '"value": 0.99');
  },
  complexity: (repository) => {
    repository.write('reports/ruff-complexity.json', ruffFinding('C901', '`make_quote` is too complex (12 > 1)'));
  },
  'api-documented': (repository) => {
    repository.write('reports/ruff-docs.json', ruffFinding('D103', 'Missing docstring in public function'));
  },
  approved: (repository) => {
    repository.edit(spec, /(- \[x\] Product Owner: [^-]+) - [\d-]+/, '$1');
  },
  attested: (repository) => {
    repository.edit(spec, '- [x] Runbook created', '- [x] Runbook created\n- [ ] The sales department was told');
  },
};

/** The coverage report with no line or branch of a folder executed. */
function uncovered(report: string, folder: string): string {
  interface Summary {
    covered_lines: number;
    missing_lines: number;
    num_statements: number;
    covered_branches: number;
    missing_branches: number;
    num_branches: number;
  }
  interface File {
    summary: Summary;
    executed_lines: number[];
    missing_lines: number[];
    executed_branches: number[][];
    missing_branches: number[][];
  }
  const coverage = JSON.parse(report) as { files: Record<string, File>; totals: Summary };
  for (const [path, file] of Object.entries(coverage.files)) {
    if (!path.startsWith(folder)) continue;
    const { summary } = file;
    coverage.totals.covered_lines -= summary.covered_lines;
    coverage.totals.missing_lines += summary.covered_lines;
    coverage.totals.covered_branches -= summary.covered_branches;
    coverage.totals.missing_branches += summary.covered_branches;
    Object.assign(summary, {
      covered_lines: 0,
      missing_lines: summary.num_statements,
      covered_branches: 0,
      missing_branches: summary.num_branches,
    });
    Object.assign(file, {
      missing_lines: file.executed_lines,
      executed_lines: [],
      missing_branches: file.executed_branches,
      executed_branches: [],
    });
  }
  return JSON.stringify(coverage);
}

function failing(module: string): (repository: Repository) => void {
  return (repository) => {
    repository.edit(
      'reports/junit.xml',
      new RegExp(`(<testcase classname="${module}[^"]*" name=")[^"]*("[^>]*?) ?/>`),
      '$1test_canary$2><failure message="no"/></testcase>',
    );
  };
}

function ruffFinding(code: string, message: string): string {
  const place = { row: 3, column: 1 };
  const filename = '/home/runner/work/production/production/src/pricing/quote.py';
  return JSON.stringify([
    { cell: null, code, filename, location: place, end_location: place, message, fix: null, noqa_row: 3, url: null },
  ]);
}

/** Gates of pricing's required rows that do not hold. */
async function red(repository: Repository, base: string | null = null): Promise<string[]> {
  const { report } = await repository.check(
    { promotion: true, baseline: ['baseline/**'], components: ['pricing'] },
    base,
  );
  const rows = report.components.flatMap(({ results }) => results);
  const open = rows.filter(({ required, status }) => required && !['pass', 'not-applicable'].includes(status));
  return [...new Set(open.map(({ gate }) => gate))];
}

describe('the production example', () => {
  it('is green up to production, operation gates too', async () => {
    expect(await red(exampleRepository('production'))).toEqual([]);
  });

  it('has a row for every gate', async () => {
    const { report } = await exampleRepository('production').check({ baseline: ['baseline/**'] });
    const judged = new Set(
      report.components.flatMap(({ results }) =>
        results.filter(({ status }) => status === 'pass').map(({ gate }) => gate),
      ),
    );
    const unjudged = gates.map(({ meta }) => meta.id).filter((id) => !judged.has(id));
    expect(unjudged.sort()).toEqual(['attested', 'policy-unweakened']);
  });
});

describe('a canary', () => {
  it('is there for every gate', () => {
    expect(Object.keys(canaries).sort()).toEqual(gates.map(({ meta }) => meta.id).sort());
  });

  it.each(gates.map(({ meta }) => meta.id))('turns exactly %s red', async (gate) => {
    const repository = exampleRepository('production');
    canaries[gate]?.(repository);
    expect(await red(repository, gate === 'policy-unweakened' ? 'HEAD' : null)).toEqual([gate]);
  });
});
