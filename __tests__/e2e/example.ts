import { commitNamed, filesOf, type Loopback, type State } from './loopback/index.ts';
import { example, withPullRequest } from './pull-request.ts';

/** Of the queue, and of the default branch afterwards. */
export const merge = commitNamed('merge');

/** Everything that the action can use. */
export const everything: State['permissions'] = {
  actions: 'write',
  checks: 'write',
  contents: 'read',
  'pull-requests': 'write',
};

/** A token that may only read, as that of a fork's pull request. */
export const reading: State['permissions'] = {
  actions: 'read',
  checks: 'read',
  contents: 'read',
  'pull-requests': 'read',
};

/** The example's pull request in a GitHub that knows its merge, too; it has earned development. */
export function withExample(
  changes: Partial<State>,
  test: (github: Loopback, workspace: string) => Promise<void>,
): Promise<void> {
  const commits: State['commits'] = new Map([[merge, filesOf(example)]]);
  return withPullRequest({ permissions: everything, ...changes, commits }, test);
}
