import { describe, expect, it } from '@jest/globals';
import { defaultConfiguration } from '../../src/config/index.ts';
import type { Status } from '../../src/model/index.ts';
import { decide, demandsOf, isRequired, runVerdict, type Aim, type Demand } from '../../src/policy/index.ts';
import { specWith } from './specs.ts';

const demands = demandsOf(specWith({}), null, defaultConfiguration()).rows;

const staging: Aim = {
  ladder: { stages: ['development', 'staging', 'production'] },
  declared: 'development',
  target: 'staging',
  overridden: false,
  promotion: false,
  enforce: 'target',
  baseDeclared: undefined,
};

function required(aim: Partial<Aim>): string[] {
  return demands
    .filter((demand) => isRequired(demand, { ...staging, ...aim }))
    .map(({ gate, stage }) => `${stage} ${gate.meta.id}`);
}

function decided(statusOf: (demand: Demand) => Status, aim: Partial<Aim> = {}): ReturnType<typeof decide> {
  const whole = { ...staging, ...aim };
  const rows = demands.map((demand) => ({ demand, status: statusOf(demand), required: isRequired(demand, whole) }));
  return decide(demands, rows, whole);
}

const operation = ['staging stability-period', 'staging deployed'];

describe('required rows', () => {
  it('are the change gates up to the target and the operation gates up to the declared status', () => {
    const rows = required({});
    expect(rows).toContain('development unit-tests-pass');
    expect(rows).toContain('staging integration-tests-pass');
    expect(rows).not.toContain('production e2e-tests-pass');
    expect(rows.filter((row) => operation.includes(row))).toEqual([]);
  });

  it('include the operation gates of the status that the spec declares', () => {
    expect(required({ declared: 'staging' })).toEqual(expect.arrayContaining(operation));
  });

  it('include the operation gates up to the target with --promotion', () => {
    expect(required({ promotion: true })).toEqual(expect.arrayContaining(operation));
  });

  it('leave out the operation gates of a status that the base declares already: a failed deployment must not block its fix', () => {
    expect(required({ declared: 'staging', baseDeclared: 'staging' }).filter((row) => operation.includes(row))).toEqual(
      [],
    );
  });

  it('include them in the change that raises the status', () => {
    expect(required({ declared: 'staging', baseDeclared: 'development' })).toEqual(expect.arrayContaining(operation));
  });

  it('end at the stage that --stage names, operation gates too', () => {
    const rows = required({ target: 'development', overridden: true, declared: 'production' });
    expect(rows.every((row) => row.startsWith('development '))).toBe(true);
    expect(rows).toHaveLength(10);
  });

  it('of a draft that is enforced by status are the specification and the policy alone', () => {
    expect(required({ enforce: 'status', declared: null })).toEqual([
      'development spec-complete',
      'development policy-unweakened',
    ]);
  });

  it('enforced by status end at the declared status', () => {
    expect(required({ enforce: 'status' }).every((row) => row.startsWith('development '))).toBe(true);
  });

  it('are only the specification when the target is no stage', () => {
    expect(required({ target: null })).toEqual(['development spec-complete']);
  });
});

describe('the verdict', () => {
  it('is ready when every required row passes, is waived or not applicable', () => {
    const statuses: Status[] = ['pass', 'waived', 'not-applicable'];
    expect(decided((demand) => statuses[demands.indexOf(demand) % 3] ?? 'pass').verdict).toBe('ready');
  });

  it('is blocked by one failing row, whatever else is missing', () => {
    expect(decided(({ gate }) => (gate.meta.id === 'lint-clean' ? 'fail' : 'missing')).verdict).toBe('blocked');
  });

  it.each(['missing', 'error'] as const)('is inconclusive when a required row is %s', (status) => {
    expect(decided(({ gate }) => (gate.meta.id === 'lint-clean' ? status : 'pass')).verdict).toBe('inconclusive');
  });

  it('does not count rows beyond the target', () => {
    expect(decided(({ stage }) => (stage === 'production' ? 'fail' : 'pass')).verdict).toBe('ready');
  });

  it('is inconclusive when a stage up to the target has no gate that evidence decides', () => {
    const bare = demands.filter(({ stage, gate }) => stage !== 'staging' || gate.meta.proof === 'statement');
    const rows = bare.map((demand) => ({ demand, status: 'pass' as const, required: true }));
    const decision = decide(bare, rows, staging);
    expect([decision.verdict, decision.unproven, decision.achieved]).toEqual([
      'inconclusive',
      ['staging'],
      'development',
    ]);
  });

  it('is inconclusive when nothing was judged', () => {
    expect(decide([], [], staging).verdict).toBe('inconclusive');
  });

  it('is never given when a gate did not answer', () => {
    expect(() => decide(demands, [], staging)).toThrow('not the demanded ones');
  });
});

describe('the achieved stage', () => {
  it('is the highest whose rows, and those of all lower stages, hold', () => {
    expect(decided(() => 'pass').achieved).toBe('production');
    expect(decided(({ stage }) => (stage === 'production' ? 'missing' : 'pass')).achieved).toBe('staging');
    expect(decided(({ stage }) => (stage === 'development' ? 'missing' : 'pass')).achieved).toBeNull();
  });

  it('counts operation rows, required or not', () => {
    expect(decided(({ gate }) => (gate.meta.id === 'deployed' ? 'missing' : 'pass')).achieved).toBe('development');
  });
});

describe('the verdict of a run', () => {
  it('is the worst of the affected components', () => {
    expect(
      runVerdict([
        { affected: true, verdict: 'inconclusive' },
        { affected: true, verdict: 'ready' },
      ]),
    ).toBe('inconclusive');
    expect(
      runVerdict([
        { affected: false, verdict: 'blocked' },
        { affected: true, verdict: 'ready' },
      ]),
    ).toBe('ready');
  });

  it('is inconclusive when nothing was judged', () => {
    expect(runVerdict([])).toBe('inconclusive');
  });
});
