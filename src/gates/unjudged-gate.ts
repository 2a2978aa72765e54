import { unnamedRow } from './facts.ts';
import type { Gate } from './gate.ts';
import { notJudgedYet } from './judgement.ts';

/**
 * A gate that recognises its criteria and has its rows, but no judge yet: every row is `missing` and says so.
 * `example` is a valid parameter set.
 */
export function unjudgedGate<P extends object>(words: Omit<Gate<P>, 'judge' | 'examples'> & { example: P }): Gate<P> {
  const { example, ...gate } = words;
  return {
    ...gate,
    judge: (_facts, params) => notJudgedYet(params),
    examples: [
      {
        name: 'the gate is not judged yet, so nothing passes it',
        facts: {},
        params: example,
        row: unnamedRow,
        status: 'missing',
      },
    ],
  };
}
