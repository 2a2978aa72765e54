import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/tsc.ts';
import { bytes, evidenceOf, fixture, headOf, marked, problemsOf, utf16 } from './reading.ts';

const text = (file: string) => new TextDecoder().decode(fixture(`tsc/${file}`));
const statistics = text('clean-diagnostics.txt');
/** "Found 4 errors in the same file, starting at: src/price.ts:2", says --pretty. */
const errors = [
  ['src/price.ts', 2, 3, 'TS2322'],
  ['src/price.ts', 4, 7, 'TS6133'],
  ['src/price.ts', 4, 44, 'TS2322'],
  ['src/price.ts', 5, 54, 'TS2322'],
];

describe('The text of tsc', () => {
  it.each([
    ['errors.txt', null],
    ['errors-diagnostics.txt', 84],
    ['version-6.txt', 84],
  ])('%s gives every error, and the number of files where statistics do', async (file, filesAnalyzed) => {
    const evidence = await evidenceOf(format, fixture(`tsc/${file}`));
    expect(evidence).toMatchObject({ concern: 'types', tool: 'tsc', declared: null, filesAnalyzed, defects: [] });
    expect(evidence).not.toHaveProperty('coveredFiles');
    expect(evidence.diagnostics.map(({ rule, at }) => [at.path, at.line, at.column, rule])).toEqual(errors);
    expect(evidence.diagnostics[0]).toMatchObject({
      severity: 'error',
      message: "Type 'number' is not assignable to type 'string'.",
    });
  });

  it('reads the same in UTF-16, behind a byte order mark, with CRLF, and after the lines of npm', async () => {
    const plain = text('errors-diagnostics.txt');
    const expected = await evidenceOf(format, bytes(plain));
    const preamble = '\n> demo@1.0.0 typecheck\n> tsc --noEmit --pretty false --diagnostics\n\n';
    for (const content of [
      utf16(bytes(plain)),
      marked(bytes(plain)),
      bytes(plain.replaceAll('\n', '\r\n')),
      bytes(preamble + plain),
    ]) {
      expect(format.sniff(headOf(content, 'x'))).toBe(true);
      expect(await evidenceOf(format, content)).toEqual(expected);
    }
  });

  it('goes on with a message in the lines with an indent', async () => {
    const { diagnostics } = await evidenceOf(format, fixture('tsc/continued.txt'));
    expect(diagnostics).toHaveLength(errors.length + 1);
    expect(diagnostics[0]?.message).toBe(
      "Type '{ one: number; two: { three: number; }; }' is not assignable to type 'A'. " +
        "The types of 'two.three' are incompatible between these types. Type 'number' is not assignable to type 'string'.",
    );
  });

  it('may have parentheses and spaces in a path', async () => {
    const { diagnostics } = await evidenceOf(format, bytes('src/(app)/my page(1).ts(3,4): error TS2322: no.\n'));
    expect(diagnostics[0]?.at).toEqual({ path: 'src/(app)/my page(1).ts', line: 3, column: 4 });
  });

  it('of a syntax error covers no file but those it names: no type was checked', async () => {
    const { coveredFiles, diagnostics } = await evidenceOf(format, fixture('tsc/syntax.txt'));
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['TS1134', 'TS1134']);
    expect(coveredFiles).toEqual(['src/broken.ts']);
  });

  it('was checked for types where another error stands beside one of the syntax’s numbers', async () => {
    const both = 'a.ts(1,1): error TS1192: no default export.\nb.ts(1,1): error TS2322: no.\n';
    expect(await evidenceOf(format, bytes(both))).not.toHaveProperty('coveredFiles');
  });

  it('proves nothing where an error of no file kept tsc from checking types', async () => {
    expect((await evidenceOf(format, fixture('tsc/no-types-checked.txt'), 't.txt')).defects).toMatchObject([
      { code: 'tsc-not-checked', message: expect.stringContaining("'nosuch'"), at: { path: 't.txt' } },
    ]);
  });
});

describe('tsc without errors', () => {
  it('is proved to have run by the statistics, which name the number of files', async () => {
    expect(format.sniff(headOf(bytes(statistics), 'x'))).toBe(true);
    expect(await evidenceOf(format, bytes(statistics))).toMatchObject({
      diagnostics: [],
      filesAnalyzed: 83,
      defects: [],
    });
  });

  it('writes nothing without them, which proves nothing', async () => {
    for (const nothing of ['', '\n', '> demo@1.0.0 typecheck\n> tsc --noEmit\n\n']) {
      expect(format.sniff(headOf(bytes(nothing), 'reports/tsc.txt'))).toBe(false);
      expect(await problemsOf(format, bytes(nothing), 't.txt')).toMatchObject([
        { code: 'report-empty', at: { path: 't.txt', line: 1 } },
      ]);
    }
  });
});

describe('What is no complete text of tsc', () => {
  it.each([
    ['a last line cut off', text('errors.txt').trimEnd(), 4],
    ['a last line cut within', text('errors.txt').slice(0, -20), 4],
    ['a line of another program', `${text('errors.txt')}Killed\n`, 5],
    ['more behind the statistics', `${statistics}src/a.ts(1,1): error TS2322: late.\n`, statistics.split('\n').length],
    ['an indent that continues nothing', '  no message\n', 1],
  ])('is refused at its line: %s', async (_what, content, line) => {
    expect(await problemsOf(format, bytes(content), 't')).toMatchObject([
      { code: 'report-syntax', at: { path: 't', line } },
    ]);
  });

  it('is not claimed: the pretty text, and the watcher', () => {
    for (const other of [
      'src/price.ts:2:3 - error TS2322: Type is not assignable.\n',
      '\u001b[96msrc/price.ts\u001b[0m:\u001b[93m2\u001b[0m - error TS2322: no.\n',
      '01:22:30 PM - Starting compilation in watch mode...\n',
      'Files: none\n',
    ]) {
      expect(format.sniff(headOf(bytes(other), 'reports/tsc.txt'))).toBe(false);
    }
  });
});
