import { surveyEvidence } from '../collect/index.ts';
import { indexFiles } from '../evidence/index.ts';
import {
  testLevels,
  UserError,
  USAGE_EXIT_CODE,
  type Change,
  type ComponentReport,
  type Configuration,
  type EvidenceSource,
  type Problem,
  type ReportedProblem,
} from '../model/index.ts';
import { filesOf } from '../policy/index.ts';
import { isFolder, repositoryFiles } from '../workspace/index.ts';
import { check } from './check.ts';
import type { CheckOptions } from './check-options.ts';
import { loadConfiguration } from './configuration.ts';
import { examineComponent } from './doctor/component.ts';
import { examineReport } from './doctor/report.ts';
import type { Examination } from './doctor/result.ts';
import { sourcesOf } from './prepare.ts';
import { findComponents } from './specifications.ts';

export interface DoctorOutcome {
  examination: Examination;
  /** 0 nothing is wrong with the evidence that there is, 1 something is, 3 bad usage or no specification. */
  exitCode: number;
}

/** Says what evidence there is, what its paths mean, what is unused and what is lacking. Never throws for bad input. */
export async function doctor(options: CheckOptions, change: Change): Promise<DoctorOutcome> {
  try {
    return await examine(options, change);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { examination: { reports: [], components: [], problems: error.problems }, exitCode: USAGE_EXIT_CODE };
  }
}

async function examine(options: CheckOptions, change: Change): Promise<DoctorOutcome> {
  const { root, now } = options;
  if (!(await isFolder(root))) {
    throw new UserError({ code: 'no-root', message: `The root "${root}" is no folder.`, hint: 'Check --root.' });
  }
  const configuration = await loadConfiguration(root, options.config);
  const repository = await repositoryFiles(root);
  const present = { commit: change.commit, alsoCurrent: change.alsoCurrent, now };
  const sources = sourcesOf(options, configuration);
  const survey = await surveyEvidence(root, sources, repository, present, options.baseline);
  const { report, exitCode } = await check({ ...options, enforce: null }, change);
  const components = report.components.map(examineComponent);
  const index = indexFiles(repository);
  const surroundings = {
    owners:
      exitCode === USAGE_EXIT_CODE ? new Map<string, string[]>() : await ownersOf(root, configuration, repository),
    users: usersOf(report.components),
    alike: (path: string) => index.longest(path.replaceAll('\\', '/'))?.names ?? [],
  };
  const reports = survey.reports.map((one) => examineReport(one, surroundings));
  const isBroken =
    reports.some(({ complaints }) => complaints.some(({ severity }) => severity === 'error')) ||
    components.some(({ gates }) => gates.some(({ broken }) => broken));
  const problems = [
    ...(reports.length === 0 ? [noEvidence(sources)] : []),
    ...survey.problems,
    ...(exitCode === USAGE_EXIT_CODE ? report.problems.map(problemOf) : []),
  ];
  return {
    examination: { reports, components, problems },
    exitCode: exitCode === USAGE_EXIT_CODE ? exitCode : isBroken || reports.length === 0 ? 1 : 0,
  };
}

function noEvidence(sources: EvidenceSource[]): Problem {
  return {
    code: 'no-evidence',
    message: `No file matches ${sources.map(({ path }) => path).join(', ')}.`,
    hint: 'Let the jobs write their reports there, or name their place (--evidence, or evidence in the configuration).',
  };
}

function problemOf({ code, message, path, line, hint }: ReportedProblem): Problem {
  const at = path === null ? {} : { at: line === null ? { path } : { path, line } };
  return { code, message, ...at, ...(hint === null ? {} : { hint }) };
}

/** File → ids of the components whose specification, file or test it is. */
async function ownersOf(
  root: string,
  configuration: Configuration,
  repository: string[],
): Promise<Map<string, string[]>> {
  const { components } = await findComponents(root, configuration, []);
  return inverted(
    components.map(({ spec, settings }) => {
      const { files, tests } = filesOf(spec, settings, repository);
      return [spec.id.value, [spec.path, ...files, ...testLevels.flatMap((level) => [...tests[level]])]];
    }),
  );
}

/** Report → ids of the components with a row that rests on it. */
function usersOf(components: ComponentReport[]): Map<string, string[]> {
  return inverted(
    components.map(({ id, results }) => [id, results.flatMap(({ evidence }) => evidence.map(({ path }) => path))]),
  );
}

function inverted(all: [id: string, paths: string[]][]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const [id, paths] of all) {
    for (const path of new Set(paths)) {
      const known = ids.get(path);
      if (known === undefined) ids.set(path, [id]);
      else known.push(id);
    }
  }
  return ids;
}
