import { describe, expect, it } from '@jest/globals';
import { judgeFreshness, uncheckedCommits, type Present } from '../../src/collect/freshness.ts';
import type { Manifest } from '../../src/collect/manifests.ts';
import type { ReadReport } from '../../src/collect/read-report.ts';
import type { Provenance } from '../../src/model/index.ts';

const head = '8f3b0c1d5e7a9b2c4d6e8f0a1b3c5d7e9f1a2b3c';
const merge = '1111111111111111111111111111111111111111';
const other = '2222222222222222222222222222222222222222';
const present: Present = { commit: head, alsoCurrent: [merge], now: '2026-11-22T12:00:00Z' };

function report(said: Partial<Provenance> = {}): ReadReport {
  const provenance: Provenance = {
    path: 'r/junit.xml',
    format: 'junit',
    sha256: 'aa',
    trust: 'self-reported',
    ...said,
  };
  const evidence = { kind: 'tests' as const, cases: [], declared: null, defects: [] };
  return { state: 'read', report: { provenance, evidence }, warnings: [] };
}

function manifest(folder: string, listed: Record<string, string>, stamp: object = {}): Manifest {
  const files = Object.entries(listed).map(([name, sha256]) => [`${folder}/${name}`, { name, sha256 }] as const);
  const whole = { schemaVersion: 1 as const, commit: head, createdAt: '2026-11-22T11:00:00Z', ...stamp };
  return { path: `${folder}/maturity-evidence.json`, folder, state: 'read', stamp: whole, files: new Map(files) };
}

/** `error code…` or `warning code…`, or nothing. */
function verdictOn(one: ReadReport, manifests: Manifest[] = [], now: Partial<Present> = {}): string {
  const [judged] = judgeFreshness([one], manifests, { ...present, ...now });
  if (judged?.state === 'unreliable') return ['error', ...judged.report.problems.map(({ code }) => code)].join(' ');
  const codes = judged?.state === 'read' ? judged.warnings.map(({ code }) => code) : ['lost'];
  return codes.length === 0 ? '' : ['warning', ...codes].join(' ');
}

describe('a report that names a commit', () => {
  it.each([
    ['the judged one', head],
    ['the judged one in capitals', head.toUpperCase()],
    ['the judged one, abbreviated', head.slice(0, 7)],
    ['the event’s test merge', merge],
    ['the event’s test merge, abbreviated', merge.slice(0, 10)],
  ])('is of the present when it is %s', (_, commit) => {
    expect(verdictOn(report({ commit }))).toBe('');
  });

  it.each([
    ['another one', other],
    ['another one, abbreviated', other.slice(0, 7)],
    ['one that begins like the judged one', `${head.slice(0, 39)}0`],
    ['longer than the judged one', `${head}0`],
  ])('is stale when it is %s', (_, commit) => {
    expect(verdictOn(report({ commit }))).toBe('error report-stale');
  });

  it('is stale by the test merge where the event has none', () => {
    expect(verdictOn(report({ commit: merge }), [], { alsoCurrent: [] })).toBe('error report-stale');
  });

  it('says both commits and how to mend it', () => {
    const [judged] = judgeFreshness([report({ commit: other })], [], present);
    const [problem] = judged?.state === 'unreliable' ? judged.report.problems : [];
    expect(problem?.message).toContain(other.slice(0, 12));
    expect(problem?.message).toContain(head.slice(0, 12));
    expect([problem?.at?.path, problem?.hint]).toEqual(['r/junit.xml', expect.stringContaining('again')]);
  });

  it('is noted, not stale, where the judged commit is unknown', () => {
    const one = report({ commit: other });
    const unknown = { ...present, commit: null };
    expect(verdictOn(one, [], unknown)).toBe('');
    expect(uncheckedCommits([one], unknown).map(({ code }) => code)).toEqual(['commit-unknown']);
    expect(uncheckedCommits([report()], unknown)).toEqual([]);
    expect(uncheckedCommits([one], present)).toEqual([]);
  });
});

describe('a manifest', () => {
  it('stamps the reports that it lists', () => {
    const [judged] = judgeFreshness([report()], [manifest('r', { 'junit.xml': 'aa' })], present);
    const provenance = judged?.state === 'read' ? judged.report.provenance : null;
    expect([provenance?.commit, provenance?.createdAt]).toEqual([head, '2026-11-22T11:00:00Z']);
    expect(verdictOn(report(), [manifest('r', { 'junit.xml': 'aa' })])).toBe('');
  });

  it('makes them stale when it is of another commit, whatever they say', () => {
    const stale = manifest('r', { 'junit.xml': 'aa' }, { commit: other });
    expect(verdictOn(report(), [stale])).toBe('error report-stale');
    expect(verdictOn(report({ commit: head }), [stale])).toBe('error report-stale');
    expect(verdictOn(report({ commit: other }), [manifest('r', { 'junit.xml': 'aa' })])).toBe('error report-stale');
  });

  it('finds a report that changed after it', () => {
    expect(verdictOn(report(), [manifest('r', { 'junit.xml': 'bb' })])).toBe('error report-changed');
  });

  it('warns of a report of its folder that it does not list, unless that names its commit', () => {
    const others = manifest('r', { 'ruff.json': 'aa' });
    expect(verdictOn(report(), [others])).toBe('warning report-unstamped');
    expect(verdictOn(report({ path: 'r/deep/junit.xml' }), [others])).toBe('warning report-unstamped');
    expect(verdictOn(report({ path: 'rr/junit.xml' }), [others])).toBe('');
    expect(verdictOn(report({ commit: head }), [others])).toBe('');
  });

  it('of a later attempt of the run supersedes the same file of an earlier one', () => {
    const attempt = (folder: string, number: number, id = '7'): Manifest =>
      manifest(folder, { 'junit.xml': 'aa' }, { run: { id, attempt: number } });
    expect(verdictOn(report(), [attempt('r', 1), attempt('s', 2)])).toBe('error report-superseded');
    expect(verdictOn(report(), [attempt('r', 2), attempt('s', 1)])).toBe('');
    expect(verdictOn(report(), [attempt('r', 1), attempt('s', 1)])).toBe('');
    expect(verdictOn(report(), [attempt('r', 1), attempt('s', 2, '8')])).toBe('');
    const another = manifest('s', { 'ruff.json': 'aa' }, { run: { id: '7', attempt: 2 } });
    expect(verdictOn(report(), [attempt('r', 1), another])).toBe('');
  });

  it('that is broken leaves no report below it reliable', () => {
    const problem = { code: 'manifest-broken', message: 'Broken.' };
    const broken: Manifest = { path: 'r/maturity-evidence.json', folder: 'r', state: 'broken', problem };
    expect(verdictOn(report({ commit: head }), [broken])).toBe('error manifest-broken');
    expect(verdictOn(report({ path: 's/junit.xml' }), [broken])).toBe('');
  });
});

describe('the age of a report', () => {
  it.each([
    ['of today', '2026-11-22T10:00:00Z', ''],
    ['of seven days', '2026-11-15T12:00:00Z', ''],
    ['of more', '2026-11-15T11:59:00Z', 'warning report-old'],
    ['of a clock without a zone that goes ahead', '2026-11-23T11:00:00Z', ''],
    ['of the future', '2026-11-23T13:00:00Z', 'warning report-in-future'],
  ])('%s', (_, createdAt, expected) => {
    expect(verdictOn(report({ createdAt }))).toBe(expected);
  });

  it('is that of its manifest, where it does not say', () => {
    const old = manifest('r', { 'junit.xml': 'aa' }, { createdAt: '2026-10-01T00:00:00Z' });
    expect(verdictOn(report(), [old])).toBe('warning report-old');
  });

  it('does not matter of a committed list of audited secrets', () => {
    expect(verdictOn(report({ path: '.secrets.baseline', createdAt: '2020-01-01T00:00:00Z' }))).toBe('');
  });
});

it('leaves what could not be read as it was', () => {
  const provenance: Provenance = {
    path: 'r/x.json',
    format: 'unreadable',
    sha256: '',
    trust: 'self-reported',
    commit: other,
  };
  const problems: [{ code: string; message: string }] = [{ code: 'report-empty', message: 'Empty.' }];
  const broken: ReadReport = { state: 'unreliable', report: { kind: 'coverage', provenance, problems } };
  expect(judgeFreshness([broken], [], present)).toEqual([broken]);
});
