import type { Standing } from '../gates/index.ts';
import type { ComponentReport, Problem, Report } from '../model/index.ts';
import { runVerdict } from '../policy/index.ts';
import { judgingOrder } from './dependencies.ts';
import type { GovernedInput } from './govern.ts';
import { meetsDemands, partDemands, type PartDemands } from './part-demands.ts';
import { dependenciesOf, reportedStanding, withDependencies, type Settling } from './settled.ts';

/** The report of one shard, and the file that it was read from. */
export interface Part {
  path: string;
  report: Report;
}

/** What all parts have to be of: this run, and what it demands of every component of the repository, in their order. */
interface Whole extends Pick<GovernedInput, 'tool' | 'commit' | 'configuration' | 'enforce'> {
  demands: Map<string, PartDemands>;
}

/** The one report of all parts; or why they are not the parts of one whole. */
export type Joined = { ok: true; report: Report } | { ok: false; problems: [Problem, ...Problem[]] };

const SAME = 'Give all shards and `merge` the same options and base, and hand the parts over as they were written.';

/** So many components are named in one sentence. */
const NAMED = 5;

/**
 * Joins the reports of shards. Each component stands in exactly one of them, and they are of one commit, one configuration,
 * this version, and demand what this run does. Rows about other components are judged again, for a shard may not have known
 * those.
 */
export function joinParts(parts: Part[], input: GovernedInput): Joined {
  const whole: Whole = { ...input, demands: partDemands(input) };
  const [first, ...problems] = [
    ...parts.flatMap((part) => foreign(part, whole)),
    ...disagreements(parts),
    ...repeated(parts),
    ...lacking(parts, whole),
  ];
  const model = parts[0]?.report;
  if (first !== undefined) return { ok: false, problems: [first, ...problems] };
  if (model === undefined) return { ok: false, problems: [noParts()] };
  const place = new Map([...whole.demands.keys()].map((id, index) => [id, index]));
  const components = settled(
    parts.flatMap(({ report }) => report.components),
    { ladder: { stages: model.stages }, now: input.now },
  ).sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
  const said = parts.flatMap(({ report }) => report.problems);
  return {
    ok: true,
    report: {
      ...model,
      verdict: runVerdict(components),
      components,
      problems: [...new Map(said.map((problem) => [JSON.stringify(problem), problem])).values()],
    },
  };
}

/** Each component behind those that it requires, so that their standing is the final one. */
function settled(components: ComponentReport[], settling: Settling): ComponentReport[] {
  const nodes = components.map((report) => {
    const id = { value: report.id, at: { path: report.spec.path } };
    return { spec: { id, dependencies: dependenciesOf(report) }, report };
  });
  const standings = new Map<(typeof nodes)[number], Standing>();
  return judgingOrder(nodes, nodes).map(({ component, dependencies }) => {
    const report = withDependencies(component.report, dependencies(standings), settling);
    standings.set(component, reportedStanding(report, settling));
    return report;
  });
}

/** What a part has that is not this run's: `what` ends a sentence about the part. */
interface Difference {
  is: boolean;
  what: string;
  hint: string;
}

function foreign({ path, report }: Part, whole: Whole): Problem[] {
  const { tool, commit } = whole;
  const said = report.problems[0]?.message ?? 'it says nothing of why';
  const differences: Difference[] = [
    {
      is: report.tool.name !== tool.name || report.tool.version !== tool.version,
      what: `was made by ${report.tool.name} ${report.tool.version}`,
      hint: `Make all parts with ${tool.version}.`,
    },
    {
      is: commit !== null && report.commit !== commit,
      what: `is of the commit ${report.commit ?? 'unknown'}, not of ${commit ?? ''}`,
      hint: 'Judge all of one commit.',
    },
    ...(report.components.length > 0
      ? otherwiseJudged(report, whole)
      : [{ is: true, what: `judges no component: ${said}`, hint: 'Look at the log of its shard.' }]),
  ];
  return differences
    .filter(({ is }) => is)
    .map(({ what, hint }) => ({ code: 'foreign-part', message: `This part ${what}.`, at: { path }, hint }));
}

function otherwiseJudged({ configuration: own, advisory, components }: Report, whole: Whole): Difference[] {
  const { configuration, enforce, demands } = whole;
  const idsOf = (reports: ComponentReport[]): string[] => reports.map(({ id }) => id);
  const unknown = components.filter(({ id }) => !demands.has(id));
  const otherwise = components.filter((component) => {
    const demanded = demands.get(component.id);
    return demanded !== undefined && !meetsDemands(component, demanded);
  });
  return [
    {
      is: (own?.sha256 ?? null) !== configuration.sha256,
      what: 'was judged by another configuration',
      hint: 'Give all shards and `merge` the same `--config`.',
    },
    {
      is: advisory !== (enforce === false),
      what: advisory ? 'is advisory, but this run enforces' : 'enforces, but this run is advisory',
      hint: SAME,
    },
    {
      is: otherwise.length > 0,
      what: `judges ${named(idsOf(otherwise))} by other demands than this run's`,
      hint: SAME,
    },
    {
      is: unknown.length > 0,
      what: `judges ${named(idsOf(unknown))}, which the repository does not have`,
      hint: 'Judge all of one commit.',
    },
  ];
}

/** Parts of one run have one commit, one ladder and one enforcement. */
function disagreements(parts: Part[]): Problem[] {
  const judging = parts.filter(({ report }) => report.components.length > 0);
  const circumstances = ({ report: { commit, stages, advisory } }: Part): string =>
    JSON.stringify([commit, stages, advisory]);
  const [first, ...others] = judging;
  if (first === undefined) return [];
  return others
    .filter((part) => circumstances(part) !== circumstances(first))
    .map(({ path }): Problem => ({
      code: 'parts-differ',
      message: `This part is of another commit, ladder or enforcement than ${first.path}.`,
      at: { path },
      hint: 'Give all shards the same options, and judge one commit.',
    }));
}

function repeated(parts: Part[]): Problem[] {
  const places = new Map<string, string>();
  return parts.flatMap(({ path, report }) =>
    report.components.flatMap(({ id }): Problem[] => {
      const before = places.get(id);
      places.set(id, path);
      if (before === undefined) return [];
      const message = `The component ${id} is judged in ${before} too.`;
      return [{ code: 'duplicate-part', message, at: { path }, hint: 'Hand each part over once.' }];
    }),
  );
}

function lacking(parts: Part[], { demands }: Whole): Problem[] {
  const judged = new Set(parts.flatMap(({ report }) => report.components.map(({ id }) => id)));
  const absent = [...demands.keys()].filter((id) => !judged.has(id));
  if (absent.length === 0) return [];
  const hint = 'A shard did not run, or its report was not handed over: look at the jobs of the matrix.';
  return [{ code: 'missing-part', message: `No part judges ${named(absent)}.`, hint }];
}

function noParts(): Problem {
  return { code: 'missing-part', message: 'There is no part to merge.', hint: 'Name the reports of the shards.' };
}

/** The first few of many names, as a sentence has room for them. */
export function named(ids: string[]): string {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return `${ids.slice(0, NAMED).join(', ')}${more}`;
}
