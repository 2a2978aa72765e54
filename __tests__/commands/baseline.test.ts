import { afterAll, describe, expect, it } from '@jest/globals';
import { baselineRecordSchema, type BaselineRecord } from '../../src/model/index.ts';
import { exampleRepository, removeRepositories, rowsOf, type Repository } from '../repository.ts';

afterAll(removeRepositories);

/** The component's only file; it has 40 lines and more. */
const source = 'src/ratelimit/bucket.py';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_none, index) => from + index);

/** A tracefile of one file. */
function coverage(executed: number[], missing: number[], path = source): string {
  const lines = [...executed.map((line) => `DA:${line},1`), ...missing.map((line) => `DA:${line},0`)];
  const totals = [`LF:${lines.length}`, `LH:${executed.length}`];
  return ['TN:', `SF:${path}`, ...lines, ...totals, 'end_of_record', ''].join('\n');
}

/** What ruff says of the component, each in a line. */
function findings(...found: [code: string, row: number][]): string {
  return JSON.stringify(
    found.map(([code, row]) => {
      const at = { row, column: 1 };
      const where = { filename: source, location: at, end_location: at };
      return { code, message: `What ${code} is about`, ...where, fix: null, noqa_row: row, url: null };
    }),
  );
}

/** The example with a component of one file, of which 8 of 10 lines are covered, and `gates` asked for at first. */
function repository(gates: string): Repository {
  const made = exampleRepository();
  made.write(
    '.github/maturity.yml',
    `version: 1
components: { ratelimit: { paths: ['${source}'] } }
evidence: ['reports/**']
stages: { development: { gates: { ${gates} } } }
`,
  );
  for (const report of ['json', 'xml']) made.remove(`reports/coverage.${report}`);
  made.write('reports/coverage.lcov', coverage(numbers(1, 8), [9, 10]));
  return made;
}

async function judged(made: Repository, gate: string, baseline: string[], base: string | null = null) {
  const outcome = await made.check({ stage: 'development', baseline }, base);
  const [row] = rowsOf(outcome, gate, 'development');
  if (row === undefined) throw new Error(`No row of ${gate}`);
  return { outcome, row, said: row.findings.map(({ message }) => message).join('\n') };
}

/** What a run of the repository leaves for later ones. */
async function recordOf(made: Repository): Promise<BaselineRecord> {
  const { measured } = await made.check();
  if (measured === null) throw new Error('Nothing was measured');
  return measured;
}

const noDrop = 'min-coverage: { percent: 50, drop: 0 }';

describe('coverage that must not fall', () => {
  it.each([
    ['the same share of fewer lines', coverage(numbers(1, 4), [5]), 'pass'],
    ['less', coverage(numbers(1, 7), [8, 9, 10]), 'pass'],
    ['a little more', coverage(numbers(1, 801), numbers(802, 1000)), 'fail'],
  ])('is compared exactly with the reports of an earlier run: %s before', async (_before, lcov, status) => {
    const made = repository(noDrop);
    made.write('old/coverage.lcov', lcov);
    const { row } = await judged(made, 'min-coverage', ['old/**']);
    expect(row.status).toBe(status);
  });

  it('shows both figures, and the baseline among its evidence', async () => {
    const made = repository(noDrop);
    made.write('old/coverage.lcov', coverage(numbers(1, 9), [10]));
    const { row, said } = await judged(made, 'min-coverage', ['old/**']);
    expect(row).toMatchObject({
      status: 'fail',
      actual: { covered: 8, total: 10, percent: 80, baseline: { covered: 9, total: 10, percent: 90 } },
      expected: { drop: 0 },
    });
    expect(said).toContain('Total 80.00 % (baseline 90.00 %, −10.00).');
    expect(row.evidence.map(({ path }) => path)).toEqual(['reports/coverage.lcov', 'old/coverage.lcov']);
  });

  it('is compared with a committed file that a run has left, files that are gone included', async () => {
    const made = repository(noDrop);
    const record = await recordOf(made);
    const gone = { path: 'src/ratelimit/gone.py', lines: { covered: 90, total: 90 }, branches: null };
    made.edit('.github/maturity.yml', `['${source}']`, `['${source}', 'src/ratelimit/gone.py']`);
    made.write('maturity-baseline.json', JSON.stringify(record));
    made.commit();
    expect((await judged(made, 'min-coverage', ['maturity-baseline.json'])).row.status).toBe('pass');
    made.write('maturity-baseline.json', JSON.stringify({ ...record, coverage: [...(record.coverage ?? []), gone] }));
    const { row } = await judged(made, 'min-coverage', ['maturity-baseline.json']);
    expect(row).toMatchObject({ status: 'fail', actual: { baseline: { covered: 98, total: 100 } } });
  });

  it('warns of a committed baseline that the change itself alters', async () => {
    const made = repository(noDrop);
    const text = JSON.stringify(await recordOf(made));
    made.write('maturity-baseline.json', text);
    made.commit('Base');
    made.write('maturity-baseline.json', text.replace('"covered":8', '"covered":1'));
    made.commit();
    const { said } = await judged(made, 'min-coverage', ['maturity-baseline.json'], 'HEAD~1');
    expect(said).toContain('The change itself alters this baseline.');
    expect((await judged(made, 'min-coverage', ['maturity-baseline.json'])).said).not.toContain('alters');
  });

  it('is missing without a baseline, never compared with zero', async () => {
    const made = repository(noDrop);
    const unnamed = await judged(made, 'min-coverage', []);
    expect([unnamed.row.status, unnamed.said]).toEqual([
      'missing',
      expect.stringContaining('There is no baseline of the coverage: name an earlier run (--baseline).'),
    ]);
    const none = await judged(made, 'min-coverage', ['old/**']);
    expect([none.row.status, none.said]).toEqual(['missing', expect.stringContaining('no file matches old/**')]);
    made.write('old/ruff.json', findings(['E501', 1]));
    expect((await judged(made, 'min-coverage', ['old/**'])).row.status).toBe('missing');
    made.write('old/coverage.lcov', coverage([1], [], 'src/ratelimit/window.py'));
    const other = await judged(made, 'min-coverage', ['old/**']);
    expect([other.row.status, other.said]).toEqual(['missing', expect.stringContaining('no file of the component')]);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -40)],
    ['of another version', (text: string) => text.replace('"schemaVersion":1', '"schemaVersion":2')],
    ['with more covered than there is', (text: string) => text.replace('"covered":8', '"covered":11')],
    ['with a negative count', (text: string) => text.replace('"total":10', '"total":-10')],
  ])('is an error with a baseline %s', async (_what, spoil) => {
    const made = repository(noDrop);
    const text = JSON.stringify(await recordOf(made));
    expect(spoil(text)).not.toBe(text);
    made.write('old/maturity-baseline.json', spoil(text));
    const { row, outcome } = await judged(made, 'min-coverage', ['old/**']);
    expect(row.status).toBe('error');
    expect(outcome.report.problems.map(({ code }) => code)).toContain('baseline-unreadable');
  });

  it('takes one run’s file for the whole run, whatever lies beside it, but not two', async () => {
    const made = repository(noDrop);
    const text = JSON.stringify(await recordOf(made));
    made.write('old/maturity-baseline.json', text);
    made.write('old/report.html', '<html>');
    made.write('old/coverage.lcov', coverage(numbers(1, 10), []));
    expect((await judged(made, 'min-coverage', ['old/**'])).row.status).toBe('pass');
    made.write('old/other/maturity-baseline.json', text);
    const { row, outcome } = await judged(made, 'min-coverage', ['old/**']);
    expect([row.status, outcome.report.problems.map(({ code }) => code)]).toEqual(['error', ['baseline-ambiguous']]);
  });
});

describe('coverage of the changed lines, from a real diff', () => {
  const patch = 'min-coverage: { percent: 50, patch: 80 }';

  /** Alters lines of the source in a commit of their own. */
  function changing(gates: string, lines: number[]): Repository {
    const made = repository(gates);
    made.commit('Base');
    const text = made.read(source).split('\n');
    for (const line of lines) text[line - 1] = `${text[line - 1] ?? ''}  # changed`;
    made.write(source, text.join('\n'));
    made.commit();
    return made;
  }

  it('counts the changed lines that can be covered', async () => {
    const { row, said } = await judged(changing(patch, [5, 6, 7, 8, 9, 30]), 'min-coverage', [], 'HEAD~1');
    expect(row).toMatchObject({ status: 'pass', actual: { patch: { covered: 4, total: 5, percent: 80 } } });
    expect(said).toContain('patch 4 of 5 changed lines');
  });

  it('fails with the lines that no test executes, whatever the total', async () => {
    const { row } = await judged(changing(patch, [1, 2, 9, 10]), 'min-coverage', [], 'HEAD~1');
    expect(row.status).toBe('fail');
    expect(row.findings).toContainEqual({
      outcome: 'fail',
      message: '2 changed lines are not covered: 9, 10.',
      path: source,
      line: 9,
    });
  });

  it('is met by a change without such a line, and says so', async () => {
    const { row, said } = await judged(changing(patch, [30]), 'min-coverage', [], 'HEAD~1');
    expect([row.status, said]).toEqual(['pass', expect.stringContaining('patch without a line to cover')]);
  });

  it('asks nothing without a base, and says so', async () => {
    const { row, said } = await judged(repository(patch), 'min-coverage', []);
    expect(row).toMatchObject({ status: 'pass', actual: { patch: null } });
    expect(said).toContain('patch not judged, there is no base');
  });

  it('is missing where a changed file is in no report', async () => {
    const made = changing(patch, [1]);
    made.write(source.replace('bucket', 'new'), 'x = 1\n');
    made.edit('.github/maturity.yml', `['${source}']`, `['src/ratelimit/*.py']`);
    made.write(
      'reports/coverage.lcov',
      numbers(1, 20)
        .map((index) => coverage([1], [], `src/ratelimit/file${index}.py`))
        .concat(coverage(numbers(1, 8), [9, 10]))
        .join(''),
    );
    for (const index of numbers(1, 20)) made.write(`src/ratelimit/file${index}.py`, 'x = 1\n');
    for (const name of ['config', 'decision', 'exceptions', 'metrics', 'middleware', 'window', '__init__'])
      made.remove(`src/ratelimit/${name}.py`);
    made.commit();
    const { row, said } = await judged(made, 'min-coverage', [], 'HEAD~1');
    expect([row.status, said]).toEqual([
      'missing',
      expect.stringContaining('src/ratelimit/new.py is in no coverage report'),
    ]);
  });

  it('is demanded by the specification’s words', async () => {
    const made = changing('min-coverage: { percent: 50 }', [9]);
    made.edit(
      'specs/ratelimit.md',
      '- [x] Linting clean (ruff)',
      '- [x] Linting clean (ruff)\n- [ ] Patch coverage ≥80%',
    );
    const { row } = await judged(made, 'min-coverage', [], 'HEAD~1');
    expect(row).toMatchObject({ status: 'fail', expected: { percent: 60, patch: 80 } });
  });

  it('can’t be lowered or dropped unseen', async () => {
    for (const weaker of ['min-coverage: { percent: 50, patch: 10 }', 'min-coverage: { percent: 50 }']) {
      const made = changing(patch, [9, 10]);
      made.edit('.github/maturity.yml', patch, weaker);
      made.remove('reports/reviews.json');
      const { outcome } = await judged(made, 'min-coverage', [], 'HEAD~1');
      expect(rowsOf(outcome, 'policy-unweakened')[0]?.status).toBe('fail');
      expect(rowsOf(outcome, 'min-coverage', 'development')[0]).toMatchObject({
        status: 'fail',
        expected: { patch: 80 },
      });
    }
  });
});

describe('diagnostics of which only new ones count', () => {
  const onlyNew = 'lint-clean: { count: new }';

  async function compared(before: string, now: string) {
    const made = repository(onlyNew);
    made.write('reports/ruff.json', before);
    const record = JSON.stringify(await recordOf(made));
    made.write('reports/ruff.json', now);
    made.write('old/maturity-baseline.json', record);
    return { made, record, ...(await judged(made, 'lint-clean', ['old/**'])) };
  }

  it('passes over those that the baseline has, wherever their lines have moved, and counts them', async () => {
    const { row, said } = await compared(findings(['E501', 3], ['F401', 1]), findings(['E501', 13], ['F401', 11]));
    expect(row).toMatchObject({ status: 'pass', actual: { errors: 0, warnings: 0, notes: 0 } });
    expect(said).toContain('2 existing findings, which the baseline has too, are not counted.');
    expect(row.evidence.map(({ path }) => path)).toEqual(['reports/ruff.json', 'old/maturity-baseline.json']);
  });

  it('fails on a new rule, and on one more of an old one', async () => {
    const rule = await compared(findings(['E501', 3]), findings(['E501', 3], ['F401', 1]));
    expect(rule.row.status).toBe('fail');
    expect(rule.said).toContain('F401: What F401 is about');
    expect(rule.said).not.toContain('E501: ');
    expect((await compared(findings(['E501', 3]), findings(['E501', 3], ['E501', 4]))).row.status).toBe('fail');
  });

  it('takes the reports of an earlier run as well', async () => {
    const made = repository(onlyNew);
    made.write('reports/ruff.json', findings(['E501', 3]));
    made.write('old/ruff.json', findings(['E501', 30]));
    expect((await judged(made, 'lint-clean', ['old/**'])).row.status).toBe('pass');
  });

  it('is missing without a baseline, and an error with a broken one', async () => {
    const made = repository(onlyNew);
    made.write('reports/ruff.json', findings(['E501', 3]));
    const none = await judged(made, 'lint-clean', []);
    expect([none.row.status, none.said]).toEqual(['missing', expect.stringContaining('There is no baseline')]);
    made.write('old/ruff.json', findings(['E501', 3]).slice(0, -3));
    expect((await judged(made, 'lint-clean', ['old/**'])).row.status).toBe('error');
  });

  it('keeps no message of any finding in what it leaves for later runs', async () => {
    const { record } = await compared(findings(['E501', 3]), findings());
    expect(record).not.toContain('What E501 is about');
    expect(baselineRecordSchema.safeParse(JSON.parse(record)).success).toBe(true);
  });

  it('are a weaker demand than all of them', async () => {
    const made = repository('lint-clean: {}');
    made.commit('Base');
    made.edit('.github/maturity.yml', 'lint-clean: {}', onlyNew);
    made.remove('reports/reviews.json');
    made.commit();
    const { outcome } = await judged(made, 'lint-clean', [], 'HEAD~1');
    expect(rowsOf(outcome, 'policy-unweakened')[0]?.status).toBe('fail');
  });
});

describe('what a run leaves for later ones', () => {
  it('has no coverage where the reports can’t be relied on', async () => {
    const made = repository(noDrop);
    expect((await recordOf(made)).coverage).toHaveLength(1);
    made.write('reports/coverage.lcov', 'TN:\nSF:src/ratelimit/bucket.py\nDA:1,');
    expect((await recordOf(made)).coverage).toBeNull();
    made.remove('reports/coverage.lcov');
    expect((await recordOf(made)).coverage).toBeNull();
  });
});
