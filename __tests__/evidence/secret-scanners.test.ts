import { describe, expect, it } from '@jest/globals';
import { format as gitleaks } from '../../src/evidence/formats/gitleaks.ts';
import { format as trufflehog } from '../../src/evidence/formats/trufflehog.ts';
import { bytes, evidenceOf, fixture, headOf, marked, problemsOf, utf16 } from './reading.ts';

const text = (path: string) => new TextDecoder().decode(fixture(path));

describe('A report of gitleaks', () => {
  it('gives rule and place of each leak', async () => {
    const { findings, ...rest } = await evidenceOf(gitleaks, fixture('gitleaks/leaks.json'));
    expect(rest).toEqual({ kind: 'secrets', plugins: ['gitleaks'], defects: [] });
    expect(findings).toMatchObject([
      { type: 'aws-access-token', at: { path: 'src/demo/settings.py', line: 4 }, audit: 'unaudited', verified: false },
      { type: 'generic-api-key', at: { path: 'tests/old.py', line: 9 }, audit: 'unaudited', verified: false },
    ]);
  });

  it('without leaks is an empty list: its name must say gitleaks', async () => {
    const content = fixture('gitleaks/gitleaks-clean.json');
    expect(gitleaks.sniff(headOf(content, 'reports/gitleaks.json'))).toBe(true);
    expect(gitleaks.sniff(headOf(content, 'gitleaks/report.json'))).toBe(false);
    expect(await evidenceOf(gitleaks, content)).toMatchObject({ findings: [], plugins: ['gitleaks'] });
  });

  it('is refused at its line: an end cut off, nothing, a leak without a rule', async () => {
    const lines = text('gitleaks/leaks.json').split('\n');
    expect(await problemsOf(gitleaks, bytes(lines.slice(0, 12).join('\n')), 'g')).toMatchObject([
      { code: 'report-syntax', at: { path: 'g', line: 12 } },
    ]);
    expect(await problemsOf(gitleaks, bytes(''), 'g')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
    const nameless = text('gitleaks/leaks.json').replace('"aws-access-token"', '""');
    expect((await problemsOf(gitleaks, bytes(nameless), 'g'))[0]?.message).toContain('0.RuleID');
  });
});

describe('A report of trufflehog', () => {
  it('gives detector and place of each secret, and whether it works', async () => {
    const { findings, ...rest } = await evidenceOf(trufflehog, fixture('trufflehog/findings.jsonl'));
    expect(rest).toEqual({ kind: 'secrets', plugins: ['trufflehog'], defects: [] });
    expect(findings).toMatchObject([
      { type: 'AWS', at: { path: 'src/demo/settings.py', line: 4 }, audit: 'unaudited', verified: false },
      { type: 'URI', at: { path: 'tests/old.py', line: 9 }, audit: 'unaudited', verified: true },
    ]);
  });

  it('stands at the report where the source has no file', async () => {
    const elsewhere = { SourceMetadata: { Data: { Slack: { channel: 'dev' } } }, DetectorName: 'AWS', Verified: false };
    const { findings } = await evidenceOf(trufflehog, bytes(JSON.stringify(elsewhere)), 'reports/t.jsonl');
    expect(findings[0]?.at).toEqual({ path: 'reports/t.jsonl' });
  });

  it('without secrets is proved by the end of its log', async () => {
    const content = fixture('trufflehog/clean-with-log.jsonl');
    expect(trufflehog.sniff(headOf(content, 'x'))).toBe(true);
    expect(await evidenceOf(trufflehog, content)).toMatchObject({ findings: [], plugins: ['trufflehog'], defects: [] });
  });

  it('proves nothing where the log does not tell of the end, or of no chunk', async () => {
    const [start = '', end = ''] = text('trufflehog/clean-with-log.jsonl').split('\n');
    for (const log of [start, end.replace('"chunks":13', '"chunks":0')]) {
      expect((await evidenceOf(trufflehog, bytes(`${log}\n`), 't')).defects).toMatchObject([
        { code: 'trufflehog-not-scanned', at: { path: 't' } },
      ]);
    }
  });

  it('proves nothing where the log counts more secrets than there are: only the log was kept', async () => {
    const log = text('trufflehog/clean-with-log.jsonl').replace(
      '"verified_secrets":0,"unverified_secrets":0',
      '"verified_secrets":1,"unverified_secrets":1',
    );
    expect((await evidenceOf(trufflehog, bytes(log), 't')).defects).toMatchObject([
      { code: 'trufflehog-not-scanned', message: expect.stringContaining('2 findings') },
    ]);
    const whole = bytes(`${text('trufflehog/findings.jsonl').trimEnd()}\n${log}`);
    expect(await evidenceOf(trufflehog, whole)).toMatchObject({ findings: [{}, {}], defects: [] });
  });

  it('is refused at its line: nothing, a last line cut off, a message of another program', async () => {
    expect(await problemsOf(trufflehog, bytes(''), 't')).toMatchObject([{ code: 'report-empty', at: { line: 1 } }]);
    const content = text('trufflehog/findings.jsonl').trimEnd();
    expect(await problemsOf(trufflehog, bytes(content.slice(0, -1)), 't')).toMatchObject([
      { code: 'report-syntax', at: { path: 't', line: 2 } },
    ]);
    expect(await problemsOf(trufflehog, bytes(`${content}\nKilled\n`), 't')).toMatchObject([{ at: { line: 3 } }]);
    expect(await problemsOf(trufflehog, bytes(`${content}\n{}\n`), 't')).toMatchObject([{ code: 'report-shape' }]);
  });
});

describe('No secret', () => {
  it.each([
    { format: gitleaks, path: 'gitleaks/leaks.json' },
    { format: trufflehog, path: 'trufflehog/findings.jsonl' },
  ])('of $path reaches evidence or problems', async ({ format, path }) => {
    const evidence = await evidenceOf(format, fixture(path));
    expect(JSON.stringify(evidence)).not.toMatch(/EXAMPLE|REDACTED/);
    expect(evidence.findings.map(({ fingerprint }) => fingerprint)).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    for (const broken of [
      text(path).replace('"File"', '"file"').replace('"Verified":', '"Other":'),
      text(path).slice(0, -40),
    ]) {
      expect(JSON.stringify(await problemsOf(format, bytes(broken)))).not.toContain('EXAMPLE');
    }
  });

  it.each([
    { format: gitleaks, path: 'gitleaks/leaks.json' },
    { format: trufflehog, path: 'trufflehog/findings.jsonl' },
  ])('is lost in another encoding of $path', async ({ format, path }) => {
    for (const content of [utf16(fixture(path)), marked(fixture(path))]) {
      expect(format.sniff(headOf(content, 'x'))).toBe(true);
      expect((await evidenceOf<Awaited<ReturnType<typeof evidenceOf>>>(format, content)) as object).toMatchObject({
        findings: [{}, {}],
      });
    }
  });
});
