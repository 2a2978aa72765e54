import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { syncPlan, type SyncPlan } from '../../src/commands/sync-plan.ts';
import type { Result } from '../../src/model/index.ts';
import { row } from '../action/report.ts';
import { specification, withoutBoxes } from '../spec/arbitrary.ts';
import { parse } from '../spec/reading.ts';

type Status = Result['status'];

/** The plan for a text whose statements, one after another, have rows of these statuses (in turn). */
function plan(text: string, statuses: Status[], untick: boolean): SyncPlan {
  const { spec } = parse(text);
  const results = spec.statements.map(({ text: words, at, ticked }, index) =>
    row({
      gate: 'unit-tests-pass',
      status: statuses[index % statuses.length] ?? 'missing',
      criterion: { text: words, path: spec.path, line: at.line ?? null, ticked },
    }),
  );
  return syncPlan(text, spec, results, untick);
}

const statuses = fc.array(fc.constantFrom<Status>('pass', 'fail', 'missing', 'error', 'waived', 'not-applicable'), {
  minLength: 1,
  maxLength: 7,
});

describe('any specification, whatever its rows come to', () => {
  it('keeps every byte outside of the boxes', () => {
    fc.assert(
      fc.property(specification, statuses, fc.boolean(), (text, all, untick) => {
        expect(withoutBoxes(plan(text, all, untick).text).equals(withoutBoxes(text))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('has nothing left to change after it was synchronised', () => {
    fc.assert(
      fc.property(specification, statuses, fc.boolean(), (text, all, untick) => {
        const once = plan(text, all, untick);
        expect(plan(once.text, all, untick)).toEqual({ text: once.text, changes: [], problems: [] });
      }),
      { numRuns: 150 },
    );
  });

  it('has exactly the proven boxes ticked and, with untick, the contradicted ones not', () => {
    const ticks = (text: string): (boolean | null)[] => parse(text).spec.statements.map(({ ticked }) => ticked);
    fc.assert(
      fc.property(specification, statuses, fc.boolean(), (text, all, untick) => {
        const expected = ticks(text).map((ticked, index) => {
          const status = all[index % all.length];
          if (ticked === false && status === 'pass') return true;
          return ticked === true && status === 'fail' && untick ? false : ticked;
        });
        const { text: after, changes } = plan(text, all, untick);
        expect(ticks(after)).toEqual(expected);
        expect(changes).toHaveLength(ticks(text).filter((ticked, index) => ticked !== expected[index]).length);
      }),
      { numRuns: 150 },
    );
  });

  it('is what it was after its boxes were ticked and unticked again', () => {
    fc.assert(
      fc.property(specification, (text) => {
        const unticked = plan(text, ['fail'], true).text;
        const ticked = plan(unticked, ['pass'], true).text;
        expect(plan(ticked, ['fail'], true).text).toBe(unticked);
      }),
      { numRuns: 150 },
    );
  });

  it('names the line of each box, and what stands there before and after', () => {
    const lines = (text: string): string[] => text.split(/\r\n|\r|\n/);
    fc.assert(
      fc.property(specification, (text) => {
        const { text: after, changes } = plan(text, ['pass'], false);
        for (const { line, from, to } of changes) {
          expect([lines(text)[line - 1]?.includes(from), lines(after)[line - 1]?.includes(to)]).toEqual([true, true]);
        }
      }),
    );
  });
});
