import { describe, expect, it } from '@jest/globals';
import { defaultConfiguration, parseConfiguration } from '../../src/config/index.ts';
import type { Configuration, Problem } from '../../src/model/index.ts';

function read(yaml: string): Configuration {
  const parsed = parseConfiguration(yaml, '.github/maturity.yml');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join(' '));
  return parsed.value;
}

function problemsOf(yaml: string): Problem[] {
  const parsed = parseConfiguration(yaml, '.github/maturity.yml');
  return parsed.ok ? [] : parsed.problems;
}

describe('the configuration', () => {
  it('has a default for everything: an empty file says what no file says', () => {
    const { path: _path, ...rest } = read('');
    const { path: _none, ...defaults } = defaultConfiguration();
    expect(rest).toEqual(defaults);
  });

  it('merges stages that only use the default names', () => {
    const { stages } = read('stages: { staging: { gates: { min-coverage: { percent: 75 } } } }');
    expect(stages.map(({ name }) => name)).toEqual(['development', 'staging', 'production']);
    expect(stages[1]?.gates).toMatchObject({ 'min-coverage': { percent: 75 }, 'integration-tests-pass': {} });
  });

  it('replaces the ladder when any stage has another name, and always asks for the specification', () => {
    const { stages } = read(
      'stages: { bronze: { gates: { unit-tests-pass: {} } }, gold: { gates: { min-coverage: { percent: 90 } } } }',
    );
    expect(stages.map(({ name, gates }) => [name, Object.keys(gates).sort()])).toEqual([
      ['bronze', ['policy-unweakened', 'spec-complete', 'unit-tests-pass']],
      ['gold', ['attested', 'min-coverage']],
    ]);
  });

  it('reads the whole example of the documentation', () => {
    const configuration = read(`
version: 1
enforce: status
components:
  payments:
    spec: specs/payments.md
    paths: ["src/payments/**"]
    tests: { unit: ["tests/test_payments.py"], integration: [], e2e: [] }
    exclude: []
    environments: { staging: staging-eu }
    gates: { e2e-tests-pass: { off: "library, no user workflow" } }
specs: ["specs/*.md"]
evidence: ["reports/**", { path: "out/lint.json", format: ruff }]
groups: { security: ["@a", "@b"] }
waivers: [{ gate: stability-period, component: payments, reason: "…", owner: "@a", approver: "@b", expires: 2027-01-31 }]
`);
    expect(configuration.enforce).toBe('status');
    expect(configuration.components[0]).toMatchObject({
      id: 'payments',
      tests: { unit: ['tests/test_payments.py'], integration: [], e2e: [] },
      gates: { 'e2e-tests-pass': { off: 'library, no user workflow' } },
    });
    expect(configuration.evidence).toEqual([
      { path: 'reports/**', format: null },
      { path: 'out/lint.json', format: 'ruff' },
    ]);
    expect(configuration.waivers[0]).toMatchObject({ gate: 'stability-period', expires: '2027-01-31', line: 15 });
  });
});

describe('a bad configuration', () => {
  it('reports every unknown key with its line, all at once', () => {
    const problems = problemsOf(`version: 1
enforced: target
stages:
  staging:
    gates:
      min-coverage: { percent: 70, percents: 80 }
      mincoverage: {}
components:
  payments:
    specs: specs/payments.md
`);
    expect(problems.map(({ code, at }) => [code, at?.line])).toEqual(
      expect.arrayContaining([
        ['unknown-key', 2],
        ['unknown-key', 6],
        ['unknown-key', 7],
        ['unknown-key', 10],
      ]),
    );
    expect(problems).toHaveLength(4);
  });

  it.each([
    [
      'a number that is none',
      'stages: { staging: { gates: { min-coverage: { percent: most } } } }',
      'stages.staging.gates.min-coverage.percent',
    ],
    ['a percentage above 100', 'stages: { staging: { gates: { min-coverage: { percent: 170 } } } }', 'percent'],
    ['an unknown enforcement', 'enforce: sometimes', 'enforce'],
    ['a gate turned off without a reason', 'components: { a: { gates: { lint-clean: { off: "" } } } }', 'off'],
    ['a waiver without an expiry', 'waivers: [{ gate: a, component: b, reason: c, owner: d, approver: e }]', 'expires'],
    ['a list in place of a map', '- stages', 'configuration'],
  ])('is refused: %s', (_name, yaml, words) => {
    const problems = problemsOf(yaml);
    expect(problems.map(({ message }) => message).join(' ')).toContain(words);
    expect(problems.every(({ at }) => at?.line !== undefined)).toBe(true);
  });

  it('is a located problem when it is no YAML', () => {
    const [problem] = problemsOf('version: 1\nstages: {\n');
    expect([problem?.code, problem?.at?.path]).toEqual(['configuration-syntax', '.github/maturity.yml']);
    expect(problem?.at?.line).toBeGreaterThan(1);
  });

  it('refuses a key that is given twice', () => {
    expect(problemsOf('version: 1\nversion: 1\n').map(({ at }) => at?.line)).toEqual([2]);
  });

  it('refuses aliases that would fill the memory', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map(
        (name, index) =>
          `${name}: &${name} [${Array(10)
            .fill(`*${'abcdefgh'[index] ?? 'a'}`)
            .join(', ')}]`,
      ),
    ].join('\n');
    expect(problemsOf(bomb).length).toBeGreaterThan(0);
  });

  it('does not let a key named __proto__ through', () => {
    expect(problemsOf('__proto__: { enforce: false }').map(({ code }) => code)).toEqual(['unknown-key']);
  });
});
