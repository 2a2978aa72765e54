import { describe, expect, it } from '@jest/globals';
import { defaultConfiguration, parseConfiguration } from '../../src/config/index.ts';
import type { ChangeReviews, Known } from '../../src/gates/index.ts';
import type { Configuration, Problem, Status, Waiver } from '../../src/model/index.ts';
import { applyWaivers, newComponentWeakenings, vetWaivers, waiversOf, weakenings } from '../../src/policy/index.ts';
import { specWith } from './specs.ts';

const written: Waiver = {
  gate: 'stability-period',
  component: 'cache',
  reason: 'First rollout',
  owner: '@ana',
  approver: '@ben',
  expires: '2027-01-31',
  line: 12,
};

function configured(waivers: Waiver[], groups: Record<string, string[]> = {}): Configuration {
  return {
    ...defaultConfiguration(),
    path: '.github/maturity.yml',
    waivers,
    groups,
    lines: new Map([['waivers/0', 12]]),
  };
}

function reviewed(author: string, ...approvers: string[]): Known<ChangeReviews> {
  const reviews = approvers.map((user) => ({
    user,
    state: 'APPROVED' as const,
    submittedAt: '2026-11-20T09:00:00Z',
    writer: true,
  }));
  return { state: 'known', value: { author, head: null, reviews }, evidence: [], notes: [] };
}

const nobody: Known<ChangeReviews> = { state: 'missing', why: 'No review is known.' };

type Base = Parameters<typeof vetWaivers>[1];

/** The status of a row that fails, with the waivers of the head. */
function statusWith(head: Configuration, base: Base, reviews: Known<ChangeReviews>, now = '2026-11-22T12:00:00Z') {
  const waivers = waiversOf(vetWaivers(head, base, reviews), 'cache', 'stability-period');
  return applyWaivers('fail', waivers, now);
}

describe('a waiver', () => {
  const applied = (status: Status, now: string) =>
    applyWaivers(
      status,
      waiversOf(vetWaivers(configured([written]), { state: 'none' }, nobody), 'cache', 'stability-period'),
      now,
    );

  it.each<Status>(['fail', 'missing', 'error'])(
    'replaces %s, and says why, by whom, until when and where',
    (status) => {
      expect(applied(status, '2026-11-22T12:00:00Z')).toMatchObject({
        status: 'waived',
        waiver: {
          reason: 'First rollout',
          owner: '@ana',
          approver: '@ben',
          expires: '2027-01-31',
          path: '.github/maturity.yml',
          line: 12,
        },
      });
    },
  );

  it.each<Status>(['pass', 'not-applicable'])('changes nothing of %s, even once it has expired', (status) => {
    const untouched = { status, waiver: null, findings: [] };
    expect(applied(status, '2026-11-22T12:00:00Z')).toEqual(untouched);
    expect(applied(status, '2028-01-01T00:00:00Z')).toEqual(untouched);
  });

  it.each([
    ['its expiry day to the last second', '2027-01-31T23:59:59Z', 'waived'],
    ['the first second of the next day', '2027-02-01T00:00:00Z', 'fail'],
    ['a time that is the next day in UTC only', '2027-01-31T22:30:00-05:00', 'fail'],
    ['a time that is the next day everywhere but in UTC', '2027-02-01T01:30:00+03:00', 'waived'],
  ])('on %s', (_name, now, status) => {
    expect(applied('missing', now).status).toBe(status);
  });

  it('that has expired fails the row at its own line', () => {
    expect(applied('missing', '2027-02-01T00:00:00Z')).toMatchObject({
      status: 'fail',
      waiver: null,
      findings: [{ outcome: 'fail', path: '.github/maturity.yml', line: 12 }],
    });
  });

  it.each([
    ['15 days before', '2027-01-16T12:00:00Z', []],
    ['14 days before', '2027-01-17T12:00:00Z', ['in 14 days']],
    ['the day before', '2027-01-30T12:00:00Z', ['in 1 day;']],
    ['on the day', '2027-01-31T12:00:00Z', ['in 0 days']],
  ])('is warned of from 14 days before its expiry on: %s', (_name, now, words) => {
    const warnings = applied('fail', now).findings.filter(({ outcome }) => outcome === 'warning');
    expect(warnings).toHaveLength(words.length);
    expect(warnings.map(({ message, path, line }) => [message.includes(words[0] ?? ''), path, line])).toEqual(
      words.map(() => [true, '.github/maturity.yml', 12]),
    );
  });

  it('is of its gate and component alone', () => {
    const waivers = vetWaivers(configured([written]), { state: 'none' }, nobody);
    expect(waiversOf(waivers, 'store', 'stability-period')).toEqual([]);
    expect(waiversOf(waivers, 'cache', 'deployed')).toEqual([]);
  });

  it('that is left behind does not spoil the one that replaced it', () => {
    const head = configured([{ ...written, expires: '2026-01-01' }, written]);
    expect(statusWith(head, { state: 'none' }, nobody).status).toBe('waived');
  });
});

describe('a waiver is trusted', () => {
  it('when the base has it, word for word', () => {
    const base = configured([{ ...written, line: 3 }]);
    expect(statusWith(configured([written]), { state: 'known', configuration: base }, nobody).status).toBe('waived');
  });

  it.each<[string, Partial<Waiver>]>([
    ['expires', { expires: '2027-02-01' }],
    ['reason', { reason: 'Another' }],
    ['owner', { owner: '@cleo' }],
    ['approver', { approver: '@cleo' }],
    ['gate', { gate: 'deployed' }],
    ['component', { component: 'store' }],
  ])('no longer once the change alters its %s', (_name, other) => {
    const base = configured([{ ...written, ...other }]);
    const waived = statusWith(configured([written]), { state: 'known', configuration: base }, nobody);
    expect([waived.status, waived.waiver, waived.findings[0]?.line]).toEqual(['fail', null, 12]);
    expect(waived.findings[0]?.message).toContain('@ben');
  });

  it.each<[string, Partial<Waiver>, Known<ChangeReviews>, Status]>([
    ['its approver approves', {}, reviewed('ines', 'ben'), 'waived'],
    ['its approver approves, written otherwise', { approver: 'BEN' }, reviewed('ines', 'Ben'), 'waived'],
    ['somebody else approves', {}, reviewed('ines', 'omar'), 'fail'],
    ['its approver is the author', {}, reviewed('ben', 'ben', 'omar'), 'fail'],
    ['its owner approves as a member of the group', { approver: 'leads' }, reviewed('ines', 'ana'), 'fail'],
    ['another member of the group approves', { approver: '@leads' }, reviewed('ines', 'cleo'), 'waived'],
    ['no review is known', {}, nobody, 'fail'],
  ])('by the change that brings it when %s: %s', (_name, parts, reviews, status) => {
    const groups = { leads: ['@ana', '@Cleo'] };
    const base: Base = { state: 'known', configuration: configured([], groups) };
    expect(statusWith(configured([{ ...written, ...parts }], groups), base, reviews).status).toBe(status);
  });

  it('not by a group that the change itself fills', () => {
    const head = configured([{ ...written, approver: '@leads' }], { leads: ['@omar'] });
    const base: Base = { state: 'known', configuration: configured([], { leads: ['@cleo'] }) };
    expect(statusWith(head, base, reviewed('ines', 'omar')).status).toBe('fail');
  });

  it('never with a base that can’t be read', () => {
    const waived = statusWith(configured([written]), { state: 'error' }, reviewed('ines', 'ben'));
    expect([waived.status, waived.findings[0]?.outcome]).toEqual(['fail', 'fail']);
  });
});

describe('a waiver in the configuration', () => {
  const problemsOf = (owner: string, approver: string, gate = 'deployed'): Problem[] => {
    const line = `{ gate: ${gate}, component: cache, reason: "r", owner: "${owner}", approver: "${approver}", expires: 2027-01-31 }`;
    const parsed = parseConfiguration(`version: 1\nwaivers:\n  - ${line}\n`, '.github/maturity.yml');
    return parsed.ok ? [] : parsed.problems;
  };

  it.each([
    ['@ana', '@ben', []],
    ['@ana', '@ana', ['waiver-approver']],
    ['@Ana', 'ana', ['waiver-approver']],
  ])('owned by %s and approved by %s', (owner, approver, codes) => {
    expect(problemsOf(owner, approver).map(({ code, at }) => [code, at?.line])).toEqual(codes.map((code) => [code, 3]));
  });

  it('names a gate that exists', () => {
    expect(problemsOf('@ana', '@ben', 'deploied').map(({ code }) => code)).toEqual(['unknown-gate']);
  });
});

describe('a weakening', () => {
  const policy = (...waivers: Waiver[]) => ({ spec: specWith({}), settings: null, configuration: configured(waivers) });
  const found = (base: Waiver[], head: Waiver[]): [string, number | undefined][] =>
    weakenings(policy(...base), policy(...head), []).map(({ what, head: place }) => [what, place?.line]);

  it('is a waiver that is added, or made to last longer', () => {
    expect(found([], [written])).toEqual([['waiver', 12]]);
    expect(found([{ ...written, expires: '2026-12-31' }], [written])).toEqual([['waiver', 12]]);
  });

  it('is no waiver of another component, none that is removed, shortened or reworded', () => {
    expect(found([], [{ ...written, component: 'store' }])).toEqual([]);
    expect(found([written], [])).toEqual([]);
    expect(found([written], [{ ...written, expires: '2026-12-31', reason: 'Shorter' }])).toEqual([]);
  });

  it('of a new component is its own waiver', () => {
    expect(newComponentWeakenings(policy(written)).map(({ what }) => what)).toEqual(['waiver']);
  });
});
