import { describe, expect, it } from '@jest/globals';
import { severityOfRating, severityOfScore } from '../../src/evidence/advisory-severity.ts';
import { format as npmAudit } from '../../src/evidence/formats/npm-audit.ts';
import { format as osvScanner } from '../../src/evidence/formats/osv-scanner.ts';
import { format as pipAudit } from '../../src/evidence/formats/pip-audit.ts';
import { bytes, evidenceOf, fixture, headOf, marked, problemsOf, utf16 } from './reading.ts';

const text = (path: string) => new TextDecoder().decode(fixture(path));

describe('A report of npm audit', () => {
  it('has a diagnostic a vulnerable package, as npm counts them, at the lock file', async () => {
    const { diagnostics, ...rest } = await evidenceOf(npmAudit, fixture('npm-audit/vulnerable.json'));
    expect(rest).toMatchObject({
      concern: 'security',
      tool: 'npm audit',
      filesAnalyzed: 4,
      declared: null,
      defects: [],
    });
    // "3 vulnerabilities (2 moderate, 1 critical)"
    expect(diagnostics).toEqual([
      {
        rule: 'GHSA-29mw-wpgm-hmr9',
        severity: 'warning',
        message: 'lodash 4.17.15: Regular Expression Denial of Service (ReDoS) in lodash (moderate)',
        at: { path: 'package-lock.json' },
      },
      {
        rule: 'GHSA-xvch-5gv4-984h',
        severity: 'error',
        message: 'minimist <=1.2.0: Prototype Pollution in minimist (critical)',
        at: { path: 'package-lock.json' },
      },
      {
        rule: null,
        severity: 'warning',
        message: 'mkdirp 0.5.1: depends on vulnerable minimist (moderate)',
        at: { path: 'package-lock.json' },
      },
    ]);
  });

  it('without findings says how many packages it looked at', async () => {
    const evidence = await evidenceOf(npmAudit, fixture('npm-audit/clean.json'));
    expect(evidence).toMatchObject({ diagnostics: [], filesAnalyzed: 4, defects: [] });
  });

  it('is refused where the registry did not answer', async () => {
    const content = fixture('npm-audit/failed.json');
    expect(npmAudit.sniff(headOf(content, 'x'))).toBe(true);
    expect(await problemsOf(npmAudit, content, 'n')).toMatchObject([{ code: 'npm-audit-failed', at: { path: 'n' } }]);
  });

  it('proves nothing when it lists another number than it counts', async () => {
    const content = bytes(text('npm-audit/vulnerable.json').replace('"total": 3', '"total": 2'));
    expect((await evidenceOf(npmAudit, content, 'n')).defects).toMatchObject([
      { code: 'npm-audit-contradiction', at: { path: 'n' } },
    ]);
  });

  it('knows packages of any name, and refuses another version', async () => {
    const renamed = text('npm-audit/vulnerable.json').replace('"lodash": {', '"__proto__": {');
    expect((await evidenceOf(npmAudit, bytes(renamed))).diagnostics).toHaveLength(3);
    const third = text('npm-audit/clean.json').replace('"auditReportVersion": 2', '"auditReportVersion": 3');
    expect(await problemsOf(npmAudit, bytes(third), 'n')).toMatchObject([{ code: 'report-shape' }]);
  });
});

describe('A report of pip-audit', () => {
  it('has an error a vulnerability, for it states no gravity, and a note for what it skipped', async () => {
    const { diagnostics, ...rest } = await evidenceOf(pipAudit, fixture('pip-audit/vulnerable.json'), 'reports/p.json');
    expect(rest).toMatchObject({ concern: 'security', tool: 'pip-audit', filesAnalyzed: 3, defects: [] });
    expect(diagnostics.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      [
        'PYSEC-2019-179',
        'error',
        'flask 0.5 is vulnerable (PYSEC-2019-179, CVE-2019-1010083, GHSA-5wv5-4vpf-pj6m; mended in 1.0)',
      ],
      ['PYSEC-2018-66', 'error', 'flask 0.5 is vulnerable (PYSEC-2018-66, CVE-2018-1000656; mended in 0.12.3)'],
      ['PYSEC-0000-0', 'error', 'old 1.0 is vulnerable (PYSEC-0000-0; no version mends it)'],
      [null, 'note', 'demo was not audited: Dependency not found on PyPI and could not be audited: demo (1.0.0)'],
    ]);
    expect(new Set(diagnostics.map(({ at }) => at.path))).toEqual(new Set(['reports/p.json']));
  });

  it('without findings says how many packages it looked at, be it none', async () => {
    expect(await evidenceOf(pipAudit, fixture('pip-audit/clean.json'))).toMatchObject({
      diagnostics: [],
      filesAnalyzed: 2,
    });
    const none = bytes('{"dependencies": [], "fixes": []}');
    expect(pipAudit.sniff(headOf(none, 'x'))).toBe(true);
    expect(await evidenceOf(pipAudit, none)).toMatchObject({ filesAnalyzed: 0 });
  });

  it('is refused: a dependency that was neither audited nor skipped', async () => {
    const content = bytes('{"dependencies": [{"name": "flask", "version": "0.5"}]}');
    expect((await problemsOf(pipAudit, content, 'p'))[0]?.message).toContain('dependencies.0');
  });
});

describe('A report of OSV-Scanner', () => {
  it('has a diagnostic a group of advisories, graded by score, then by word, else an error', async () => {
    const { diagnostics, ...rest } = await evidenceOf(osvScanner, fixture('osv-scanner/vulnerable.json'));
    expect(rest).toMatchObject({ concern: 'security', tool: 'osv-scanner', filesAnalyzed: 2, defects: [] });
    const lock = '/home/runner/work/demo/demo/package-lock.json';
    const requirements = '/home/runner/work/demo/demo/requirements.txt';
    expect(diagnostics.map(({ rule, severity, at }) => [rule, severity, at.path])).toEqual([
      ['GHSA-vh95-rmgr-6w4m', 'warning', lock],
      ['GHSA-xvch-5gv4-984h', 'error', lock],
      ['GHSA-5wv5-4vpf-pj6m', 'note', requirements],
      ['PYSEC-0000-0', 'error', requirements],
    ]);
    expect(diagnostics[0]?.message).toBe(
      'minimist 1.2.0: Prototype Pollution in minimist (GHSA-vh95-rmgr-6w4m, CVE-2020-7598)',
    );
  });

  it('without findings says what it looked at only when it lists all packages', async () => {
    expect(await evidenceOf(osvScanner, fixture('osv-scanner/all-packages.json'))).toMatchObject({
      diagnostics: [],
      filesAnalyzed: 2,
    });
    expect(await evidenceOf(osvScanner, fixture('osv-scanner/clean.json'))).toMatchObject({
      diagnostics: [],
      filesAnalyzed: null,
    });
  });

  it('counts an advisory that stands in no group', async () => {
    const content = text('osv-scanner/vulnerable.json').replace('"ids": ["PYSEC-0000-0"]', '"ids": ["PYSEC-1111-1"]');
    const { diagnostics } = await evidenceOf(osvScanner, bytes(content));
    expect(diagnostics.map(({ rule }) => rule).slice(3)).toEqual(['PYSEC-1111-1', 'PYSEC-0000-0']);
  });

  it('as an empty list is claimed where its settings or its name say whose it is', () => {
    const sniff = (content: string, path: string) => osvScanner.sniff(headOf(bytes(content), path));
    expect(sniff('{"results": [], "experimental_config": {}}', 'x.json')).toBe(true);
    expect(sniff('{"results": []}', 'reports/osv.json')).toBe(true);
    expect(sniff('{"results": []}', 'reports/scan.json')).toBe(false);
    expect(sniff('{"results": [], "errors": []}', 'reports/osv.json')).toBe(false);
  });
});

describe('A dependency audit', () => {
  const audits = [
    { format: npmAudit, path: 'npm-audit/vulnerable.json' },
    { format: pipAudit, path: 'pip-audit/vulnerable.json' },
    { format: osvScanner, path: 'osv-scanner/vulnerable.json' },
  ];

  it.each(audits)('reads the same in UTF-16 and behind a byte order mark: $path', async ({ format, path }) => {
    const plain = fixture(path);
    for (const content of [utf16(plain), marked(plain)]) {
      expect(format.sniff(headOf(content, 'x'))).toBe(true);
      expect(await evidenceOf(format, content)).toEqual(await evidenceOf(format, plain));
    }
  });

  it.each(audits)('is refused at its line when it is cut off or empty: $path', async ({ format, path }) => {
    const content = text(path).trimEnd();
    const line = content.split('\n').length;
    expect(await problemsOf(format, bytes(content.slice(0, -1)), 'a')).toMatchObject([
      { code: 'report-syntax', at: { path: 'a', line: Math.max(1, line - 1) } },
    ]);
    expect(await problemsOf(format, bytes(''), 'a')).toMatchObject([
      { code: 'report-empty', at: { path: 'a', line: 1 } },
    ]);
  });
});

describe('The gravity of an advisory', () => {
  it('is an error from high, a warning from medium, else a note; an error where nobody knows', () => {
    expect(
      ['critical', 'HIGH', 'moderate', 'Medium', 'low', 'info', 'none', '', 'constructor'].map(severityOfRating),
    ).toEqual(['error', 'error', 'warning', 'warning', 'note', 'note', 'note', 'error', 'error']);
  });

  it('follows the bands of CVSS', () => {
    expect(['10.0', '9', '7.0', '6.9', '4', '3.9', '0.0'].map(severityOfScore)).toEqual([
      'error',
      'error',
      'error',
      'warning',
      'warning',
      'note',
      'note',
    ]);
    expect(['', 'high', '11', '-1', '1e1', 'NaN', ' 5'].map(severityOfScore)).toEqual(Array(7).fill(null));
  });
});
