import {
  ReadFailure,
  REPORT_FILE,
  type Change,
  type ComponentReport,
  type EarlierReport,
  type Problem,
  type Report,
} from '../model/index.ts';
import { carriable, type OwnedComponent, type RunInput } from '../run/index.ts';
import { ancestorsAmong, globFiles, readText } from '../workspace/index.ts';
import type { CheckOptions } from './check-options.ts';
import { readOwnReport } from './read-own-report.ts';

/** The components that are taken from the base's report, and why others could not be. */
export interface Carried {
  carried: Map<string, ComponentReport>;
  problems: Problem[];
}

/** The report of thousands of components. */
const MOST_BYTES = 400_000_000;

/**
 * What the base's newest report says of the components that the change leaves alone and that this run has no evidence of.
 * Files of the command line come first, then the API. What can't be used is named, and then nothing is carried.
 */
export async function carriedFrom(
  change: Change,
  owned: OwnedComponent[],
  input: RunInput,
  options: CheckOptions,
): Promise<Carried> {
  const wanted = input.base.state === 'known' ? carriable(owned, input.evidence) : [];
  if (wanted.length === 0) return nothing;
  try {
    const earlier = (await fromFiles(change, options)) ?? (await change.readBaseReport?.());
    if (earlier === undefined || 'absent' in earlier) return nothing;
    return among(wanted, earlier, input);
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { ...nothing, problems: [error.problem] };
  }
}

const nothing: Carried = { carried: new Map(), problems: [] };

function among(wanted: OwnedComponent[], earlier: { text: string; commit: string }, input: RunInput): Carried {
  const read = readOwnReport(earlier.text, REPORT_FILE);
  if (!read.ok) return { ...nothing, problems: read.problems };
  const report = read.value;
  const obstacle = obstacleIn(report, earlier.commit, input);
  if (obstacle !== null) return { ...nothing, problems: [unusable(obstacle)] };
  const known = new Map(report.components.map((component) => [component.id, component]));
  const carried = wanted.flatMap(({ spec }): [string, ComponentReport][] => {
    const before = known.get(spec.id.value);
    // Rows of another text are of other demands.
    if (before?.spec.sha256 !== spec.sha256) return [];
    return [[spec.id.value, { ...before, carried: before.carried ?? { commit: earlier.commit } }]];
  });
  return { carried: new Map(carried), problems: [] };
}

/** Why the report can't speak for the base, as it ends a sentence. */
function obstacleIn({ commit, configuration }: Report, known: string, input: RunInput): string | null {
  if (commit !== known) return `it is of the commit ${commit ?? 'unknown'}, which is not before the base`;
  const before = configuration?.sha256 ?? null;
  return before === input.configuration.sha256 ? null : 'the configuration has changed since';
}

/** The report among the files of `--baseline`; its commit has to be the base's or one before it. */
async function fromFiles({ readBase }: Change, { root, baseline }: CheckOptions): Promise<EarlierReport | undefined> {
  const paths = (await globFiles(root, baseline)).filter((path) => path.split('/').at(-1) === REPORT_FILE);
  const [path, ...more] = paths;
  if (path === undefined || readBase === null) return undefined;
  if (more.length > 0) throw new ReadFailure(unusable(`there are several: ${paths.slice(0, 3).join(', ')}`));
  const file = await readText(root, path, MOST_BYTES);
  if (!file.ok) throw new ReadFailure(file.problems[0]);
  const read = readOwnReport(file.value.text, path);
  if (!read.ok) throw new ReadFailure(read.problems[0]);
  const { base } = await readBase({ paths: [], globs: [] });
  const commit = read.value.commit ?? '';
  const ancestry = commit === '' ? null : await ancestorsAmong(root, base.commit, new Set([commit]));
  if (ancestry?.commits.includes(commit) === true) return { text: file.value.text, commit };
  throw new ReadFailure(unusable(`git does not know its commit ${commit} as the base's or one before it`));
}

function unusable(why: string): Problem {
  return {
    code: 'not-carried',
    message: `Nothing is taken from the base's report: ${why}.`,
    hint: 'Components without evidence in this run are judged without any.',
  };
}
