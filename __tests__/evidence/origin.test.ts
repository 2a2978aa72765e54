import { describe, expect, it } from '@jest/globals';
import { formats } from '../../src/evidence/formats.ts';
import { originOf } from '../../src/evidence/origin.ts';
import type { Evidence, Origin } from '../../src/model/index.ts';
import { bytes, evidenceOf, fixture } from './reading.ts';

async function read(id: string, content: Uint8Array): Promise<Evidence> {
  const format = formats.find((one) => one.id === id);
  if (format === undefined) throw new Error(id);
  return evidenceOf(format, content);
}

const commit = 'f1020372140582ab241b26e8f03d50240b8a3d9c';

function sarif(...revisions: string[][]): Uint8Array {
  const runs = revisions.map((all) => ({
    tool: { driver: { name: 'CodeQL', semanticVersion: '2.23.3' } },
    results: [],
    invocations: [{ executionSuccessful: true, endTimeUtc: '2026-11-22T09:06:12.000Z' }],
    versionControlProvenance: all.map((revisionId) => ({ repositoryUri: 'https://example.org/r', revisionId })),
  }));
  return bytes(JSON.stringify({ version: '2.1.0', runs }));
}

function benchmark(id: string | null): Uint8Array {
  const info = { machine_info: {}, datetime: '2026-11-22T09:06:12.732341+00:00', version: '5.3.0', benchmarks: [] };
  return bytes(JSON.stringify({ ...info, commit_info: { id, dirty: false } }));
}

function ctrf(environment: object): Uint8Array {
  const summary = {
    tests: 0,
    passed: 0,
    failed: 0,
    skipped: 0,
    pending: 0,
    other: 0,
    start: 1,
    stop: 1_795_338_372_000,
  };
  const results = { tool: { name: 'playwright', version: '1.50' }, environment, summary, tests: [] };
  return bytes(JSON.stringify({ reportFormat: 'CTRF', results }));
}

const suites = (...stamps: string[]): Uint8Array =>
  bytes(
    `<testsuites>${stamps.map((stamp) => `<testsuite name="s" tests="1" timestamp="${stamp}"><testcase classname="a" name="b"/></testsuite>`).join('')}</testsuites>`,
  );

const coverage = (meta: object): Uint8Array =>
  bytes(JSON.stringify({ meta, files: {}, totals: { covered_lines: 0, num_statements: 0 } }));

describe('what a report says of its own making', () => {
  it.each<[string, string, Uint8Array, Origin | undefined]>([
    [
      'pytest-benchmark',
      'pytest-benchmark',
      benchmark(commit),
      { tool: 'pytest-benchmark 5.3.0', commit, createdAt: '2026-11-22T09:06:12.732Z' },
    ],
    [
      'pytest-benchmark outside a repository',
      'pytest-benchmark',
      benchmark('unknown'),
      { tool: 'pytest-benchmark 5.3.0', createdAt: '2026-11-22T09:06:12.732Z' },
    ],
    [
      'SARIF, of the enclosing repository',
      'sarif',
      sarif([commit, 'a'.repeat(40)]),
      { tool: 'codeql 2.23.3', commit, createdAt: '2026-11-22T09:06:12.000Z' },
    ],
    ['SARIF of a tag', 'sarif', sarif(['v1']), { tool: 'codeql 2.23.3', createdAt: '2026-11-22T09:06:12.000Z' }],
    [
      'CTRF',
      'ctrf',
      ctrf({ commit: commit.slice(0, 8) }),
      { tool: 'playwright 1.50', commit: commit.slice(0, 8), createdAt: '2026-11-22T09:06:12.000Z' },
    ],
    [
      'coverage.py',
      'coverage-py',
      coverage({ version: '7.10.1', timestamp: '2026-11-22T09:06:12.5' }),
      { tool: 'coverage.py 7.10.1', createdAt: '2026-11-22T09:06:12.500Z' },
    ],
    [
      'coverage.py with strange words',
      'coverage-py',
      coverage({ version: 7, timestamp: 'today' }),
      { tool: 'coverage.py' },
    ],
    [
      'JUnit, the oldest suite',
      'junit',
      suites('2026-11-22T09:06:12+01:00', '2026-11-21T09:06:12'),
      { createdAt: '2026-11-21T09:06:12.000Z' },
    ],
    ['JUnit without a time', 'junit', bytes('<testsuites><testsuite name="s"/></testsuites>'), undefined],
    ['bandit', 'bandit', fixture('bandit/demo.json'), { tool: 'bandit', createdAt: '2026-11-22T13:22:18.000Z' }],
  ])('is read from %s', async (_, id, content, expected) => {
    expect((await read(id, content)).origin).toEqual(expected);
  });

  it('is no commit where runs of several are joined: such a log proves nothing', async () => {
    const { defects } = await read('sarif', sarif([commit], ['b'.repeat(40)]));
    expect(defects.map(({ code }) => code)).toEqual(['sarif-mixed-commits']);
  });
});

describe('a time', () => {
  it.each<[unknown, string | undefined]>([
    ['2026-11-22T09:06:12Z', '2026-11-22T09:06:12.000Z'],
    ['2026-11-22T10:06:12+01:00', '2026-11-22T09:06:12.000Z'],
    ['2026-11-22T10:06:12+0100', '2026-11-22T09:06:12.000Z'],
    ['2026-11-22 09:06:12', '2026-11-22T09:06:12.000Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['1795338372000', '2026-11-22T09:06:12.000Z'],
    [1795338372000, '2026-11-22T09:06:12.000Z'],
    [1795338372.25, '2026-11-22T09:06:12.250Z'],
    ['1795338372', '2026-11-22T09:06:12.000Z'],
    ['2026-13-45T09:06:12Z', undefined],
    ['Sun Nov 22', undefined],
    [0, undefined],
    [Number.NaN, undefined],
    [1e300, undefined],
    [{}, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%p', (time, expected) => {
    expect(originOf({ time }).origin?.createdAt).toBe(expected);
  });
});
