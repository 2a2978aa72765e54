import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/pyright.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, problemsOf, utf16 } from './reading.ts';
import { FACTOR, growth } from '../growth.ts';

const read = (file: string) => evidenceOf(format, fixture(`pyright/${file}`), 'reports/pyright.json');
const summary = { filesAnalyzed: 3, errorCount: 1, warningCount: 0, informationCount: 1 };
const found = { file: 'a.py', severity: 'error', message: 'm' };
const report = (change: object) =>
  bytes(JSON.stringify({ version: '1.1.414', generalDiagnostics: [], summary, ...change }));

describe('The JSON report of pyright', () => {
  it.each([
    ['mixed.json', 'pyright', 10, { errors: 8, warnings: 2, notes: 0 }, 4],
    ['basedpyright.json', 'basedpyright', 16, { errors: 9, warnings: 7, notes: 0 }, 6],
    ['clean.json', 'pyright', 0, { errors: 0, warnings: 0, notes: 0 }, 1],
    ['level-error.json', 'pyright', 0, { errors: 0, warnings: 2, notes: 0 }, 1],
    ['no-files.json', 'pyright', 0, { errors: 0, warnings: 0, notes: 0 }, 0],
    ['old-with-preamble.json', 'pyright', 1, { errors: 1, warnings: 0, notes: 0 }, 23],
  ])(
    '%s gives the list, what the summary states, and the number of files',
    async (file, tool, listed, declared, filesAnalyzed) => {
      expect(format.sniff(headOf(fixture(`pyright/${file}`), 'x.json'))).toBe(true);
      const evidence = await read(file);
      expect(evidence).toMatchObject({ concern: 'types', tool, declared, filesAnalyzed, defects: [] });
      expect(evidence.diagnostics).toHaveLength(listed);
    },
  );

  it('counts lines and columns from 1, and keeps messages as they are', async () => {
    const { diagnostics } = await read('mixed.json');
    expect(diagnostics.find(({ rule }) => rule === 'reportReturnType')).toEqual({
      rule: 'reportReturnType',
      severity: 'error',
      message: 'Type "int" is not assignable to return type "str"\n\u00a0\u00a0"int" is not assignable to "str"',
      at: { path: '/home/runner/work/shop/shop/src/shop/price.py', line: 10, column: 12, endLine: 10 },
    });
  });

  it('gives a syntax error no rule, information the severity of a note, and a whole file no line', async () => {
    expect((await read('mixed.json')).diagnostics[0]?.rule).toBeNull();
    const { diagnostics } = await evidenceOf(
      format,
      report({ generalDiagnostics: [{ ...found, severity: 'information' }] }),
    );
    expect(diagnostics).toEqual([{ rule: null, severity: 'note', message: 'm', at: { path: 'a.py' } }]);
  });

  it('reads the same in UTF-16 and behind a byte order mark', async () => {
    const plain = fixture('pyright/mixed.json');
    const expected = await read('mixed.json');
    for (const content of [utf16(plain), marked(plain)]) {
      expect(format.sniff(headOf(content, 'x.json'))).toBe(true);
      expect(await evidenceOf(format, content, 'reports/pyright.json')).toEqual(expected);
    }
  });

  it('proves nothing when it is of --verifytypes, which checks no types', async () => {
    const content = fixture('pyright-verifytypes/shop.json');
    expect(await evidenceOf(format, content, 'reports/pyright.json')).toMatchObject({
      filesAnalyzed: 4,
      defects: [{ code: 'pyright-verifytypes' }],
    });
  });

  it('proves nothing when the list holds more than its summary states', async () => {
    const { defects } = await evidenceOf(format, report({ generalDiagnostics: [found, found] }), 'p.json');
    expect(defects).toMatchObject([
      {
        code: 'pyright-contradiction',
        message: 'The summary states 1 of severity error, the list holds 2.',
        at: { path: 'p.json' },
      },
    ]);
  });
});

describe('What is no JSON report of pyright', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('pyright').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it('is refused at its line: an end cut off, also behind a preamble, and an empty file', async () => {
    for (const [file, line] of [
      ['mixed.json', 30],
      ['old-with-preamble.json', 12],
    ] as const) {
      const lines = new TextDecoder().decode(fixture(`pyright/${file}`)).split('\n');
      const problems = await problemsOf(format, bytes(lines.slice(0, line).join('\n')), 'p.json');
      expect(problems).toMatchObject([{ code: 'report-syntax', at: { path: 'p.json', line } }]);
    }
    expect(await problemsOf(format, bytes(''), 'p.json')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
  });

  it('is refused: text after the JSON, bytes that are no UTF-8, a severity that nobody knows', async () => {
    const plain = new TextDecoder().decode(fixture('pyright/clean.json'));
    expect(await problemsOf(format, bytes(`${plain}Killed\n`))).toMatchObject([{ code: 'report-syntax' }]);
    expect(await problemsOf(format, Uint8Array.from([0x7b, 0xff, 0x7d, 0x0a]))).toMatchObject([
      { code: 'report-encoding' },
    ]);
    const unknown = report({ generalDiagnostics: [{ ...found, severity: 'fine' }] });
    expect((await problemsOf(format, unknown))[0]?.message).toContain('generalDiagnostics.0.severity');
  });

  it('is refused: a report without a summary', async () => {
    expect((await problemsOf(format, report({ summary: undefined })))[0]?.message).toContain('At summary');
  });

  it.each(['\n', ' ', '{', '\n{', '"generalDiagnostics"'])('is told apart in linear time from %j', async (text) => {
    const sniff = (size: number) => format.sniff(headOf(bytes(text.repeat(size / text.length)), 'x'));
    expect(await growth(16_384, sniff)).toBeLessThan(FACTOR ** 2);
  });
});
