import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { formats } from '../../src/evidence/index.ts';
import { format } from '../../src/evidence/formats/sarif.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, parse, problemsOf, utf16 } from './reading.ts';

const text = (path: string) => new TextDecoder().decode(fixture(path));
const sniff = (content: string, path = 'reports/scan.sarif') => format.sniff(headOf(bytes(content), path));
const claimants = (content: Uint8Array, path: string) =>
  formats.filter((one) => one.sniff(headOf(content, path))).map(({ id }) => id);

/** A log of one run of a tool with the given results. */
const log = (results: unknown, more: object = {}, name = 'Watchdog') =>
  bytes(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name } }, results, ...more }] }));
const at = (uri: string, more: object = {}) => [{ physicalLocation: { artifactLocation: { uri, ...more } } }];
const pathOf = async (locations: object, run: object = {}) =>
  (await evidenceOf(format, log([{ locations }], run))).diagnostics[0]?.at.path;

describe('A SARIF log', () => {
  it('becomes diagnostics of a scanner, one an open result', async () => {
    const { diagnostics, ...evidence } = await evidenceOf(format, fixture('sarif/scanner.sarif'), 'reports/scan.sarif');
    expect(evidence).toEqual({
      kind: 'diagnostics',
      origin: { tool: 'watchdog' },
      concern: 'security',
      tool: 'watchdog',
      suppressed: 2,
      declared: null,
      filesAnalyzed: null,
      defects: [],
    });
    const source = '/home/runner/work/shop/shop/src/shop';
    const unplaced = { path: 'reports/scan.sarif' };
    expect(diagnostics).toEqual([
      {
        rule: 'W1',
        severity: 'error',
        message: 'a shell is called',
        at: { path: `${source}/a b.py`, line: 6, column: 12, endLine: 7 },
      },
      {
        rule: 'W2',
        severity: 'warning',
        message: "'md5' is a weak hash, use sha256",
        at: { path: `${source}/index.py`, line: 3, endLine: 3 },
      },
      { rule: 'more/X9/case-2', severity: 'note', message: 'an aside', at: { path: 'src/shop/aside.py' } },
      { rule: 'W1', severity: 'warning', message: 'no place', at: unplaced },
      { rule: 'W1', severity: 'error', message: 'asked to be accepted', at: unplaced },
      { rule: 'W1', severity: 'error', message: 'not suppressed', at: unplaced },
    ]);
  });

  it('is claimed by this format alone, whatever its name and encoding', async () => {
    const plain = fixture('sarif/scanner.sarif');
    for (const content of [plain, marked(plain), utf16(plain)]) {
      expect(claimants(content, 'reports/results.json')).toEqual(['sarif']);
      expect((await evidenceOf(format, content)).diagnostics).toHaveLength(6);
    }
  });

  it('is claimed with or without $schema, and with its version at a far end', () => {
    expect(sniff('{"version":"2.1.0","runs":[]}')).toBe(true);
    expect(sniff('{"runs":[{"results":[')).toBe(true);
    expect(sniff('{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/schema.json"')).toBe(true);
    expect(sniff('{"version":"2.1.0","results":[]}')).toBe(false);
    expect(sniff('{"message":"\\"$schema\\": \\"sarif\\", \\"runs\\": ["}')).toBe(false);
    expect(sniff('[{"runs":[]}]')).toBe(false);
  });

  it.each([
    ['Ruff', 'lint'],
    ['ESLint', 'lint'],
    ['flake8', 'lint'],
    ['Pylint', 'lint'],
    ['mypy', 'types'],
    ['Pyright', 'types'],
    ['CodeQL', 'security'],
    ['Bandit', 'security'],
    ['toString', 'security'],
  ])('of %s is of the concern %s', async (tool, concern) => {
    expect(await evidenceOf(format, log([], {}, tool))).toMatchObject({ concern, tool: tool.toLowerCase() });
  });
});

describe('The gravity of a result', () => {
  const rules = [{ id: 'A', defaultConfiguration: { level: 'error' } }, { id: 'B' }];
  const levelsOf = async (...results: object[]) => {
    const content = log(results, { tool: { driver: { name: 'Watchdog', rules } } });
    return (await evidenceOf(format, content)).diagnostics.map(({ severity }) => severity);
  };

  it('is its own level, else its rule’s by place or by id, else a warning', async () => {
    expect(
      await levelsOf(
        { ruleId: 'A', level: 'note' },
        { ruleIndex: 0 },
        { ruleId: 'A' },
        { ruleId: 'B' },
        { ruleId: 'C' },
        {},
      ),
    ).toEqual(['note', 'error', 'error', 'warning', 'warning', 'warning']);
  });

  it('is the named rule’s where the place says another', async () => {
    expect(await levelsOf({ ruleId: 'A', ruleIndex: 1 }, { ruleId: 'A', ruleIndex: 99 })).toEqual(['error', 'error']);
  });

  it('is a note where the idea does not apply', async () => {
    expect(await levelsOf({ level: 'none' })).toEqual(['note']);
  });

  it('must be one that SARIF knows', async () => {
    expect((await problemsOf(format, log([{ level: 'critical' }])))[0]).toMatchObject({ code: 'report-shape' });
  });
});

describe('The path of a result', () => {
  it('is a path, not a URI', async () => {
    expect(await pathOf(at('file:///home/me/a%20b.py'))).toBe('/home/me/a b.py');
    expect(await pathOf(at('file:///C:/work/a.py'))).toBe('C:/work/a.py');
    expect(await pathOf(at('file://localhost/work/a.py'))).toBe('/work/a.py');
    expect(await pathOf(at('src/caf%C3%A9.py'))).toBe('src/café.py');
    expect(await pathOf(at('100%.py'))).toBe('100%.py');
  });

  it('stands below its base, and below the base’s base', async () => {
    const originalUriBaseIds = {
      ROOT: { uri: 'file:///repo' },
      SRC: { uri: 'src/', uriBaseId: 'ROOT' },
      OPEN: {},
      ONE: { uri: 'a/', uriBaseId: 'TWO' },
      TWO: { uri: 'b/', uriBaseId: 'ONE' },
    };
    const below = (uriBaseId: string, uri = 'a.py') => pathOf(at(uri, { uriBaseId }), { originalUriBaseIds });
    expect(await below('SRC')).toBe('/repo/src/a.py');
    expect(await below('OPEN')).toBe('a.py');
    expect(await below('UNKNOWN')).toBe('a.py');
    expect(await below('__proto__')).toBe('a.py');
    expect(await below('SRC', 'file:///elsewhere/a.py')).toBe('/elsewhere/a.py');
    expect(await below('ONE')).toMatch(/\/a\.py$/);
  });

  it('is the report itself where the result has none', async () => {
    expect(await pathOf([])).toBe('reports/report');
    expect(await pathOf([{ physicalLocation: { artifactLocation: { index: 7 } } }])).toBe('reports/report');
  });

  it('has no line 0', async () => {
    const location = { artifactLocation: { uri: 'a.py' }, region: { startLine: 0, startColumn: 0 } };
    const { diagnostics } = await evidenceOf(format, log([{ locations: [{ physicalLocation: location }] }]));
    expect(diagnostics[0]?.at).toEqual({ path: 'a.py', line: 1, column: 1, endLine: 1 });
  });
});

describe('A log of several runs', () => {
  const run = (name: string, ruleId: string) => ({ tool: { driver: { name } }, results: [{ ruleId }] });
  const joined = (...runs: object[]) => bytes(JSON.stringify({ version: '2.1.0', runs }));

  it('joins their findings and the names of their tools', async () => {
    const evidence = await evidenceOf(format, joined(run('CodeQL', 'a'), run('CodeQL', 'b'), run('Trivy', 'c')));
    expect([evidence.tool, evidence.defects]).toEqual(['codeql + trivy', []]);
    expect(evidence.diagnostics.map(({ rule }) => rule)).toEqual(['a', 'b', 'c']);
  });

  it('proves nothing when their tools look for different things', async () => {
    const { defects } = await evidenceOf(format, joined(run('ruff', 'a'), run('Trivy', 'c')));
    expect(defects.map(({ code }) => code)).toEqual(['sarif-mixed-concerns']);
  });
});

describe('A log that proves nothing', () => {
  const defectsOf = async (content: Uint8Array) => (await evidenceOf(format, content)).defects.map(({ code }) => code);

  it('holds no run', async () => {
    expect(await defectsOf(bytes('{"version": "2.1.0", "runs": []}'))).toEqual(['sarif-no-run']);
  });

  it('is of a run that failed', async () => {
    const invocations = [{ executionSuccessful: true }, { executionSuccessful: false }];
    expect(await defectsOf(log([], { invocations }))).toEqual(['sarif-run-failed']);
  });

  it('has no list of results: nothing was looked for, or the scan did not start', async () => {
    expect(await defectsOf(log(null))).toEqual(['sarif-no-results']);
    expect(await defectsOf(log(undefined))).toEqual(['sarif-no-results']);
  });

  it('is the rule of `ruff format`, not of the linter', async () => {
    expect(claimants(fixture('sarif/ruff-format.sarif'), 'reports/ruff.sarif')).toEqual([]);
    expect(await problemsOf(format, fixture('sarif/ruff-format.sarif'))).toMatchObject([{ code: 'report-foreign' }]);
    const clean = fixture('sarif/ruff-clean.sarif');
    expect(await problemsOf(format, clean, 'reports/ruff-format.sarif')).toMatchObject([{ code: 'report-foreign' }]);
    expect(await evidenceOf(format, clean, 'reports/ruff.sarif')).toMatchObject({ concern: 'lint', diagnostics: [] });
  });

  it('is refused at its line: an end cut off, nothing at all, another version', async () => {
    const cut = bytes(text('sarif/scanner.sarif').split('\n').slice(0, 30).join('\n'));
    expect(await problemsOf(format, cut, 'scan.sarif')).toMatchObject([
      { code: 'report-syntax', at: { path: 'scan.sarif', line: 30 } },
    ]);
    expect(await problemsOf(format, bytes(''))).toMatchObject([{ code: 'report-empty' }]);
    const old = bytes('{"version": "2.0.0", "runs": []}');
    expect((await problemsOf(format, old))[0]?.message).toContain('version');
  });
});

it('The fixtures of the other formats are not claimed', () => {
  const claimed = fixturesOfOthers('sarif').filter((path) => format.sniff(headOf(fixture(path), path)));
  expect(claimed).toEqual([]);
});

/** Reports that tools really wrote, with figures that other programs counted. */
const corpus = process.env['MATURITY_CORPUS'] ?? join(import.meta.dirname, '../../../shared/evidence');

if (existsSync(join(corpus, 'truth.json'))) {
  const entries = z.record(
    z.string(),
    z.looseObject({ kind: z.string(), exists: z.boolean(), truth: z.record(z.string(), z.unknown()) }),
  );
  const truth = entries.parse(JSON.parse(readFileSync(join(corpus, 'truth.json'), 'utf8')));
  const files = Object.entries(truth).filter(([, { exists }]) => exists);
  const content = (path: string) => readFileSync(join(corpus, path));
  const isSnapshot = (path: string) => /sarif/.test(basename(path)) && !/format__/.test(basename(path));
  const isOfFormatter = (path: string, kind: string) => kind === 'ruff-format-sarif' || /format__.*sarif/.test(path);

  describe('Of the corpus of real reports', () => {
    it.each(
      files.filter(([, { kind }]) => kind === 'ruff-sarif').map(([path, entry]) => ({ path, truth: entry.truth })),
    )('$path is SARIF with the counted figures', async ({ path, truth: expected }) => {
      expect(claimants(content(path), path)).toEqual(['sarif']);
      const { diagnostics, concern, tool, defects } = await evidenceOf(format, content(path), path, 65536);
      const levels: Record<string, number> = {};
      for (const { severity } of diagnostics) levels[severity] = (levels[severity] ?? 0) + 1;
      expect([levels, diagnostics.length]).toEqual([expected['by_level'], expected['findings']]);
      expect([concern, tool, defects]).toEqual(['lint', 'ruff', []]);
    });

    it('old and new versions of ruff are read, one diagnostic a result', async () => {
      const snapshots = files.filter(([path, { kind }]) => kind === 'ruff-snapshot' && isSnapshot(path));
      expect(snapshots.length).toBeGreaterThan(5);
      for (const [path] of snapshots) {
        const results = new TextDecoder().decode(content(path)).match(/"message": \{\s*"text"/g) ?? [];
        expect(claimants(content(path), path)).toEqual(['sarif']);
        expect((await evidenceOf(format, content(path), path)).diagnostics).toHaveLength(results.length);
      }
    });

    it('the reports of `ruff format` are refused', async () => {
      const refused = files.filter(([path, { kind }]) => isOfFormatter(path, kind));
      expect(refused.length).toBeGreaterThan(1);
      for (const [path] of refused) {
        expect(claimants(content(path), path)).toEqual([]);
        expect(await parse(format, content(path), path)).toMatchObject({
          ok: false,
          problems: [{ code: 'report-foreign' }],
        });
      }
    });

    it('nothing else is claimed', () => {
      const others = files.filter(([path]) => !/sarif/.test(path)).map(([path]) => path);
      expect(others.filter((path) => format.sniff(headOf(content(path), path)))).toEqual([]);
    });
  });
}
