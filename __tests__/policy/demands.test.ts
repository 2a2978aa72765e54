import { describe, expect, it } from '@jest/globals';
import { defaultConfiguration, parseConfiguration } from '../../src/config/index.ts';
import type { Configuration, Spec } from '../../src/model/index.ts';
import { demandsOf, type Demand } from '../../src/policy/index.ts';
import { line, specWith } from './specs.ts';

function rowsOf(spec: Spec, configuration: Configuration = defaultConfiguration()): Demand[] {
  const settings = configuration.components.find(({ id }) => id === spec.id.value) ?? null;
  return demandsOf(spec, settings, configuration).rows;
}

function configured(yaml: string): Configuration {
  const parsed = parseConfiguration(yaml, '.github/maturity.yml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join(' '));
  return parsed.value;
}

const coverageAt = (rows: Demand[], stage: string): unknown[] =>
  rows.filter((row) => row.gate.meta.id === 'min-coverage' && row.stage === stage).map(({ params }) => params);

describe('what a silent specification is asked for', () => {
  it('is the table of the template, stage by stage, in its order', () => {
    const rows = rowsOf(specWith({}));
    expect(rows.filter(({ stage }) => stage === 'development').map(({ gate }) => gate.meta.id)).toEqual([
      'spec-complete',
      'policy-unweakened',
      'requirements-met',
      'unit-tests-pass',
      'min-coverage',
      'lint-clean',
      'types-clean',
      'no-secrets',
      'docs-present',
      'code-reviewed',
    ]);
    expect(rows.filter(({ stage }) => stage === 'staging').map(({ gate }) => gate.meta.id)).toEqual([
      'min-coverage',
      'integration-tests-pass',
      'dependencies-ready',
      'no-performance-regression',
      'stability-period',
      'deployed',
    ]);
    expect(rows.every(({ criterion }) => criterion === null)).toBe(true);
  });

  it('asks for 60, 70 and 80 % of coverage', () => {
    const rows = rowsOf(specWith({}));
    expect(['development', 'staging', 'production'].map((stage) => coverageAt(rows, stage))).toEqual([
      [{ percent: 60, measure: 'combined' }],
      [{ percent: 70, measure: 'combined' }],
      [{ percent: 80, measure: 'combined' }],
    ]);
  });
});

describe('rows', () => {
  it('are one for each acceptance line and gate, in the order of the specification, unnamed demands last', () => {
    const rows = rowsOf(
      specWith({
        statements: [line('Linting clean (ruff), type checking clean (pyright)', 10), line('All unit tests pass', 12)],
      }),
    ).filter(({ stage }) => stage === 'development');
    expect(rows.slice(0, 4).map(({ gate, criterion }) => [gate.meta.id, criterion?.at.line ?? null])).toEqual([
      ['lint-clean', 10],
      ['types-clean', 10],
      ['unit-tests-pass', 12],
      ['spec-complete', null],
    ]);
  });

  it('are shared by quality-gate and exit statements of the same gate and stage', () => {
    const rows = rowsOf(
      specWith({
        statements: [
          line('Test coverage ≥60%', 10),
          line('Test coverage: ≥60%', 40, { section: 'quality', ticked: null }),
          line('Documentation complete', 50, { section: 'exit', ticked: null }),
        ],
      }),
    ).filter(({ stage }) => stage === 'development');
    const coverage = rows.find(({ gate }) => gate.meta.id === 'min-coverage');
    expect(coverage?.criterion?.at.line).toBe(10);
    expect(coverage?.alsoAt.map(({ at }) => at.line)).toEqual([40]);
    expect(rows.find(({ gate }) => gate.meta.id === 'docs-present')?.criterion?.at.line).toBe(50);
  });

  it('are not made by roll-ups', () => {
    const rollUps = ['All development criteria met', 'All quality gates pass', 'All staging gates pass'];
    const rows = rowsOf(specWith({ statements: rollUps.map((text, index) => line(text, index + 1)) }));
    expect(rows.filter(({ criterion }) => criterion !== null)).toEqual([]);
  });

  it('are attested where no gate knows the words', () => {
    const [row] = rowsOf(specWith({ statements: [line('All Grafana dashboards imported', 10)] }));
    expect(row?.gate.meta.id).toBe('attested');
    expect(row?.params).toMatchObject({ text: 'All Grafana dashboards imported' });
  });

  it('of a misspelt measurement are attested and known to be measurable', () => {
    const [row] = rowsOf(specWith({ statements: [line('Test covrage ≥80%', 10)] }));
    expect([row?.gate.meta.id, row?.measurable]).toEqual(['attested', true]);
  });

  it('without a stage, such as NFR targets, stand at the last stage', () => {
    const rows = rowsOf(
      specWith({ statements: [line('p95 < 200ms', 10, { section: 'nfr', stage: null, ticked: null })] }),
    );
    const row = rows.find(({ criterion }) => criterion !== null);
    expect([row?.gate.meta.id, row?.stage, row?.kind]).toEqual(['slo-met', 'production', 'change']);
  });

  it('of uptime are operation rows', () => {
    const statements = [line('Uptime ≥99.5%', 10, { section: 'quality', stage: 'production', ticked: null })];
    const rows = rowsOf(specWith({ statements })).filter(({ gate }) => gate.meta.id === 'slo-met');
    expect(rows.map(({ kind, criterion }) => [kind, criterion?.at.line])).toEqual([['operation', 10]]);
  });
});

describe('parameters', () => {
  it('are the strictest of the lines of one gate and stage, and a disagreement is said with both lines', () => {
    const spec = specWith({
      statements: [
        line('Test coverage ≥60%', 10),
        line('Test coverage: ≥75%', 40, { section: 'quality', ticked: null }),
      ],
    });
    const row = rowsOf(spec).find(({ criterion }) => criterion?.at.line === 10);
    expect(row?.params).toMatchObject({ percent: 75 });
    const [problem] = demandsOf(spec, null, defaultConfiguration()).problems;
    expect(problem?.at?.line).toBe(40);
    expect(problem?.message).toContain('specs/cache.md:10');
    expect(row?.findings.map(({ line: at }) => at)).toContain(40);
  });

  it('of the configuration replace the defaults, even by lower ones', () => {
    const configuration = configured('stages: { development: { gates: { min-coverage: { percent: 40 } } } }');
    expect(coverageAt(rowsOf(specWith({}), configuration), 'development')).toEqual([
      { percent: 40, measure: 'combined' },
    ]);
  });

  it('keep the stage’s number where the configuration sets another parameter', () => {
    const configuration = configured('stages: { staging: { gates: { min-coverage: { measure: lines } } } }');
    expect(coverageAt(rowsOf(specWith({}), configuration), 'staging')).toEqual([{ percent: 70, measure: 'lines' }]);
  });

  it('of the specification only tighten: its lower number is a finding', () => {
    const row = rowsOf(specWith({ statements: [line('Test coverage ≥50%', 10)] })).find(
      ({ criterion }) => criterion !== null,
    );
    expect(row?.params).toMatchObject({ percent: 60 });
    expect(row?.findings).toEqual([expect.objectContaining({ outcome: 'warning', line: 10 })]);
  });

  it('come from a binding comment', () => {
    const binding = { gate: 'min-coverage', params: { percent: '90' }, at: { path: 'specs/cache.md', line: 10 } };
    const row = rowsOf(specWith({ statements: [line('Well tested', 10, { binding })] })).find(
      ({ criterion }) => criterion !== null,
    );
    expect([row?.gate.meta.id, row?.params, row?.bound]).toEqual([
      'min-coverage',
      { percent: 90, measure: 'combined' },
      true,
    ]);
  });

  it('of a metric are bound by name, with the threshold of the line', () => {
    const binding = {
      gate: 'slo-met',
      params: { metric: 'cache_cost_savings' },
      at: { path: 'specs/cache.md', line: 10 },
    };
    const row = rowsOf(specWith({ statements: [line('Cost savings validated (≥40%)', 10, { binding })] })).find(
      ({ criterion }) => criterion !== null,
    );
    expect(row?.params).toMatchObject({ metrics: { cache_cost_savings: '>= 40 %' } });
  });
});

describe('bad statements', () => {
  it('are problems with their line: an unknown gate, unknown parameters, an unknown stage', () => {
    const at = { path: 'specs/cache.md', line: 10 };
    const spec = specWith({
      statements: [
        line('One', 10, { binding: { gate: 'no-such-gate', params: {}, at } }),
        line('Two', 11, { binding: { gate: 'min-coverage', params: { percents: '90' }, at: { ...at, line: 11 } } }),
        line('Three', 12, { stage: 'beta' }),
      ],
    });
    const { problems, rows } = demandsOf(spec, null, defaultConfiguration());
    expect(problems.map(({ code, at: place }) => [code, place?.line])).toEqual([
      ['unknown-gate', 10],
      ['binding-parameters', 11],
      ['unknown-stage', 12],
    ]);
    // A line whose binding is wrong is still demanded.
    expect(rows.filter(({ criterion }) => criterion !== null).map(({ gate }) => gate.meta.id)).toEqual([
      'attested',
      'attested',
    ]);
  });
});
