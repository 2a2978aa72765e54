import type { Standing } from '../gates/index.ts';
import type { Problem, Report, ReportedProblem } from '../model/index.ts';
import { groupsInForce, ladderOf, runVerdict, vetWaivers, waiverProblems } from '../policy/index.ts';
import { judgingOrder } from './dependencies.ts';
import type { RunInput } from './input.ts';
import { judgeComponent, type JudgedComponent } from './judge-component.ts';
import { ownComponents, type OwnedComponent } from './ownership.ts';

/** Judges: values in, a report out. Reads no file, no clock, no network. */
export function run(input: RunInput): Report {
  const all = ownComponents(input);
  const wanted = input.only.length === 0 ? all : all.filter(({ spec }) => input.only.includes(spec.id.value));
  const everyone = judgeInOrder(wanted, all, input);
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
    components,
    problems: [...problems, ...judged.flatMap((component) => component.problems)].map(reportedProblem),
  };
}

/** The wanted components and, before them, those that they require: of these only the standing counts. */
function judgeInOrder(
  wanted: OwnedComponent[],
  all: OwnedComponent[],
  input: RunInput,
): Map<OwnedComponent, JudgedComponent> {
  const { configuration, base, reviews } = input;
  const waivers = vetWaivers(configuration, base, reviews);
  const surroundings = { input, all, waivers, groups: groupsInForce(configuration, base) };
  const judged = new Map<OwnedComponent, JudgedComponent>();
  const standings = new Map<OwnedComponent, Standing>();
  for (const { component, dependencies } of judgingOrder(wanted, all)) {
    const one = judgeComponent(component, dependencies(standings), surroundings);
    judged.set(component, one);
    standings.set(component, one.standing);
  }
  return judged;
}

/** A problem in the shape of the report. */
export function reportedProblem({ code, message, at, hint }: Problem): ReportedProblem {
  return { code, message, path: at?.path ?? null, line: at?.line ?? null, hint: hint ?? null };
}
