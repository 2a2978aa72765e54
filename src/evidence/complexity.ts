import type { Diagnostic } from '../model/index.ts';

/** The rule of mccabe, flake8 and ruff: `` `total` is too complex (12 > 10) ``, https://docs.astral.sh/ruff/rules/complex-structure/ */
const COMPLEXITY_RULE = 'C901';

/** The complexity that a diagnostic states, and the complexity up to which its tool says nothing. */
export function measuredComplexity({ rule, message }: Diagnostic): Pick<Diagnostic, 'measured'> {
  const numbers = rule === COMPLEXITY_RULE ? /\((\d{1,9}) > (\d{1,9})\)/.exec(message) : null;
  return numbers === null ? {} : { measured: { value: Number(numbers[1]), silentUpTo: Number(numbers[2]) } };
}
