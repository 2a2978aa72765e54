import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/ruff.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, problemsOf, utf16 } from './reading.ts';

const text = (path: string) => new TextDecoder().decode(fixture(path));
const sniff = (content: string, path = 'reports/lint.json') => format.sniff(headOf(bytes(content), path));
const finding = {
  code: 'F401',
  message: 'm',
  filename: 'a.py',
  location: { row: 3, column: 2 },
  end_location: { row: 4, column: 9 },
};
const read = (...changes: object[]) =>
  evidenceOf(format, bytes(JSON.stringify(changes.map((change) => ({ ...finding, ...change })))), 'reports/ruff.json');

describe('The JSON report of ruff', () => {
  it('becomes lint diagnostics, one an element', async () => {
    const evidence = await evidenceOf(format, fixture('ruff/ruff.json'));
    expect(evidence).toMatchObject({ concern: 'lint', tool: 'ruff', declared: null, filesAnalyzed: null, defects: [] });
    expect(evidence.diagnostics.map(({ rule }) => rule)).toEqual([
      'invalid-syntax',
      'invalid-syntax',
      'F401',
      'F401',
      'F401',
      'UP035',
      'UP006',
      'PLR0133',
      'B015',
      'W605',
    ]);
    expect(evidence.diagnostics[4]).toEqual({
      rule: 'F401',
      severity: 'error',
      message: '`os` imported but unused',
      at: { path: '/home/runner/work/shop/shop/src/shop/price.py', line: 1, column: 8, endLine: 1 },
    });
  });

  it('is claimed whatever its name and encoding', async () => {
    const plain = fixture('ruff/ruff.json');
    for (const content of [plain, marked(plain), utf16(plain)]) {
      expect(format.sniff(headOf(content, 'reports/lint.json'))).toBe(true);
      expect((await evidenceOf(format, content)).diagnostics).toHaveLength(10);
    }
  });

  it('says the cell of a notebook in the message, for its rows are no lines of the file', async () => {
    const { diagnostics } = await evidenceOf(format, fixture('ruff/ruff.json'));
    expect(diagnostics[3]).toMatchObject({
      message: 'cell 2, line 2: `sys` imported but unused',
      at: { path: '/home/runner/work/shop/shop/src/shop/note.ipynb' },
    });
    expect(diagnostics[3]?.at.line).toBeUndefined();
  });

  it('takes the severity where the version writes one, else an error; an unknown one is an error', async () => {
    const { diagnostics } = await read(
      {},
      { severity: 'warning' },
      { severity: 'info' },
      { severity: 'fatal' },
      { severity: 'toString' },
    );
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['error', 'warning', 'note', 'error', 'error']);
  });

  it('may lack rule, place and file', async () => {
    const { diagnostics } = await read(
      { code: null },
      { location: null, end_location: null },
      { filename: null },
      { location: { row: 0, column: 0 } },
    );
    expect(diagnostics.map(({ rule, at }) => [rule, at])).toEqual([
      [null, { path: 'a.py', line: 3, column: 2, endLine: 4 }],
      ['F401', { path: 'a.py' }],
      ['F401', { path: 'reports/ruff.json' }],
      ['F401', { path: 'a.py', line: 1, column: 1, endLine: 4 }],
    ]);
  });
});

describe('An empty list', () => {
  it('is claimed as clean only where the file name says ruff', async () => {
    expect(sniff('[]', 'reports/ruff.json')).toBe(true);
    expect(sniff('\n[ ]\n', 'out/my-RUFF-report.json')).toBe(true);
    expect(sniff('[]', 'reports/lint.json')).toBe(false);
    expect(sniff('[]', 'ruff/report.json')).toBe(false);
    expect(sniff('[]', 'reports/ruff-format.json')).toBe(false);
    expect((await evidenceOf(format, fixture('ruff/ruff-clean.json'))).diagnostics).toEqual([]);
  });

  it('must be the whole file', () => {
    expect(format.sniff({ path: 'ruff.json', text: '[]', complete: false })).toBe(false);
    expect(sniff('', 'ruff.json')).toBe(false);
    expect(sniff('\n', 'ruff.json')).toBe(false);
    expect(sniff('[][]', 'ruff.json')).toBe(false);
  });
});

describe('What is no JSON report of ruff', () => {
  it.each([
    'ruff/statistics.json',
    'ruff-gitlab/issues.json',
    'ruff/format-check.json',
    'ruff/log-lines.json',
    'ruff-junit/findings.xml',
  ])('is neither claimed nor readable: %s', async (file) => {
    expect(sniff(text(file), `reports/${file}`)).toBe(false);
    expect((await problemsOf(format, fixture(file), 'ruff.json'))[0]?.at?.path).toBe('ruff.json');
  });

  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('ruff').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it('is refused at its line: log lines before the list, an end cut off, nothing at all', async () => {
    const [log] = await problemsOf(format, fixture('ruff/log-lines.json'), 'ruff.json');
    expect(log).toMatchObject({ code: 'report-syntax', at: { path: 'ruff.json', line: 1 } });
    const [cut] = await problemsOf(
      format,
      bytes(text('ruff/ruff.json').split('\n').slice(0, 20).join('\n')),
      'ruff.json',
    );
    expect(cut).toMatchObject({ code: 'report-syntax', at: { path: 'ruff.json', line: 20 } });
    for (const empty of ['', '\n']) {
      const problems = await problemsOf(format, bytes(empty), 'ruff.json');
      expect(problems).toMatchObject([{ code: 'report-empty', at: { path: 'ruff.json', line: 1 } }]);
    }
  });

  it('is refused even among findings: a file that ruff format would change', async () => {
    const mixed = bytes(JSON.stringify([finding, { ...finding, code: 'unformatted' }]));
    expect(await problemsOf(format, mixed, 'ruff.json')).toMatchObject([{ code: 'report-foreign' }]);
  });

  it('is not found by words within a message', () => {
    const message = '"code": "unformatted"';
    expect(sniff(JSON.stringify([{ ...finding, message }]))).toBe(true);
    expect(sniff(JSON.stringify([{ message: '"code": 1, "filename": 2, "end_location": 3' }]))).toBe(false);
  });

  it('names every wrong field', async () => {
    const problems = await problemsOf(
      format,
      bytes(JSON.stringify([{ ...finding, message: 1, location: { row: -1, column: 'x' } }])),
    );
    expect(problems.map(({ message }) => message.split(':')[0])).toEqual([
      'At 0.message',
      'At 0.location.row',
      'At 0.location.column',
    ]);
  });
});
