import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { lint, renderLint } from '../../src/commands/index.ts';
import { emptyRepository, exampleRepository, removeRepositories, type Repository } from '../repository.ts';

const SPEC = 'specs/ratelimit.md';
const CONFIGURATION = '.github/maturity.yml';

/** The contract of `lint --format json`; `severity` is added to it. */
const document = z.strictObject({
  problems: z.array(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      path: z.string().nullable(),
      line: z.number().nullable(),
      column: z.number().nullable(),
      hint: z.string().nullable(),
      severity: z.enum(['error', 'warning']),
    }),
  ),
  criteria: z.array(
    z.strictObject({
      text: z.string(),
      path: z.string(),
      line: z.number(),
      stage: z.string(),
      gates: z.array(z.strictObject({ id: z.string(), params: z.record(z.string(), z.unknown()) })),
    }),
  ),
});

type Linted = z.infer<typeof document> & { exitCode: number };

async function linted(repository: Repository, specs: string[] = []): Promise<Linted> {
  const { result, exitCode } = await lint({ root: repository.root, specs, config: null, now: '2026-11-22T12:00:00Z' });
  return { ...document.parse(JSON.parse(renderLint(result, 'json', { width: 80, colour: false }))), exitCode };
}

/** Where a text stands in a file, counted from 1. */
function placeOf(repository: Repository, path: string, text: string): { line: number; column: number } {
  const lines = repository.read(path).split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  return { line: index + 1, column: (lines[index] ?? '').indexOf(text) + 1 };
}

afterAll(removeRepositories);

describe('the criteria of a specification', () => {
  it('are all listed with the gates they become and the parameters they state', async () => {
    const { criteria, problems, exitCode } = await linted(exampleRepository());
    const became = (text: string, stage: string): unknown =>
      criteria.find((one) => one.text === text && one.stage === stage)?.gates;
    expect([problems, exitCode]).toEqual([[], 0]);
    expect(became('All unit tests pass', 'development')).toEqual([{ id: 'unit-tests-pass', params: {} }]);
    expect(became('Test coverage ≥70%', 'staging')).toEqual([{ id: 'min-coverage', params: { percent: 70 } }]);
    expect(became('7-day stability period complete', 'staging')).toMatchObject([
      { id: 'stability-period', params: { days: 7 } },
    ]);
    expect(became('Runbook created', 'production')).toMatchObject([{ id: 'runbook-present' }]);
    expect(became('≥60% (development)', 'development')).toMatchObject([
      { id: 'min-coverage', params: { percent: 60 } },
    ]);
  });

  it('stand in the order of the file with their lines', async () => {
    const repository = exampleRepository();
    const { criteria } = await linted(repository);
    const lines = criteria.map(({ line }) => line);
    expect(lines).toEqual([...lines].sort((one, other) => one - other));
    const runbook = criteria.find(({ text }) => text === 'Runbook created');
    expect(runbook?.line).toBe(placeOf(repository, SPEC, 'Runbook created').line);
  });

  it('that sum up others are called attested, and make no row', async () => {
    const repository = exampleRepository();
    const { criteria } = await linted(repository);
    const text = 'All development criteria met';
    expect(criteria.find((one) => one.text === text)?.gates).toEqual([{ id: 'attested', params: { text } }]);
    const { report } = await repository.check();
    const rows = report.components.flatMap(({ results }) => results).map(({ criterion }) => criterion?.text);
    expect(rows).not.toContain(text);
  });

  it('that no gate recognises are attested, verbatim, never dropped', async () => {
    const repository = exampleRepository();
    repository.edit(
      SPEC,
      '- [ ] Runbook created',
      '- [ ] Runbook created\n- [ ] All **Grafana** dashboards `imported`',
    );
    const { criteria, exitCode } = await linted(repository);
    const text = 'All **Grafana** dashboards `imported`';
    expect(criteria.find((one) => one.text === text)).toMatchObject({
      stage: 'production',
      gates: [{ id: 'attested', params: { text } }],
    });
    expect(exitCode).toBe(0);
  });

  it('bound to a gate become that gate', async () => {
    const repository = exampleRepository();
    const line = '- [ ] Costs fall (≥40%) <!-- gate: slo-met metric=savings -->';
    repository.edit(SPEC, '- [ ] Runbook created', `- [ ] Runbook created\n${line}`);
    const { criteria } = await linted(repository);
    expect(criteria.find(({ text }) => text === 'Costs fall (≥40%)')?.gates).toEqual([
      { id: 'slo-met', params: { metrics: { savings: '>= 40 %' } } },
    ]);
  });

  it('of a stage that the ladder does not have keep the written word, and are errors', async () => {
    const repository = exampleRepository();
    repository.edit(SPEC, '### Production Stage\n- [ ] All staging', '### Beta Stage\n- [ ] All staging');
    const { criteria, problems, exitCode } = await linted(repository);
    const { line } = placeOf(repository, SPEC, 'Runbook created');
    expect(criteria.find((one) => one.line === line)?.stage).toBe('beta');
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'unknown-stage', severity: 'error', path: SPEC, line }),
    );
    expect(exitCode).toBe(1);
  });
});

describe('problems of a specification', () => {
  it.each([
    [
      'a target below the status',
      ['**Target Stage:** staging', '**Target Stage:** development'],
      ['**Status:** In Development', '**Status:** Staging'],
      'target-below-status',
      'error',
      'development',
    ],
    [
      'a target that is no stage',
      ['**Target Stage:** staging', '**Target Stage:** gamma'],
      null,
      'unknown-stage',
      'error',
      'gamma',
    ],
    [
      '70 % here and 75 % there',
      ['- Test coverage: ≥70%', '- Test coverage: ≥75%'],
      null,
      'statements-disagree',
      'error',
      'Test coverage: ≥75%',
    ],
    ['a date far in the future', ['2026-11-20', '2027-11-20'], null, 'date-in-future', 'error', '2027-11-20'],
    ['a date that is tomorrow in UTC', ['2026-11-20', '2026-11-23'], null, 'date-in-future', 'warning', '2026-11-23'],
    ['a last change before the creation', ['2026-11-20', '2026-09-01'], null, 'dates-disagree', 'error', '2026-09-01'],
    ['a date that is none', ['2026-10-12', 'last autumn'], null, 'date-unreadable', 'warning', 'last autumn'],
    [
      'a review dated before the last change',
      ['- [ ] Security Review: Yuki Tanaka (for', '- [x] Security Review: Yuki Tanaka - 2026-11-19 (for'],
      null,
      'review-outdated',
      'warning',
      'Security Review: Yuki',
    ],
    ['an author nobody filled in', ['Inês Duarte', '[Your Name]'], null, 'placeholder', 'warning', '[Your Name]'],
    [
      'a requirement nobody filled in',
      ['Tokens return at the configured rate and never exceed the capacity', '[Criterion 2]'],
      null,
      'placeholder',
      'error',
      '[Criterion 2]',
    ],
    [
      'two requirements of one number',
      ['#### FR2: Sliding window', '#### FR1: Sliding window'],
      null,
      'requirement-twice',
      'error',
      'FR1: Sliding window',
    ],
    [
      'a misspelt measurement',
      ['- [ ] Test coverage ≥80%', '- [ ] Test covrage ≥80%'],
      null,
      'number-without-gate',
      'warning',
      'Test covrage',
    ],
    [
      'an unrecognised line without a box',
      ['- Monitoring active', '- Everybody is happy'],
      null,
      'criterion-without-box',
      'warning',
      'Everybody is happy',
    ],
    [
      'a binding to a gate that does not exist',
      ['- [ ] Runbook created', '- [ ] Runbook created <!-- gate: no-such -->'],
      null,
      'unknown-gate',
      'error',
      '<!-- gate: no-such',
    ],
    [
      'a dependency that no specification describes',
      ['#### Required Components\nNone.', '#### Required Components\n- `__proto__` (staging) - Store'],
      null,
      'unknown-dependency',
      'error',
      '`__proto__`',
    ],
    [
      'a dependency on itself',
      ['#### Required Components\nNone.', '#### Required Components\n- `ratelimit` (staging) - Store'],
      null,
      'dependency-on-itself',
      'error',
      '`ratelimit` (staging)',
    ],
    [
      'an optional dependency that is unknown',
      ['#### Optional Dependencies\nNone.', '#### Optional Dependencies\n- `store` (staging) - Store'],
      null,
      'unknown-dependency',
      'warning',
      '`store`',
    ],
    [
      'a dependency at a stage that is none',
      ['#### Required Components\nNone.', '#### Required Components\n- `store` (gamma) - Store'],
      null,
      'unknown-stage',
      'error',
      '`store`',
    ],
  ] as const)('%s is told with line and column', async (_name, change, second, code, severity, text) => {
    const repository = exampleRepository();
    for (const edit of [change, second]) if (edit !== null) repository.edit(SPEC, edit[0], edit[1]);
    const { problems, exitCode } = await linted(repository);
    const found = problems.filter((problem) => problem.code === code);
    expect(found).toContainEqual(expect.objectContaining({ severity, path: SPEC, ...placeOf(repository, SPEC, text) }));
    if (severity === 'error') expect(exitCode).toBe(1);
  });

  it('that are only warnings do not fail', async () => {
    const repository = exampleRepository();
    repository.edit(SPEC, 'Inês Duarte', '[Your Name]');
    const { problems, exitCode } = await linted(repository);
    expect([problems.map(({ severity }) => severity), exitCode]).toEqual([['warning'], 0]);
  });

  it('that check fails spec-complete for are errors, the others are not', async () => {
    const repository = exampleRepository();
    repository.edit(SPEC, 'Inês Duarte', '[Your Name]');
    repository.edit(SPEC, '**Target Stage:** staging', '**Target Stage:** gamma');
    const { problems } = await linted(repository);
    const { report } = await repository.check();
    const row = report.components[0]?.results.find(({ gate }) => gate === 'spec-complete');
    const failing = row?.findings.filter(({ outcome }) => outcome === 'fail').map(({ line }) => line);
    expect(failing).toEqual(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line));
  });

  it('name both specifications of one id', async () => {
    const repository = exampleRepository();
    repository.write(CONFIGURATION, 'version: 1\n');
    repository.write('specs/twin.md', repository.read(SPEC));
    const { problems } = await linted(repository);
    const twins = problems.filter(({ code }) => code === 'duplicate-component').map(({ path }) => path);
    expect(twins).toEqual([SPEC, 'specs/twin.md']);
  });

  it('are those of the named specification alone; the others tell which components there are', async () => {
    const repository = exampleRepository();
    repository.write(CONFIGURATION, 'version: 1\n');
    repository.write(
      'specs/store.md',
      repository.read(SPEC).replaceAll('ratelimit', 'store').replace('Inês Duarte', '[Your Name]'),
    );
    repository.edit(SPEC, '#### Required Components\nNone.', '#### Required Components\n- `store` (staging) - Store');
    const { problems, criteria } = await linted(repository, [SPEC]);
    expect([problems, new Set(criteria.map(({ path }) => path))]).toEqual([[], new Set([SPEC])]);
  });
});

describe('problems of the configuration', () => {
  it('are told all at once with line and column', async () => {
    const repository = exampleRepository();
    repository.write(
      CONFIGURATION,
      'version: 1\ncolour: red\nstages:\n  staging: { gates: { min-coverage: { percent: 170 } } }\n',
    );
    const { problems, criteria, exitCode } = await linted(repository);
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['configuration-value', 4, 39],
      ['unknown-key', 2, 1],
    ]);
    expect([criteria, exitCode]).toEqual([[], 1]);
  });

  it('include what is no YAML', async () => {
    const repository = exampleRepository();
    repository.write(CONFIGURATION, 'version: 1\nspecs: [unclosed\n');
    const { problems, exitCode } = await linted(repository);
    expect(problems[0]).toMatchObject({ code: 'configuration-syntax', path: CONFIGURATION });
    expect([typeof problems[0]?.line, typeof problems[0]?.column, exitCode]).toEqual(['number', 'number', 1]);
  });

  it('include a criterion whose gate is turned off', async () => {
    const repository = exampleRepository();
    repository.write(
      CONFIGURATION,
      'version: 1\ncomponents:\n  ratelimit:\n    gates: { e2e-tests-pass: { off: a library } }\n',
    );
    const { problems, exitCode } = await linted(repository);
    const off = problems.filter(({ code }) => code === 'gate-turned-off');
    expect(off.map(({ line }) => line)).toContain(placeOf(repository, SPEC, '- [ ] All end-to-end tests pass').line);
    expect([off[0]?.severity, off[0]?.message.includes('a library'), exitCode]).toEqual(['warning', true, 0]);
  });

  it('include a line that asks for less than is judged', async () => {
    const repository = exampleRepository();
    repository.write(
      CONFIGURATION,
      'version: 1\nstages:\n  development: { gates: { min-coverage: { percent: 65 } } }\n',
    );
    const { problems } = await linted(repository);
    const { line } = placeOf(repository, SPEC, '- [x] Test coverage ≥60%');
    expect(problems).toContainEqual(expect.objectContaining({ code: 'line-overruled', severity: 'warning', line }));
  });

  it('include formats and components that do not exist', async () => {
    const repository = exampleRepository();
    const waiver =
      '{ gate: lint-clean, component: ghost, reason: r, owner: "@a", approver: "@b", expires: 2027-01-31 }';
    repository.write(
      CONFIGURATION,
      `version: 1\nevidence:\n  - { path: x.json, format: nonsense }\nwaivers:\n  - ${waiver}\n`,
    );
    const { problems } = await linted(repository);
    const found = problems.map(({ code, line, column }) => [code, line, column]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['unknown-format', 3, 3],
        ['unknown-component', 5, 3],
      ]),
    );
  });
});

describe('bad usage', () => {
  it('is exit code 3 with the same shape', async () => {
    const repository = emptyRepository();
    const none = await linted(repository);
    expect([none.exitCode, none.criteria, none.problems[0]?.code]).toEqual([3, [], 'no-specification']);
    const absent = await linted(exampleRepository(), ['specs/absent.md']);
    expect([absent.exitCode, absent.problems[0]?.code]).toEqual([3, 'file-missing']);
  });
});

describe('the renderings', () => {
  const hostile = {
    problems: [
      {
        severity: 'error' as const,
        code: 'placeholder',
        message: '50% of\r\n::error::it, [x]: y',
        at: { path: 'specs/a,b:c%.md', line: 3, column: 7 },
        hint: 'Mend it.',
      },
    ],
    criteria: [],
  };

  it('for GitHub are one escaped workflow command a problem', () => {
    expect(renderLint(hostile, 'github', { width: 80, colour: false })).toBe(
      '::error file=specs/a%2Cb%3Ac%25.md,line=3,col=7,title=placeholder::50%25 of ::error::it, [x]: y Mend it.\n',
    );
  });

  it('for GitHub leave out the place that nobody knows', () => {
    const problems = [{ severity: 'warning' as const, code: 'no-specification', message: 'None.' }];
    const text = renderLint({ problems, criteria: [] }, 'github', { width: 80, colour: false });
    expect(text).toBe('::warning title=no-specification::None.\n');
  });

  it('for the terminal keep to 80 columns, group by file and say what each line became', async () => {
    const repository = exampleRepository();
    repository.edit(SPEC, 'Inês Duarte', '[Your Name]');
    const { result } = await lint({ root: repository.root, specs: [], config: null, now: '2026-11-22T12:00:00Z' });
    const lines = renderLint(result, 'terminal', { width: 80, colour: false }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines[0]).toBe(SPEC);
    expect(lines.some((line) => /Test coverage ≥70% +min-coverage percent 70$/.test(line))).toBe(true);
    expect(lines.some((line) => /attested \(roll-up\)$/.test(line))).toBe(true);
    expect(lines.some((line) => /^ +4:13 +warning +The placeholder \[Your Name\]/.test(line))).toBe(true);
    expect(lines.at(-2)).toMatch(/^\d+ criteria: 0 errors, 1 warning\.$/);
  });

  it('for the terminal hold no control characters of the input', () => {
    const text = renderLint(
      {
        ...hostile,
        problems: [{ ...hostile.problems[0], severity: 'error', code: 'x', message: 'a\u001b[31mb\n::error::c' }],
      },
      'terminal',
      { width: 80, colour: false },
    );
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/^\s*::/m);
  });
});
