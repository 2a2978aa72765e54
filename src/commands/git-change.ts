import type { Change } from '../model/index.ts';
import { gitBase, headCommit } from '../workspace/index.ts';

/** The change as a local checkout knows it: reviews come from files, a base only when one is named. */
export async function gitChange(root: string, base: string | null): Promise<Change> {
  return {
    commit: await headCommit(root),
    alsoCurrent: [],
    readBase: base === null ? null : () => gitBase(root, base),
    readReviews: null,
    api: null,
    readBaseline: null,
    readBaseReport: null,
  };
}
