import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/eslint.ts';
import { format as sarif } from '../../src/evidence/formats/sarif.ts';
import { bytes, evidenceOf, fixture, headOf, marked, problemsOf, utf16 } from './reading.ts';

const root = '/home/runner/work/demo/demo/src';
const file = { filePath: 'a.js', messages: [] as object[], errorCount: 0, warningCount: 0 };
const report = (...files: object[]) => bytes(JSON.stringify(files.map((own) => ({ ...file, ...own }))));

describe('The JSON report of ESLint', () => {
  it('says what the text output says, and every file that was looked at', async () => {
    const evidence = await evidenceOf(format, fixture('eslint/demo.json'));
    const { diagnostics, ...rest } = evidence;
    // "✖ 5 problems (4 errors, 1 warning)", and one finding that a comment suppresses.
    expect(rest).toEqual({
      kind: 'diagnostics',
      concern: 'lint',
      tool: 'eslint',
      suppressed: 1,
      declared: { errors: 4, warnings: 1, notes: 0 },
      filesAnalyzed: 3,
      coveredFiles: ['broken.js', 'clean.js', 'price.js'].map((name) => `${root}/${name}`),
      defects: [],
    });
    expect(diagnostics.map(({ rule, severity, at }) => [at.path, at.line, at.column, severity, rule])).toEqual([
      [`${root}/broken.js`, 1, 7, 'error', null],
      [`${root}/price.js`, 1, 8, 'error', 'no-unused-vars'],
      [`${root}/price.js`, 3, 7, 'error', 'no-unused-vars'],
      [`${root}/price.js`, 4, 14, 'warning', 'eqeqeq'],
      [`${root}/price.js`, 4, 23, 'error', 'no-debugger'],
    ]);
  });

  it('is claimed whatever its name and encoding', async () => {
    const plain = fixture('eslint/clean.json');
    for (const content of [plain, marked(plain), utf16(plain)]) {
      expect(format.sniff(headOf(content, 'reports/lint.json'))).toBe(true);
      expect(await evidenceOf(format, content)).toMatchObject({ diagnostics: [], filesAnalyzed: 1 });
    }
  });

  it('may speak of a whole file, and of a directive without rule', async () => {
    const messages = [{ ruleId: null, severity: 1, message: 'File ignored.' }];
    const { diagnostics, suppressed } = await evidenceOf(format, report({ messages, warningCount: 1 }));
    expect(diagnostics).toEqual([{ rule: null, severity: 'warning', message: 'File ignored.', at: { path: 'a.js' } }]);
    expect(suppressed).toBe(0);
  });

  it('as an empty list says that ESLint looked at nothing', async () => {
    const content = fixture('eslint/eslint-none.json');
    expect(format.sniff(headOf(content, 'reports/eslint.json'))).toBe(true);
    expect(format.sniff(headOf(content, 'reports/lint.json'))).toBe(false);
    expect(await evidenceOf(format, content)).toMatchObject({ diagnostics: [], filesAnalyzed: 0 });
  });

  it('proves nothing when it lists more than it counts', async () => {
    const messages = [{ ruleId: 'eqeqeq', severity: 2, message: 'm', line: 1, column: 1 }];
    expect((await evidenceOf(format, report({ messages }), 'e.json')).defects).toMatchObject([
      { code: 'eslint-contradiction', at: { path: 'e.json' } },
    ]);
  });

  it('proves nothing when it counts errors that it does not list', async () => {
    const counted = async (counts: object): Promise<string[]> =>
      (await evidenceOf(format, report(counts))).defects.map(({ code }) => code);
    expect(await counted({ errorCount: 1 })).toEqual(['eslint-contradiction']);
    expect(await counted({ warningCount: 1 })).toEqual([]);
  });
});

describe('What is no JSON report of ESLint', () => {
  it('is refused at its line: an end cut off, nothing, a severity nobody knows', async () => {
    const text = new TextDecoder().decode(fixture('eslint/demo.json')).trimEnd();
    expect(await problemsOf(format, bytes(text.slice(0, -1)), 'e')).toMatchObject([
      { code: 'report-syntax', at: { path: 'e', line: 1 } },
    ]);
    expect(await problemsOf(format, bytes(''), 'e')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
    const messages = [{ ruleId: null, severity: 3, message: 'm' }];
    expect((await problemsOf(format, report({ messages }), 'e'))[0]?.message).toContain('0.messages.0');
  });

  it('is not claimed: lists of other linters', () => {
    for (const other of [
      [{ source: 'a.css', warnings: [], errored: false }],
      [{ filePath: '/a', sourceContent: '', sourceContentType: 'text', messages: [] }],
    ]) {
      expect(format.sniff(headOf(bytes(JSON.stringify(other)), 'eslint.json'))).toBe(false);
    }
  });
});

describe('SARIF of ESLint', () => {
  it('is lint; where a file could not be parsed the run failed, which its results do not show', async () => {
    const evidence = await evidenceOf(sarif, fixture('sarif/eslint.sarif'));
    expect(evidence).toMatchObject({ concern: 'lint', tool: 'eslint', suppressed: 1 });
    expect(evidence.diagnostics.map(({ rule, severity, at }) => [at.line, severity, rule])).toEqual([
      [1, 'error', 'no-unused-vars'],
      [3, 'error', 'no-unused-vars'],
      [4, 'warning', 'eqeqeq'],
      [4, 'error', 'no-debugger'],
    ]);
    expect(evidence.defects).toMatchObject([{ code: 'sarif-run-failed' }]);
  });
});
