import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultConfiguration } from '../../src/config/index.ts';
import { gates } from '../../src/gates/index.ts';
import { demandsOf } from '../../src/policy/index.ts';
import { parseSpec } from '../../src/spec/index.ts';

const word = fc.constantFrom(
  ...'all unit integration tests pass coverage branch linting ruff clean type checking security review complete no secrets uptime availability'.split(
    ' ',
  ),
  ...'latency p95 error rate recovery time throughput stability period deployed to staging performance acceptable regressions complexity runbook'.split(
    ' ',
  ),
  ...'approved documented monitoring configured rollback tested approvals at least under not and (TBD) , : ; — [x] <!-- gate: --> `code` **bold**'.split(
    ' ',
  ),
);
const number = fc.oneof(
  fc.integer({ min: -5, max: 1_000_000 }).map(String),
  fc.double({ min: 0, max: 200, noNaN: true }).map(String),
  fc.constantFrom('1e9', '0', '101', '1,000', '99.999'),
);
const comparator = fc.constantFrom('≥', '>=', '<', '≤', '=', '', '~', 'at least ', 'below ');
const unit = fc.constantFrom('%', ' %', 'ms', ' s', ' days', '-day', ' requests/second', '', 'x', ' MB');
const threshold = fc.tuple(comparator, number, unit).map((parts) => parts.join(''));
const line = fc
  .array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: threshold }), { minLength: 1, maxLength: 14 })
  .map((parts) => parts.join(' '));

describe('whatever a specification says', () => {
  it('makes rows with valid parameters, or problems with a place, and never an exception', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 3 }), (criteria, targets) => {
        const text = [
          '# Component Specification: Cache',
          '**Component ID:** cache',
          '## Non-Functional Requirements',
          ...targets.map((target) => `**Target:** ${target}`),
          '## Acceptance Criteria',
          '### Development Stage',
          ...criteria.map((criterion) => `- [ ] ${criterion}`),
        ].join('\n\n');
        const { spec } = parseSpec(text, 'specs/cache.md', '');
        const { rows, problems } = demandsOf(spec, null, defaultConfiguration());
        for (const { gate, params } of rows) expect(gate.params.safeParse(params).success).toBe(true);
        for (const { at } of problems) expect(at?.line).toBeGreaterThan(0);
        const demanded = new Set(rows.map(({ gate }) => gate.meta.id));
        expect(
          gates
            .filter(({ meta }) => meta.proof === 'evidence' && !demanded.has(meta.id))
            .map(({ meta }) => meta.id)
            .filter((id) => id !== 'complexity' && id !== 'api-documented'),
        ).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
