import {
  baselineRecordOf,
  collectDocuments,
  collectEvidence,
  collectMonitoring,
  collectReadmes,
} from '../collect/index.ts';
import { exitCodes, UserError, USAGE_EXIT_CODE, type Change, type Problem, type Report } from '../model/index.ts';
import {
  configuredFiles,
  documentPlaces,
  ownComponents,
  readmePlaces,
  reportedProblem,
  run,
  type Progress,
} from '../run/index.ts';
import { optionalFacts } from './api-facts.ts';
import { carriedFrom } from './carried.ts';
import type { Check, CheckOptions, CheckOutcome } from './check-options.ts';
import { sourcesOfBase } from './evidence-reading.ts';
import { prepare } from './prepare.ts';
import { toolName, toolVersion } from './version.ts';

/** Judges the components of a repository. Bad usage, a bad configuration or no specification is a report with exit code 3. */
export const check: Check = async (options, change, progress) => {
  try {
    return await judge(options, change, progress);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { report: failedReport(error.problems, change.commit), exitCode: USAGE_EXIT_CODE, measured: null };
  }
};

/** The report of a run that could judge nothing. */
export function failedReport(problems: Problem[], commit: string | null): Report {
  return {
    schemaVersion: 1,
    tool: { name: toolName, version: toolVersion },
    commit,
    verdict: 'inconclusive',
    advisory: false,
    stages: [],
    configuration: null,
    components: [],
    problems: problems.map(reportedProblem),
  };
}

async function judge(options: CheckOptions, change: Change, progress?: Progress): Promise<CheckOutcome> {
  const { root } = options;
  const { governed, files, sources, present, atHead } = await prepare(options, change);
  const before = sourcesOfBase(governed);
  const collected =
    before.length === 0
      ? atHead
      : await collectEvidence(root, [...sources, ...before], files, present, options.baseline);
  const { evidence, baseline } = collected;
  const input = { ...governed, evidence, baseline, problems: [...governed.problems, ...collected.problems] };
  const owned = ownComponents(input);
  const places = owned.flatMap((component) => readmePlaces(component, owned.length === 1, files));
  const monitoring = await collectMonitoring(root, files, configuredFiles('monitoring-configured', input));
  const earlier = await carriedFrom(change, owned, input, options);
  const report = run(
    {
      ...input,
      carried: earlier.carried,
      ...(await optionalFacts(change, owned, input, root)),
      readmes: await collectReadmes(root, places),
      documents: await collectDocuments(root, documentPlaces(owned, input)),
      monitoring: monitoring.files,
      problems: [...input.problems, ...monitoring.problems, ...earlier.problems],
    },
    progress,
  );
  const measured = baselineRecordOf(collected.evidence, input);
  return { report, exitCode: report.advisory ? 0 : exitCodes[report.verdict], measured };
}
