import type { Problem, Report, ReportedProblem } from '../model/index.ts';
import { ladderOf, runVerdict } from '../policy/index.ts';
import type { RunInput } from './input.ts';
import { judgeComponent } from './judge-component.ts';
import { ownComponents } from './ownership.ts';

/** Judges: values in, a report out. Reads no file, no clock, no network. */
export function run(input: RunInput): Report {
  const all = ownComponents(input);
  const wanted = input.only.length === 0 ? all : all.filter(({ spec }) => input.only.includes(spec.id.value));
  const judged = wanted.map((component) => judgeComponent(component, all, input));
  const components = judged.map(({ report }) => report);
  return {
    schemaVersion: 1,
    tool: input.tool,
    commit: input.commit,
    verdict: runVerdict(components),
    advisory: input.enforce === false,
    stages: ladderOf(input.configuration).stages,
    components,
    problems: [...input.problems, ...judged.flatMap(({ problems }) => problems)].map(reportedProblem),
  };
}

/** A problem in the shape of the report. */
export function reportedProblem({ code, message, at, hint }: Problem): ReportedProblem {
  return { code, message, path: at?.path ?? null, line: at?.line ?? null, hint: hint ?? null };
}
