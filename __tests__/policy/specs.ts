import type { Spec, Statement } from '../../src/model/index.ts';
import { nothingKnown } from '../../src/gates/index.ts';

/** A specification for tests of the policy: only what the test says differs from an empty one. */
export function specWith(parts: Partial<Spec>): Spec {
  return { ...nothingKnown.spec, ...parts };
}

/** A line of the specification, `acceptance` at development unless the test says otherwise. */
export function line(text: string, number: number, parts: Partial<Statement> = {}): Statement {
  return {
    section: 'acceptance',
    stage: 'development',
    text,
    at: { path: 'specs/cache.md', line: number },
    ticked: false,
    binding: null,
    placeholder: null,
    ...parts,
  };
}
