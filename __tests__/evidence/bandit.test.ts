import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/bandit.ts';
import { bytes, evidenceOf, fixture, headOf, marked, problemsOf, utf16 } from './reading.ts';

const text = (file: string) => new TextDecoder().decode(fixture(`bandit/${file}`));

describe('The JSON report of bandit', () => {
  it('says what the text output says; a file that it could not read is an error', async () => {
    const { diagnostics, ...rest } = await evidenceOf(format, fixture('bandit/demo.json'));
    // "Low: 2.0, Medium: 0.0, High: 1.0", "Total lines skipped (#nosec): 1", "Files skipped (1): src/demo/broken.py"
    expect(rest).toEqual({
      kind: 'diagnostics',
      origin: { tool: 'bandit', createdAt: '2026-11-22T13:22:18.000Z' },
      concern: 'security',
      tool: 'bandit',
      suppressed: 1,
      declared: { errors: 1, warnings: 0, notes: 2 },
      filesAnalyzed: 3,
      coveredFiles: ['src/demo/__init__.py', 'src/demo/odd.py', 'src/demo/price.py'],
      defects: [],
    });
    expect(diagnostics.map(({ rule, severity, at }) => [rule, severity, at])).toEqual([
      ['B311', 'note', { path: 'src/demo/odd.py', line: 7, endLine: 7 }],
      ['B404', 'note', { path: 'src/demo/price.py', line: 2, endLine: 4 }],
      ['B602', 'error', { path: 'src/demo/price.py', line: 14, endLine: 14 }],
      [null, 'error', { path: 'src/demo/broken.py' }],
    ]);
    expect(diagnostics[3]?.message).toBe('bandit could not look at the file: syntax error while parsing AST from file');
  });

  it('is clean where it looked at files and found nothing, in any encoding', async () => {
    const plain = fixture('bandit/clean.json');
    for (const content of [plain, marked(plain), utf16(plain)]) {
      expect(format.sniff(headOf(content, 'x'))).toBe(true);
      expect(await evidenceOf(format, content)).toMatchObject({ diagnostics: [], filesAnalyzed: 1, suppressed: 0 });
    }
  });

  it('looked at nothing where the path is not there', async () => {
    const { diagnostics, filesAnalyzed } = await evidenceOf(format, fixture('bandit/missing.json'));
    expect(filesAnalyzed).toBe(0);
    expect(diagnostics).toMatchObject([{ severity: 'error', at: { path: 'nosuch' } }]);
  });

  it('takes MEDIUM for a warning and what nobody knows for an error; columns count from 1', async () => {
    const changed = (severity: string) => bytes(text('demo.json').replace('"LOW",', `"${severity}", "col_offset": 4,`));
    for (const [word, severity] of [
      ['MEDIUM', 'warning'],
      ['GRAVE', 'error'],
      ['__proto__', 'error'],
    ] as const) {
      const { diagnostics } = await evidenceOf(format, changed(word));
      expect(diagnostics[0]).toMatchObject({ severity, at: { column: 5 } });
    }
  });

  it('keeps what its summary counts and its list leaves out (bandit -ll), which proves nothing once it is an error', async () => {
    const without = (gravity: string): Uint8Array => {
      const report = JSON.parse(text('demo.json')) as { results: { issue_severity: string }[] };
      const results = report.results.filter(({ issue_severity: own }) => own !== gravity);
      return bytes(JSON.stringify({ ...report, results }));
    };
    const declared = { errors: 1, warnings: 0, notes: 2 };
    expect(await evidenceOf(format, without('LOW'))).toMatchObject({ declared, defects: [] });
    expect(await evidenceOf(format, without('HIGH'))).toMatchObject({
      declared,
      defects: [{ code: 'bandit-contradiction' }],
    });
  });

  it('is refused without its summary', async () => {
    const bare = text('clean.json').replace('"_totals"', '"totals"');
    expect(await problemsOf(format, bytes(bare))).toMatchObject([
      { code: 'report-shape', message: expect.stringContaining('metrics') },
    ]);
  });

  it('proves nothing when it lists more than it counts', async () => {
    const content = bytes(text('demo.json').replace('"SEVERITY.HIGH": 1.0', '"SEVERITY.HIGH": 0'));
    expect((await evidenceOf(format, content, 'b.json')).defects).toMatchObject([
      { code: 'bandit-contradiction', at: { path: 'b.json' } },
    ]);
  });
});

describe('What is no JSON report of bandit', () => {
  it('is refused at its line: an end cut off, nothing at all, a report without metrics', async () => {
    const lines = text('demo.json').trimEnd().split('\n');
    expect(await problemsOf(format, bytes(lines.slice(0, 20).join('\n')), 'b')).toMatchObject([
      { code: 'report-syntax', at: { path: 'b', line: 20 } },
    ]);
    expect(await problemsOf(format, bytes(''), 'b')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
    expect((await problemsOf(format, bytes('{"errors": [], "results": []}'), 'b'))[0]?.message).toContain('metrics');
  });
});
