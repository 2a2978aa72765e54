import type { Standing } from '../gates/index.ts';
import type { Configuration, Problem, Report, ReportedProblem } from '../model/index.ts';
import { groupsInForce, ladderOf, runVerdict, vetWaivers, waiverProblems } from '../policy/index.ts';
import { carriedComponent } from './carried.ts';
import { judgingOrder } from './dependencies.ts';
import type { GovernedInput } from './govern.ts';
import { judgeComponent, type JudgedComponent } from './judge-component.ts';
import { ownComponents, type OwnedComponent } from './ownership.ts';
import { wantedComponents } from './wanted.ts';

/** Hears how many components of how many are judged. */
export type Progress = (done: number, total: number) => void;

/** Judges: values in, a report out. Reads no file, no clock, no network; `progress` hears of each judged component. */
export function run(input: GovernedInput, progress?: Progress): Report {
  const all = ownComponents(input);
  const wanted = wantedComponents(all, input);
  const everyone = judgeInOrder(wanted, all, input, progress);
  const judged = wanted.flatMap((component) => everyone.get(component) ?? []);
  const components = judged.map(({ report }) => report);
  const ids = new Set(all.map(({ spec }) => spec.id.value));
  const problems = [...input.problems, ...waiverProblems(input.configuration, ids)];
  return {
    schemaVersion: 1,
    tool: input.tool,
    commit: input.commit,
    verdict: runVerdict(components),
    advisory: input.enforce === false,
    stages: ladderOf(input.configuration).stages,
    configuration: configurationFile(input.configuration),
    components,
    problems: [...problems, ...judged.flatMap((component) => component.problems)].map(reportedProblem),
  };
}

/** The wanted components and, before them, those that they require: of these only the standing counts. */
function judgeInOrder(
  wanted: OwnedComponent[],
  all: OwnedComponent[],
  input: GovernedInput,
  progress?: Progress,
): Map<OwnedComponent, JudgedComponent> {
  const { configuration, base, reviews } = input;
  const waivers = vetWaivers(configuration, base, reviews);
  const surroundings = { input, all, waivers, groups: groupsInForce(configuration, base) };
  const judged = new Map<OwnedComponent, JudgedComponent>();
  const standings = new Map<OwnedComponent, Standing>();
  const order = judgingOrder(wanted, all);
  for (const [index, { component, dependencies }] of order.entries()) {
    const known = dependencies(standings);
    const earlier = component.affected ? undefined : input.carried.get(component.spec.id.value);
    const one =
      earlier === undefined
        ? judgeComponent(component, known, surroundings)
        : carriedComponent(earlier, known, { ladder: ladderOf(configuration), now: input.now });
    judged.set(component, one);
    standings.set(component, one.standing);
    progress?.(index + 1, order.length);
  }
  return judged;
}

function configurationFile({ path, sha256 }: Configuration): Report['configuration'] {
  return path === null || sha256 === null ? null : { path, sha256 };
}

/** A problem in the shape of the report. */
export function reportedProblem({ code, message, at, hint }: Problem): ReportedProblem {
  return { code, message, path: at?.path ?? null, line: at?.line ?? null, hint: hint ?? null };
}
