import { describeLocation, type Location } from './location.ts';

/**
 * Something wrong with an input. Bad input is a value, never an exception: it carries what was found, where,
 * and in `hint` how to mend it. `code` is stable, in kebab-case.
 */
export interface Problem {
  code: string;
  message: string;
  at?: Location;
  hint?: string;
}

/** The result of reading an input: a value with warnings, or at least one problem. */
export type Parsed<T> = { ok: true; value: T; warnings: Problem[] } | { ok: false; problems: [Problem, ...Problem[]] };

/** A successful {@link Parsed}. */
export function parsed<T>(value: T, warnings: Problem[] = []): Parsed<T> {
  return { ok: true, value, warnings };
}

/** A failed {@link Parsed}. */
export function unparsed<T>(problem: Problem, ...more: Problem[]): Parsed<T> {
  return { ok: false, problems: [problem, ...more] };
}

/** One line for people: place, sentence, remedy. */
export function describeProblem(problem: Problem): string {
  const where = problem.at === undefined ? '' : `${describeLocation(problem.at)}: `;
  const remedy = problem.hint === undefined ? '' : ` ${problem.hint}`;
  return `${where}${problem.message}${remedy}`;
}

/**
 * A mistake of the user that ends the run: a wrong option, an unreadable configuration, a missing permission.
 * Commands report it as a problem and exit with 3; anything else that is thrown is our own bug.
 */
export class UserError extends Error {
  readonly problems: [Problem, ...Problem[]];

  constructor(problem: Problem, ...more: Problem[]) {
    super(problem.message);
    this.name = 'UserError';
    this.problems = [problem, ...more];
  }
}
