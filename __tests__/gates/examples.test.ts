import { describe, expect, it } from '@jest/globals';
import { gates, nothingKnown, unnamedRow } from '../../src/gates/index.ts';

describe.each(gates.map((gate) => ({ id: gate.meta.id, gate })))('the gate $id', ({ gate }) => {
  it.each(gate.examples.map((example) => ({ ...example })))('$name: $status', ({ facts, params, row, status }) => {
    const judgement = gate.judge({ ...nothingKnown, ...facts }, gate.params.parse(params), row ?? unnamedRow);
    expect(judgement.status).toBe(status);
  });

  it('says why it does not hold', () => {
    for (const { facts, params, row, status } of gate.examples) {
      if (status === 'pass' || status === 'not-applicable') continue;
      const { findings } = gate.judge({ ...nothingKnown, ...facts }, gate.params.parse(params), row ?? unnamedRow);
      expect(findings.map(({ outcome }) => outcome)).toContain('fail');
    }
  });

  it('shows at least one case in which it does not hold', () => {
    expect(gate.examples.some(({ status }) => status !== 'pass' && status !== 'not-applicable')).toBe(true);
  });

  it('accepts no unknown parameter', () => {
    expect(gate.params.safeParse({ unknown_parameter: 1 }).success).toBe(false);
  });
});

describe('the table of gates', () => {
  it('has no two gates of one id or one place', () => {
    expect(new Set(gates.map(({ meta }) => meta.id)).size).toBe(gates.length);
    expect(gates.map(({ meta }) => meta.order)).toEqual(gates.map((_gate, index) => index + 1));
  });
});
