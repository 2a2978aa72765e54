import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/mypy.ts';
import { bytes, evidenceOf, fixture, headOf, marked, problemsOf, utf16 } from './reading.ts';

const sniff = (content: string, path: string) => format.sniff(headOf(bytes(content), path));
const finding = { file: 'a.py', line: 3, column: 0, message: 'm', hint: null, code: 'misc', severity: 'error' };
const read = (change: object) => evidenceOf(format, bytes(JSON.stringify({ ...finding, ...change })));

describe('JSON lines of mypy', () => {
  it('say what the text output says; columns count from 1', async () => {
    const evidence = await evidenceOf(format, fixture('mypy/findings.jsonl'));
    // src/demo/price.py:17: error: …  [assignment] / src/demo/price.py:18: note: … / Found 1 error in 1 file
    expect(evidence).toEqual({
      kind: 'diagnostics',
      concern: 'types',
      tool: 'mypy',
      diagnostics: [
        {
          rule: 'assignment',
          severity: 'error',
          message: 'Incompatible types in assignment (expression has type "str", variable has type "int")',
          at: { path: 'src/demo/price.py', line: 17, column: 14, endLine: 17 },
        },
        {
          rule: 'misc',
          severity: 'note',
          message: 'Revealed type is "int"',
          at: { path: 'src/demo/price.py', line: 18, column: 13, endLine: 18 },
        },
      ],
      declared: null,
      filesAnalyzed: null,
      defects: [],
    });
  });

  it('of a syntax error cover no file but those they name: no type was checked', async () => {
    const { diagnostics, coveredFiles } = await evidenceOf(format, fixture('mypy/syntax.jsonl'));
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['syntax', 'syntax']);
    expect(coveredFiles).toEqual(['src/demo/broken.py']);
  });

  it('read the same in UTF-16 and behind a byte order mark', async () => {
    const plain = fixture('mypy/findings.jsonl');
    for (const content of [utf16(plain), marked(plain)]) {
      expect(format.sniff(headOf(content, 'x'))).toBe(true);
      expect(await evidenceOf(format, content)).toEqual(await evidenceOf(format, plain));
    }
  });

  it('may lack place, code and end, and may give a hint', async () => {
    expect((await read({ line: -1, column: -1, code: null })).diagnostics).toEqual([
      { rule: null, severity: 'error', message: 'm', at: { path: 'a.py' } },
    ]);
    expect((await read({ column: -1, end_line: 1, hint: 'try this' })).diagnostics[0]).toMatchObject({
      message: 'm (try this)',
      at: { path: 'a.py', line: 3, column: 1, endLine: 3 },
    });
  });
});

describe('mypy without findings', () => {
  it('writes one empty line, which proves a run where the name says mypy', async () => {
    expect(new TextDecoder().decode(fixture('mypy/mypy-clean.jsonl'))).toBe('\n');
    expect(sniff('\n', 'reports/mypy.jsonl')).toBe(true);
    expect(sniff('\r\n', 'reports/MyPy.json')).toBe(true);
    expect(await evidenceOf(format, fixture('mypy/mypy-clean.jsonl'))).toMatchObject({
      diagnostics: [],
      filesAnalyzed: null,
      defects: [],
    });
  });

  it('proves nothing elsewhere, by no line, or by several', () => {
    expect(sniff('\n', 'reports/types.jsonl')).toBe(false);
    expect(sniff('\n', 'mypy/types.jsonl')).toBe(false);
    expect(sniff('', 'reports/mypy.jsonl')).toBe(false);
    expect(sniff('\n\n', 'reports/mypy.jsonl')).toBe(false);
    expect(format.sniff({ path: 'mypy.jsonl', text: '\n', complete: false })).toBe(false);
  });

  it('is refused when the file is empty', async () => {
    expect(await problemsOf(format, bytes(''), 'mypy.jsonl')).toMatchObject([
      { code: 'report-empty', at: { path: 'mypy.jsonl', line: 1 } },
    ]);
  });
});

describe('mypy that could not begin', () => {
  it('says so in a sentence: claimed by name, and refused at its line', async () => {
    const content = fixture('mypy/mypy-missing.jsonl');
    expect(format.sniff(headOf(content, 'reports/mypy.jsonl'))).toBe(true);
    expect(await problemsOf(format, content, 'm')).toMatchObject([
      { code: 'report-syntax', at: { path: 'm', line: 1 } },
    ]);
  });

  it('is refused too where the sentence stands among findings', async () => {
    const mixed = `${JSON.stringify(finding)}\nFound 1 error in 1 file (errors prevented further checking)\n`;
    expect(await problemsOf(format, bytes(mixed), 'm')).toMatchObject([{ code: 'report-syntax', at: { line: 2 } }]);
  });
});

describe('What is no report of mypy', () => {
  it('is refused at its line: a last line cut off, a severity nobody knows, no UTF-8', async () => {
    const text = new TextDecoder().decode(fixture('mypy/findings.jsonl'));
    expect(await problemsOf(format, bytes(text.slice(0, -9)), 'm')).toMatchObject([
      { code: 'report-syntax', message: expect.stringContaining('cut short'), at: { path: 'm', line: 2 } },
    ]);
    const unknown = bytes(JSON.stringify({ ...finding, severity: 'fine' }));
    expect(await problemsOf(format, unknown, 'm')).toMatchObject([
      { code: 'report-shape', message: expect.stringContaining('severity'), at: { path: 'm', line: 1 } },
    ]);
    expect(await problemsOf(format, Uint8Array.from([0x7b, 0xff, 0x0a]), 'm')).toMatchObject([
      { code: 'report-encoding', at: { path: 'm', line: 1 } },
    ]);
  });
});
