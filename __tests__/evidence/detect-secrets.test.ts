import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/evidence/formats/detect-secrets.ts';
import { bytes, evidenceOf, fixture, fixturesOfOthers, headOf, marked, problemsOf, utf16 } from './reading.ts';

const HASH = '0123456789abcdef0123456789abcdef01234567';
const entry = { type: 'Secret Keyword', hashed_secret: HASH, line_number: 4 };
const scan = (results: unknown, change: object = {}) =>
  bytes(JSON.stringify({ version: '1.5.0', plugins_used: [{ name: 'KeywordDetector' }], results, ...change }));
const read = (file: string) => evidenceOf(format, fixture(`detect-secrets/${file}`));

describe('A scan or baseline of detect-secrets', () => {
  it.each([
    ['scan.json', 4, 27],
    ['audited.json', 4, 27],
    ['slim.json', 4, 27],
    ['clean.json', 0, 27],
    ['scan-0.12.7.json', 1, 11],
  ])('%s gives its findings and its detectors', async (file, findings, plugins) => {
    expect(format.sniff(headOf(fixture(`detect-secrets/${file}`), 'x.json'))).toBe(true);
    const evidence = await read(file);
    expect(evidence.findings).toHaveLength(findings);
    expect(evidence.plugins).toHaveLength(plugins);
    expect(evidence.defects).toEqual([]);
  });

  it('tells what an audit said of each finding', async () => {
    const { findings } = await read('audited.json');
    expect(findings.map(({ audit, verified }) => [audit, verified])).toEqual([
      ['false-positive', false],
      ['real', true],
      ['unaudited', false],
      ['unaudited', false],
    ]);
    expect((await read('scan.json')).findings.map(({ audit }) => audit)).toEqual(Array(4).fill('unaudited'));
  });

  it('names type and place; a slim one has no lines', async () => {
    const [first] = (await read('scan.json')).findings;
    expect(first).toMatchObject({ type: 'Hex High Entropy String', at: { path: '.pre-commit-config.yaml', line: 3 } });
    expect((await read('slim.json')).findings[0]?.at).toEqual({ path: '.pre-commit-config.yaml' });
    expect((await read('scan-0.12.7.json')).findings[0]?.at).toEqual({
      path: 'tests/test_itsdangerous/test_serializer.py',
      line: 195,
    });
  });

  it('pairs the entries of a scan and its baseline by a key that is not the hash', async () => {
    const keys = async (file: string) => (await read(file)).findings.map(({ fingerprint }) => fingerprint);
    expect(await keys('audited.json')).toEqual(await keys('scan.json'));
    expect(await keys('slim.json')).toEqual(await keys('scan.json'));
    expect(new Set(await keys('scan.json')).size).toBe(4);
    const { findings } = await evidenceOf(
      format,
      scan({ 'a/b.py': [entry], 'a\\b.py': [entry], './a/b.py': [entry], 'b.py': [entry] }),
    );
    const [posix, windows, dotted, other] = findings.map(({ fingerprint }) => fingerprint);
    expect([windows, dotted]).toEqual([posix, posix]);
    expect(other).not.toBe(posix);
    expect(JSON.stringify(findings)).not.toContain(HASH);
  });

  it('loses no file, whatever it is called', async () => {
    const results = JSON.parse(
      `{"__proto__": [${JSON.stringify(entry)}], "constructor": [${JSON.stringify(entry)}]}`,
    ) as unknown;
    const { findings } = await evidenceOf(format, scan(results));
    expect(findings.map(({ at }) => at.path)).toEqual(['__proto__', 'constructor']);
  });

  it('proves nothing when no detector was switched on', async () => {
    const { defects } = await evidenceOf(format, scan({}, { plugins_used: [] }), 's.json');
    expect(defects).toMatchObject([{ code: 'secrets-no-detectors', at: { path: 's.json' } }]);
  });

  it('reads the same in UTF-16 and behind a byte order mark', async () => {
    const plain = fixture('detect-secrets/scan.json');
    for (const content of [utf16(plain), marked(plain)]) {
      expect(format.sniff(headOf(content, 'x.json'))).toBe(true);
      expect(await evidenceOf(format, content)).toEqual(await read('scan.json'));
    }
  });
});

describe('What is no scan of detect-secrets', () => {
  it('is not claimed: the fixtures of the other formats', () => {
    const claimed = fixturesOfOthers('detect-secrets').filter((path) => format.sniff(headOf(fixture(path), path)));
    expect(claimed).toEqual([]);
  });

  it('is claimed only to be refused, without a word of its content: an audit report', async () => {
    const content = fixture('detect-secrets/audit-report.json');
    expect(format.sniff(headOf(content, 'reports/secrets.json'))).toBe(true);
    const problems = await problemsOf(format, content, 'reports/secrets.json');
    expect(problems.map(({ message }) => message).join()).toContain('audit report');
    expect(JSON.stringify(problems)).not.toMatch(/8Xq2|PASSWORD|config\.env|Keyword/);
  });

  it('is refused as an audit report also when the list is empty', async () => {
    expect((await problemsOf(format, scan([])))[0]?.message).toContain('audit report');
  });

  it('never shows a hash or a secret in a message, wherever the file is broken', async () => {
    const secret = 'hunter2hunter2';
    const whole = JSON.stringify(
      { version: '1', plugins_used: [], results: { 'a.py': [{ ...entry, secret }] } },
      null,
      1,
    );
    const broken = [
      ...Array.from({ length: whole.length - 1 }, (_, end) => whole.slice(0, end + 1)),
      whole.replace(`"${HASH}"`, HASH.replace(/^0/, 'a')),
      whole.replace(`"${secret}"`, secret),
      whole.replace(`"${secret}"`, `"${secret}\n"`),
      secret,
      `${whole}\n${secret}`,
      JSON.stringify({ version: HASH, plugins_used: HASH, results: { 'a.py': HASH } }),
      JSON.stringify({
        version: '1',
        plugins_used: [secret],
        results: { 'a.py': [secret, { type: 1, hashed_secret: [HASH], is_secret: HASH }] },
      }),
    ];
    for (const text of broken) {
      const shown = JSON.stringify(await problemsOf(format, bytes(text)));
      expect(shown).not.toMatch(/hunter|[0-9a]123456|456789ab|cdef01/);
    }
  });

  it('is refused at its line: an end cut off, and an empty file', async () => {
    const lines = new TextDecoder().decode(fixture('detect-secrets/scan.json')).split('\n');
    expect(await problemsOf(format, bytes(lines.slice(0, 12).join('\n')), 's.json')).toMatchObject([
      { code: 'report-syntax', at: { path: 's.json', line: 12 } },
    ]);
    expect(await problemsOf(format, bytes(''), 's.json')).toMatchObject([
      { code: 'report-empty', at: { path: 's.json', line: 1 } },
    ]);
  });

  it('is refused: results that are missing or no object, entries without a hash', async () => {
    for (const results of [undefined, null, 'x', 3, { 'a.py': {} }, { 'a.py': [{ type: 'x' }] }]) {
      expect((await problemsOf(format, scan(results)))[0]?.message).toContain('At results');
    }
  });
});
