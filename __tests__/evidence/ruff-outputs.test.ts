import { describe, expect, it } from '@jest/globals';
import { locatedDiagnostics } from '../../src/collect/diagnostics.ts';
import { format as gitlab } from '../../src/evidence/formats/ruff-gitlab.ts';
import { format as json } from '../../src/evidence/formats/ruff.ts';
import { format as jsonLines } from '../../src/evidence/formats/ruff-json-lines.ts';
import { format as junit } from '../../src/evidence/formats/ruff-junit.ts';
import { format as rdjson } from '../../src/evidence/formats/ruff-rdjson.ts';
import { format as sarif } from '../../src/evidence/formats/sarif.ts';
import { indexFiles } from '../../src/evidence/index.ts';
import type { Diagnostic, DiagnosticsEvidence } from '../../src/model/index.ts';
import { bytes, evidenceOf, fixture, headOf, marked, problemsOf, utf16 } from './reading.ts';

const outputs = [
  { format: jsonLines, end: 'jsonl' },
  { format: gitlab, end: 'json' },
  { format: rdjson, end: 'json' },
  { format: junit, end: 'xml' },
];
const text = (path: string) => new TextDecoder().decode(fixture(path));
/** As `--output-format concise` writes a finding: the expectations below are what it printed. */
const concise = ({ rule, message, at }: Diagnostic): string =>
  `${at.path.replace('/home/runner/work/demo/demo/', '')}:${at.line ?? 0}:${at.column ?? 0}: ${rule ?? ''} ${message}`;
const located = (evidence: DiagnosticsEvidence, path: string): Diagnostic[] => {
  const provenance = { path, format: 'ruff', sha256: '', trust: 'self-reported' as const };
  const files = indexFiles(['src/demo/price.py', 'src/demo/odd.py', 'src/demo/broken.py']);
  return locatedDiagnostics([{ provenance, evidence }], files).flatMap(({ diagnostics }) => diagnostics);
};
const broken = [
  'src/demo/broken.py:1:12: invalid-syntax Expected a parameter or the end of the parameter list',
  'src/demo/broken.py:1:13: invalid-syntax Expected `)`, found newline',
];
const complex = 'src/demo/price.py:5:5: C901 `total` is too complex (4 > 3)';
const undocumented = [
  'src/demo/odd.py:1:1: D100 Missing docstring in public module',
  'src/demo/odd.py:6:5: D103 Missing docstring in public function',
  'src/demo/price.py:1:1: D100 Missing docstring in public module',
  'src/demo/price.py:5:5: D103 Missing docstring in public function',
  'src/demo/price.py:13:5: D103 Missing docstring in public function',
];

describe.each(outputs)('$format.title', ({ format, end }) => {
  const file = (name: string) => `${format.id}/${name}.${end}`;

  it('says of a finding what the text output says, and that it is an error', async () => {
    const evidence = await evidenceOf(format, fixture(file('demo')));
    expect(evidence).toMatchObject({ concern: 'lint', tool: 'ruff', declared: null, filesAnalyzed: null, defects: [] });
    expect(evidence.diagnostics.map(concise)).toEqual([
      ...broken,
      'src/demo/price.py:1:8: F401 `os` imported but unused',
      'src/demo/price.py:18:1: F821 Undefined name `reveal_type`',
    ]);
    expect(new Set(evidence.diagnostics.map(({ severity }) => severity))).toEqual(new Set(['error']));
  });

  it('reads the same in UTF-16 and behind a byte order mark', async () => {
    const plain = fixture(file('demo'));
    for (const content of [utf16(plain), marked(plain)]) {
      expect(format.sniff(headOf(content, 'x'))).toBe(true);
      expect(await evidenceOf(format, content)).toEqual(await evidenceOf(format, plain));
    }
  });

  it.each([
    ['reports/ruff-complexity', 'complexity'],
    ['reports/ruff.docs', 'docs'],
    ['docs/ruff', 'lint'],
  ] as const)('is of the concern that its name says: %s', async (name, concern) => {
    const path = `${name}.${end}`;
    expect((await evidenceOf(format, fixture(file('demo')), path)).concern).toBe(concern);
    expect(format.concernOf?.(path)).toBe(concern);
  });

  it('measures complexity by C901, and names missing docstrings by D1xx', async () => {
    const path = `reports/ruff-complexity.${end}`;
    const complexity = located(await evidenceOf(format, fixture(file('complexity')), path), path);
    expect(complexity.map(concise)).toEqual([...broken, complex]);
    expect(complexity[2]?.measured).toEqual({ value: 4, silentUpTo: 3 });
    const docs = located(await evidenceOf(format, fixture(file('docs'))), 'reports/ruff-docs');
    expect(docs.map(concise)).toEqual([...broken, ...undocumented]);
  });

  it('may call a rule by its name, as with --preview: gates know it by its code', async () => {
    const found = located(await evidenceOf(format, fixture(file('preview'))), 'reports/ruff');
    const codes = found.map(({ rule }) => rule).filter((rule) => rule !== null && rule !== 'invalid-syntax');
    expect(codes).toEqual(['D100', 'D103', 'D100', 'C901', 'D103', 'D103']);
    expect(found.find(({ rule }) => rule === 'C901')?.measured).toEqual({ value: 4, silentUpTo: 3 });
  });

  it('is neither claimed nor readable when ruff format wrote it', async () => {
    expect(format.sniff(headOf(fixture(file('format')), 'x'))).toBe(false);
    expect(await problemsOf(format, fixture(file('format')), 'r')).toMatchObject([{ code: 'report-foreign' }]);
  });

  it('is refused at its line when the end is cut off, and when it is empty', async () => {
    const lines = text(file('demo')).trimEnd().split('\n').slice(0, -2);
    while ((lines.at(-1) ?? '').trim().length < 4) lines.pop();
    const cut = lines.join('\n').slice(0, -1);
    expect(format.sniff(headOf(bytes(cut), 'x'))).toBe(true);
    expect(await problemsOf(format, bytes(cut), 'r')).toMatchObject([
      { code: 'report-syntax', at: { path: 'r', line: lines.length } },
    ]);
    for (const nothing of ['', '\n']) {
      expect(format.sniff(headOf(bytes(nothing), `ruff.${end}`))).toBe(false);
      expect((await problemsOf(format, bytes(nothing), 'r'))[0]?.at).toMatchObject({ path: 'r' });
    }
  });

  it('is refused: bytes that are no text', async () => {
    const content = Buffer.concat([fixture(file('demo')).subarray(0, 40), Uint8Array.from([0xff, 0xfe, 0xff])]);
    expect(await problemsOf(format, content, 'r')).toHaveLength(1);
  });
});

describe('A report of ruff without findings', () => {
  it('is an empty list for GitLab: its name must say ruff and gitlab', async () => {
    const content = fixture('ruff-gitlab/ruff-gitlab-clean.json');
    expect(new TextDecoder().decode(content)).toBe('[]');
    expect((await evidenceOf(gitlab, content)).diagnostics).toEqual([]);
    const claims = (path: string) => [gitlab, json].map((format) => format.sniff(headOf(content, path)));
    expect(claims('reports/ruff.gitlab.json')).toEqual([true, false]);
    expect(claims('reports/ruff.json')).toEqual([false, true]);
    expect(claims('gl-code-quality-report.json')).toEqual([false, false]);
    expect(claims('reports/ruff-format-gitlab.json')).toEqual([false, false]);
  });

  it('is a list in Reviewdog JSON and a passed case in JUnit, under ruff’s own name', async () => {
    for (const [format, file] of [
      [rdjson, 'ruff-rdjson/clean.json'],
      [junit, 'ruff-junit/clean.xml'],
    ] as const) {
      expect(format.sniff(headOf(fixture(file), 'x'))).toBe(true);
      expect(await evidenceOf(format, fixture(file))).toMatchObject({
        diagnostics: [],
        filesAnalyzed: null,
        defects: [],
      });
    }
  });

  it('is none in JUnit where a suite counts findings', async () => {
    const cut = text('ruff-junit/clean.xml').replace(
      'errors="0" failures="0" package',
      'errors="0" failures="2" package',
    );
    expect(await problemsOf(junit, bytes(cut), 'r')).toMatchObject([
      { code: 'report-shape', message: expect.stringContaining('2 findings, but hold 0'), at: { path: 'r' } },
    ]);
  });

  it('is an empty file in JSON lines, which proves nothing', async () => {
    expect(await problemsOf(jsonLines, bytes(''), 'ruff.jsonl')).toMatchObject([
      { code: 'report-empty', at: { path: 'ruff.jsonl', line: 1 } },
    ]);
  });

  it('proves nothing as JUnit without any case', async () => {
    const none = text('ruff-junit/clean.xml').replace(/<testcase[^]*<\/testcase>/, '');
    expect(await problemsOf(junit, bytes(none), 'r.xml')).toMatchObject([{ code: 'report-empty' }]);
  });
});

describe('JSON lines of ruff', () => {
  it('are refused at the line that is none', async () => {
    const [first = '', second = ''] = text('ruff-json-lines/demo.jsonl').split('\n');
    for (const [line, code] of [
      ['warning: something', 'report-syntax'],
      ['{"code": 1}', 'report-shape'],
      ['[]', 'report-shape'],
      ['null', 'report-shape'],
    ] as const) {
      expect(await problemsOf(jsonLines, bytes([first, line, second, ''].join('\n')), 'r')).toMatchObject([
        { code, at: { path: 'r', line: 2 } },
      ]);
    }
  });

  it('may lack a last line end, when the last line is whole', async () => {
    const whole = text('ruff-json-lines/demo.jsonl').trimEnd();
    expect((await evidenceOf(jsonLines, bytes(whole))).diagnostics).toHaveLength(4);
  });

  it('quote nothing of a line that can’t be read', async () => {
    const problems = await problemsOf(jsonLines, bytes('{"password": "hunter2"\n'), 'r');
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});

describe('A GitLab report', () => {
  it('of ruff up to 0.8 has lines, and the rule within the description', async () => {
    const content = fixture('ruff-gitlab/version-0.8.json');
    expect(gitlab.sniff(headOf(content, 'x'))).toBe(true);
    const { diagnostics } = await evidenceOf(gitlab, content);
    expect(diagnostics.map(({ rule, message, at }) => [rule, message, at])).toEqual([
      ['F401', '`os` imported but unused', { path: 'src/demo/price.py', line: 1, endLine: 1 }],
      [null, "SyntaxError: Expected ')', found newline", { path: 'src/demo/broken.py', line: 1, endLine: 2 }],
    ]);
  });

  it('of ruff 0.9 to 0.11 has the rule for itself, and syntax errors by name', async () => {
    const issue = (name: string) => ({
      check_name: name,
      description: 'Something',
      fingerprint: '84a1',
      location: { lines: { begin: 3 }, path: 'a.py' },
      severity: 'major',
    });
    for (const name of ['F401', 'syntax-error']) {
      const content = bytes(JSON.stringify([issue(name)]));
      expect(gitlab.sniff(headOf(content, 'x'))).toBe(true);
      const { diagnostics } = await evidenceOf(gitlab, content);
      expect(diagnostics).toMatchObject([
        { rule: name, message: 'Something', at: { path: 'a.py', line: 3, endLine: 3 } },
      ]);
    }
  });

  it.each([
    { description: 'Unexpected console statement.', check_name: 'no-console', fingerprint: '0123456789abcdef' },
    { description: 'F401: unused', check_name: 'F401', fingerprint: 'd41d8cd98f00b204e9800998ecf8427e' },
  ])('of another tool is not claimed: $check_name', (issue) => {
    const own = {
      ...issue,
      severity: 'major',
      location: { path: 'a', lines: { begin: 1 } },
    };
    expect(gitlab.sniff(headOf(bytes(JSON.stringify([own])), 'gl-code-quality-report.json'))).toBe(false);
  });

  it('grades by its severity: minor is a warning, info a note, anything else an error', async () => {
    const issues = ['info', 'minor', 'major', 'critical', 'blocker', '__proto__'].map((severity) => ({
      check_name: 'F401',
      description: 'F401: unused',
      severity,
      fingerprint: '1',
      location: { path: 'a.py' },
    }));
    const { diagnostics } = await evidenceOf(gitlab, bytes(JSON.stringify(issues)));
    expect(diagnostics.map(({ severity }) => severity)).toEqual([
      'note',
      'warning',
      'error',
      'error',
      'error',
      'error',
    ]);
    expect(diagnostics[0]?.at).toEqual({ path: 'a.py' });
  });
});

describe('JUnit of ruff', () => {
  const suite = (attributes: string, name = 'org.ruff.F401') =>
    bytes(
      `<testsuites name="ruff"><testsuite name="a.py" package="org.ruff"></testsuite><testsuite ${attributes}>` +
        `<testcase name="${name}" classname="a" line="2" column="0"><failure message="m">m</failure></testcase></testsuite></testsuites>`,
    );

  it('must hold nothing else: the cases of a test runner are no findings', async () => {
    expect(await problemsOf(junit, suite('name="tests"'), 'r.xml')).toMatchObject([
      { code: 'report-foreign', at: { line: 1 } },
    ]);
  });

  it('needs a file for each finding, and counts from 1', async () => {
    expect(await problemsOf(junit, suite('package="org.ruff"'), 'r.xml')).toMatchObject([{ code: 'report-shape' }]);
    const { diagnostics } = await evidenceOf(junit, suite('name="a.py" package="org.ruff"'));
    expect(diagnostics).toEqual([
      { rule: 'F401', severity: 'error', message: 'm', at: { path: 'a.py', line: 2, column: 1 } },
    ]);
  });

  it('of a syntax error up to 0.11 names no rule', async () => {
    const { diagnostics } = await evidenceOf(junit, suite('name="a.py" package="org.ruff"', 'org.ruff'));
    expect(diagnostics).toMatchObject([{ rule: null, severity: 'error', at: { path: 'a.py', line: 2 } }]);
  });

  it('is refused where the case that stands for no finding has failed', async () => {
    const content = suite('name="a.py" package="org.ruff"', 'No errors found');
    expect(await problemsOf(junit, content, 'r.xml')).toMatchObject([{ code: 'report-shape', at: { line: 1 } }]);
  });

  it('takes the severity where a version writes one', async () => {
    const warned = text('ruff-junit/findings.xml').replace('value="error"', 'value="warning"');
    const { diagnostics } = await evidenceOf(junit, bytes(warned));
    expect(diagnostics.map(({ severity }) => severity).slice(0, 2)).toEqual(['warning', 'error']);
  });

  it('expands no entity', () => {
    const content = bytes('<!DOCTYPE t [<!ENTITY x "y">]><testsuites><testsuite package="org.ruff"/></testsuites>');
    expect(junit.sniff(headOf(content, 'ruff.xml'))).toBe(false);
  });
});

describe('Reviewdog JSON of ruff', () => {
  it('may place a finding nowhere', async () => {
    const diagnostics = [{ message: 'm' }, { message: 'm', location: { path: 'a.py' } }];
    const content = bytes(JSON.stringify({ diagnostics, severity: 'WARNING', source: { name: 'ruff' } }));
    expect((await evidenceOf(rdjson, content, 'reports/r.json')).diagnostics.map(({ at }) => at)).toEqual([
      { path: 'reports/r.json' },
      { path: 'a.py' },
    ]);
  });

  it('of another tool is neither claimed nor read', async () => {
    const content = bytes('{"source": {"name": "buf"}, "diagnostics": []}');
    expect(rdjson.sniff(headOf(content, 'ruff.json'))).toBe(false);
    expect((await problemsOf(rdjson, content, 'r'))[0]?.message).toContain('source.name');
  });
});

describe('SARIF of ruff', () => {
  it('with --preview names rules too: gates know them by their codes', async () => {
    const found = located(await evidenceOf(sarif, fixture('sarif/ruff-preview.sarif')), 'reports/ruff.sarif');
    expect(found.map(({ rule }) => rule).filter((rule) => rule !== 'invalid-syntax')).toEqual([
      'D100',
      'D103',
      'D100',
      'C901',
      'D103',
      'D103',
    ]);
    expect(found.find(({ rule }) => rule === 'C901')?.measured).toEqual({ value: 4, silentUpTo: 3 });
  });
});
