import type { Standing } from '../gates/index.ts';
import type { Configuration, Problem, Report, ReportedProblem } from '../model/index.ts';
import { groupsInForce, ladderOf, runVerdict, vetWaivers, waiverProblems } from '../policy/index.ts';
import { judgingOrder } from './dependencies.ts';
import type { GovernedInput } from './govern.ts';
import { judgeComponent, type JudgedComponent } from './judge-component.ts';
import { ownComponents, type OwnedComponent } from './ownership.ts';
import { wantedComponents } from './wanted.ts';

/** Judges: values in, a report out. Reads no file, no clock, no network. */
export function run(input: GovernedInput): Report {
  const all = ownComponents(input);
  const wanted = wantedComponents(all, input);
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

function configurationFile({ path, sha256 }: Configuration): Report['configuration'] {
  return path === null || sha256 === null ? null : { path, sha256 };
}

/** A problem in the shape of the report. */
export function reportedProblem({ code, message, at, hint }: Problem): ReportedProblem {
  return { code, message, path: at?.path ?? null, line: at?.line ?? null, hint: hint ?? null };
}
