import { defaultConfigurationPath } from '../config/index.ts';
import { UserError, USAGE_EXIT_CODE, type Problem } from '../model/index.ts';
import { ladderOf } from '../policy/index.ts';
import { isFolder } from '../workspace/index.ts';
import { loadConfiguration } from './configuration.ts';
import { withColumns } from './lint/columns.ts';
import { criteriaOf } from './lint/criteria.ts';
import { graded, type LintProblem, type LintResult } from './lint/result.ts';
import { settingProblems } from './lint/settings.ts';
import { specificationProblems } from './lint/specification.ts';
import { findComponents } from './specifications.ts';

/** What `lint` is asked to do; every field is decided. */
export interface LintOptions {
  root: string;
  /** Specifications to lint; empty: all. The others still tell which components there are. */
  specs: string[];
  /** Configuration file; `null`: `.github/maturity.yml` if there is one. */
  config: string | null;
  /** ISO 8601; what lies behind it is the future. */
  now: string;
}

export interface LintOutcome {
  result: LintResult;
  /** 0 no error, 1 errors, 3 bad usage or no specification. */
  exitCode: number;
}

/** Reads specifications and configuration, judges nothing, and says what is wrong with them. Never throws for bad input. */
export async function lint(options: LintOptions): Promise<LintOutcome> {
  try {
    const result = await linted(options);
    return { result, exitCode: result.problems.some(({ severity }) => severity === 'error') ? 1 : 0 };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const own = options.config ?? defaultConfigurationPath;
    const isFinding = ({ at, code }: Problem): boolean => at?.path === own && code !== 'file-missing';
    const { problems, criteria } = unlinted(error.problems);
    return {
      result: { problems: await withColumns(options.root, problems), criteria },
      exitCode: error.problems.every(isFinding) ? 1 : USAGE_EXIT_CODE,
    };
  }
}

/** The result of a run that could read nothing. */
export function unlinted(problems: Problem[]): LintResult {
  return { problems: graded('error', problems), criteria: [] };
}

async function linted({ root, specs, config, now }: LintOptions): Promise<LintResult> {
  if (!(await isFolder(root))) {
    throw new UserError({ code: 'no-root', message: `The root "${root}" is no folder.`, hint: 'Check --root.' });
  }
  const configuration = await loadConfiguration(root, config);
  const { components, problems: skipped } = await findComponents(root, configuration, specs);
  const ids = new Set(components.map(({ spec }) => spec.id.value));
  const asked = components.filter(({ spec }) => specs.length === 0 || specs.includes(spec.path));
  const problems = [
    ...settingProblems(configuration, ids),
    ...graded('warning', specs.length === 0 ? skipped : []),
    ...asked.flatMap((component) => specificationProblems(component, configuration, ids, now)),
  ];
  return {
    problems: inOrder(await withColumns(root, problems)),
    criteria: asked.flatMap(({ spec }) => criteriaOf(spec, ladderOf(configuration))),
  };
}

/** By file, line and column; each once, although several rows may tell it. */
function inOrder(problems: LintProblem[]): LintProblem[] {
  const place = ({ at }: LintProblem): [string, number, number] => [at?.path ?? '', at?.line ?? 0, at?.column ?? 0];
  const unique = new Map(problems.map((problem) => [JSON.stringify([place(problem), problem.message]), problem]));
  return [...unique.values()].sort((one, other) => {
    const [path, line, column] = place(one);
    const [otherPath, otherLine, otherColumn] = place(other);
    if (path !== otherPath) return path < otherPath ? -1 : 1;
    return line - otherLine || column - otherColumn;
  });
}
