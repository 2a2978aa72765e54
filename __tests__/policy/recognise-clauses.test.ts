import { describe, expect, it } from '@jest/globals';
import { defaultConfiguration } from '../../src/config/index.ts';
import { demandsOf, recognise } from '../../src/policy/index.ts';
import { line, specWith } from './specs.ts';
import { FACTOR, growth } from '../growth.ts';

function idsOf(text: string): string[] {
  return recognise(line(text, 1)).demands.map(({ gate }) => gate.meta.id);
}

function statedBy(text: string): Record<string, unknown>[] {
  return recognise(line(text, 1)).demands.map(({ stated }) => stated);
}

describe('a line of several clauses', () => {
  it('demands a gate for each that is recognised, in the order of the table', () => {
    expect(idsOf('Passes linting (ruff), type checking (pyright), security scan (bandit)')).toEqual([
      'lint-clean',
      'types-clean',
      'security-reviewed',
    ]);
    expect(idsOf('Rollback tested, monitoring in place, runbook published')).toEqual([
      'monitoring-configured',
      'rollback-tested',
      'runbook-present',
    ]);
  });

  it('shares a state that stands behind a list', () => {
    expect(idsOf('Lint, type check and unit tests are green')).toEqual([
      'unit-tests-pass',
      'lint-clean',
      'types-clean',
    ]);
  });

  it('demands just the recognised gates when the other clauses are not', () => {
    expect(idsOf('API documented, no planned breaking changes')).toEqual(['api-documented']);
  });

  it('states each metric as a demand of its own', () => {
    expect(statedBy('p95 latency ≤ 250 ms and error rate < 1 %')).toEqual([
      expect.objectContaining({ metrics: { latency_p95: '<= 250 ms' } }),
      expect.objectContaining({ metrics: { error_rate: '< 1 %' } }),
    ]);
  });
});

describe('parameters', () => {
  it('are the threshold, not the measured value nor the stretch goal', () => {
    expect(statedBy('Test coverage ≥70% (73.2%)')).toEqual([{ percent: 70 }]);
    expect(statedBy('>80% test coverage (target: 100%)')).toEqual([{ percent: 80 }]);
    expect(statedBy('Test coverage ≥80% (patch ≥90%)')).toEqual([{ percent: 80 }]);
    expect(statedBy('Unit tests passing (≥70% coverage) - **Currently 27.2%**')).toEqual([{}, { percent: 70 }]);
  });

  it.each<[string, object]>([
    ['Patch coverage ≥ 80%', { patch: 80 }],
    ['Diff coverage at least 90%', { patch: 90 }],
    ['Coverage of changed lines ≥ 90 %', { patch: 90 }],
    ['Test coverage ≥80%, patch coverage ≥90%', { percent: 80, patch: 90 }],
    ['Coverage ≥ 50% per file', { file: 50 }],
    ['Test coverage ≥80% including new code', { percent: 80 }],
  ])('tell coverage of the change and of each file from that of all: %s', (text, params) => {
    expect(statedBy(text)).toEqual([params]);
  });

  it('are days, whatever the unit', () => {
    expect(statedBy('72h burn-in period passed')).toEqual([{ days: 3 }]);
    expect(statedBy('Two-week bake period in staging completed')).toEqual([{ days: 14 }]);
  });

  it('are the tools of the gate’s own concern', () => {
    expect(statedBy('ESLint and tsc both pass')).toEqual([{ tools: ['eslint'] }, { tools: ['tsc'] }]);
  });

  it.each([
    ['Linting clean (eslint)', 'lint-clean', 'eslint'],
    ['Type checking clean (mypy)', 'types-clean', 'mypy'],
    ['Type checking clean (tsc)', 'types-clean', 'tsc'],
    ['Type checking clean (basedpyright)', 'types-clean', 'basedpyright'],
    ['No secrets in the code (gitleaks)', 'no-secrets', 'gitleaks'],
    ['No security issues (trufflehog)', 'no-secrets', 'trufflehog'],
    ['Security scan passes (bandit)', 'security-reviewed', 'bandit'],
    ['No critical vulnerabilities (npm audit)', 'security-reviewed', 'npm audit'],
    ['pip-audit clean', 'security-reviewed', 'pip-audit'],
    ['osv-scanner passes', 'security-reviewed', 'osv-scanner'],
  ])('demands the report of the tool that it names: %s', (text, gate, tool) => {
    expect(idsOf(text)).toEqual([gate]);
    expect(statedBy(text)).toEqual([{ tools: [tool] }]);
  });

  it('are the number of approvals, and the environment by its usual name', () => {
    expect(statedBy('At least two approvals on the pull request')).toEqual([{ approvals: 2 }]);
    expect(statedBy('Successfully deployed to prod')).toEqual([{ environment: 'production' }]);
  });

  it('call uptime and availability by one name', () => {
    expect(statedBy('99.9 % availability')).toEqual([{ metrics: { uptime: '>= 99.9 %' } }]);
    expect(statedBy('Uptime ≥99.5%')).toEqual([{ metrics: { uptime: '>= 99.5 %' } }]);
  });
});

describe('no demand', () => {
  it.each([
    ['a task', 'Add tests for the coverage dashboard'],
    ['a mention', 'Linting rules documented'],
    ['an object of another verb', 'Dashboard shows test coverage ≥80%'],
    ['a condition', 'CI fails if coverage drops below 80 %'],
    ['an inverted comparison', 'Rollback triggers: error rate > 1 %'],
    ['a measurement', 'Coverage improved from 61% to 75%'],
    ['a part of the whole', '12 of 40 integration tests pass'],
    ['a denial', 'Unit tests do not pass yet'],
  ])('is made by %s: "%s"', (_, text) => {
    expect(idsOf(text)).toEqual(['attested']);
  });
});

describe('a roll-up', () => {
  it.each([
    'All development criteria met',
    'All quality gates pass',
    'All staging gates pass',
    'All previous stage requirements met',
    'Development exit criteria satisfied',
  ])('demands nothing of its own: "%s"', (text) => {
    expect(idsOf(text)).toEqual([]);
  });

  it('is no sentence about criteria of something else', () => {
    expect(idsOf('All accessibility criteria met')).toEqual(['attested']);
  });
});

describe('an NFR target with a stage for each number', () => {
  const target = (text: string) => line(text, 78, { section: 'nfr', stage: null, ticked: null });
  const coverage = (text: string) =>
    demandsOf(specWith({ statements: [target(text)] }), null, defaultConfiguration())
      .rows.filter(({ criterion }) => criterion !== null)
      .map(({ gate, stage, params, criterion }) => [gate.meta.id, stage, params, criterion?.text]);

  it('demands each number at its own stage, by the verbatim line', () => {
    const text = 'Test coverage: ≥75% (staging), ≥85% (production)';
    expect(coverage(text)).toEqual([
      ['min-coverage', 'staging', { percent: 75, measure: 'combined' }, text],
      ['min-coverage', 'production', { percent: 85, measure: 'combined' }, text],
    ]);
  });

  it('stands at the last stage when a part names none', () => {
    expect(coverage('Test coverage: ≥85% (branches included)').map(([, stage]) => stage)).toEqual(['production']);
  });
});

describe('a line of ten thousand characters', () => {
  const long = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);
  it.each([
    '(',
    '((a) b)',
    '[a](',
    '`',
    'a, ',
    'a and ',
    'no big ',
    'tests cover ',
    '1/1 ',
    'a-',
    'max a b ',
    'test coverage of 80% ',
    'unit, integration, e2e ',
  ])('is recognised in time that grows with its length, not with its square: many "%s"', async (part) => {
    expect(await growth(2_500, (length) => recognise(line(long(part, length), 1)))).toBeLessThan(FACTOR ** 2);
  });
});
