import type { Standing } from '../gates/index.ts';
import type { ComponentReport, Configuration, Problem, Report } from '../model/index.ts';
import { runVerdict } from '../policy/index.ts';
import { judgingOrder } from './dependencies.ts';
import { dependenciesOf, reportedStanding, withDependencies, type Settling } from './settled.ts';

/** The report of one shard, and the file that it was read from. */
export interface Part {
  path: string;
  report: Report;
}

/** What all parts have to be of. */
export interface Whole {
  /** Every component of the repository, in the order of the report. */
  components: string[];
  tool: Report['tool'];
  /** `null` when nobody knows it. */
  commit: string | null;
  configuration: Configuration;
}

/** The one report of all parts; or why they are not the parts of one whole. */
export type Joined = { ok: true; report: Report } | { ok: false; problems: [Problem, ...Problem[]] };

/** So many components are named in one sentence. */
const NAMED = 5;

/**
 * Joins the reports of shards. Each component stands in exactly one of them, and they are of one commit, one configuration
 * and this version. Rows about other components are judged again, for a shard may not have known those.
 */
export function joinParts(parts: Part[], whole: Whole, now: string): Joined {
  const [first, ...problems] = [
    ...parts.flatMap((part) => foreign(part, whole)),
    ...disagreements(parts),
    ...repeated(parts),
    ...lacking(parts, whole),
  ];
  const model = parts[0]?.report;
  if (first !== undefined) return { ok: false, problems: [first, ...problems] };
  if (model === undefined) return { ok: false, problems: [noParts()] };
  const place = new Map(whole.components.map((id, index) => [id, index]));
  const components = settled(
    parts.flatMap(({ report }) => report.components),
    { ladder: { stages: model.stages }, now },
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

/** What a part has that is not this run's. */
function foreign({ path, report }: Part, { tool, commit, configuration, components }: Whole): Problem[] {
  const known = new Set(components);
  const unknown = report.components.map(({ id }) => id).filter((id) => !known.has(id));
  const other = (what: string, hint: string): Problem => ({
    code: 'foreign-part',
    message: `This part ${what}.`,
    at: { path },
    hint,
  });
  const sameTool = report.tool.name === tool.name && report.tool.version === tool.version;
  const ofCommit = commit === null || report.commit === commit;
  const ofConfiguration = (report.configuration?.sha256 ?? null) === configuration.sha256;
  const said = report.problems[0]?.message ?? 'it says nothing of why';
  return [
    ...(sameTool
      ? []
      : [other(`was made by ${report.tool.name} ${report.tool.version}`, `Make all parts with ${tool.version}.`)]),
    ...(ofCommit
      ? []
      : [other(`is of the commit ${report.commit ?? 'unknown'}, not of ${commit}`, 'Judge all of one commit.')]),
    ...(report.components.length > 0 ? [] : [other(`judges no component: ${said}`, 'Look at the log of its shard.')]),
    ...(ofConfiguration || report.components.length === 0
      ? []
      : [other('was judged by another configuration', 'Give all shards and `merge` the same `--config`.')]),
    ...(unknown.length === 0
      ? []
      : [other(`judges ${named(unknown)}, which the repository does not have`, 'Judge all of one commit.')]),
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

function lacking(parts: Part[], { components }: Whole): Problem[] {
  const judged = new Set(parts.flatMap(({ report }) => report.components.map(({ id }) => id)));
  const absent = components.filter((id) => !judged.has(id));
  if (absent.length === 0) return [];
  const hint = 'A shard did not run, or its report was not handed over: look at the jobs of the matrix.';
  return [{ code: 'missing-part', message: `No part judges ${named(absent)}.`, hint }];
}

function noParts(): Problem {
  return { code: 'missing-part', message: 'There is no part to merge.', hint: 'Name the reports of the shards.' };
}

function named(ids: string[]): string {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return `${ids.slice(0, NAMED).join(', ')}${more}`;
}
