import { UserError, type Change } from '../model/index.ts';
import { ownComponents, shardsOf, weightsOf, type Shard } from '../run/index.ts';
import { fileSizes } from '../workspace/index.ts';
import type { CheckOptions } from './check-options.ts';
import { prepare } from './prepare.ts';

/** A job matrix has no more jobs. https://docs.github.com/actions/reference/limits#job-matrix */
export const MOST_SHARDS = 256;

/** A job's outputs may have 1 MB together, measured in UTF-16. https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs */
const MOST_CHARACTERS = 500_000;

/** What `strategy.matrix` takes: one job a shard, the ids of its components with commas between. */
export interface Matrix {
  include: { shard: number; components: string }[];
}

/**
 * Spreads the components over at most so many jobs; those that the change removes are judged too.
 * @throws UserError for bad usage, and for ids that can't stand in a list.
 */
export async function plan(shards: number, options: CheckOptions, change: Change): Promise<Matrix> {
  if (!Number.isInteger(shards) || shards < 1 || shards > MOST_SHARDS) {
    throw new UserError({
      code: 'usage',
      message: `"${shards}" is no number of shards.`,
      hint: `Expected 1 to ${MOST_SHARDS}, which is what a job matrix can have.`,
    });
  }
  const { governed } = await prepare({ ...options, components: [] }, change);
  const owned = ownComponents(governed);
  const unlistable = owned.filter(({ spec }) => /[,{}\n]|^\s|\s$/.test(spec.id.value));
  const [first, ...rest] = unlistable.map(({ spec }) => ({
    code: 'unlistable-component',
    message: `The id "${spec.id.value}" can't stand in a list of components.`,
    at: spec.id.at,
    hint: 'Leave out commas and braces.',
  }));
  if (first !== undefined) throw new UserError(first, ...rest);
  const reports = governed.evidence.sources.map(({ provenance }) => provenance.path);
  const sizes = await fileSizes(options.root, reports);
  return matrixOf(shardsOf(weightsOf(owned, governed.evidence, sizes), shards));
}

function matrixOf(shards: Shard[]): Matrix {
  const include = shards.map(({ shard, components }) => ({ shard, components: components.join(',') }));
  if (JSON.stringify({ include }).length <= MOST_CHARACTERS) return { include };
  throw new UserError({
    code: 'plan-too-large',
    message: 'The ids of the components are too long together for the output of a job.',
    hint: 'Judge them in one job: `check` takes thousands of components at once.',
  });
}
