import {
  baselineRecordOf,
  collectDocuments,
  collectEvidence,
  collectMonitoring,
  collectReadmes,
} from '../collect/index.ts';
import {
  exitCodes,
  UserError,
  USAGE_EXIT_CODE,
  type Change,
  type Configuration,
  type EvidenceSource,
  type Problem,
  type Report,
} from '../model/index.ts';
import { ladderOf, stageNamed } from '../policy/index.ts';
import {
  configuredFiles,
  documentPlaces,
  govern,
  ownComponents,
  readmePlaces,
  reportedProblem,
  run,
} from '../run/index.ts';
import { isFolder, repositoryFiles } from '../workspace/index.ts';
import { notReadYet, optionalFacts } from './api-facts.ts';
import { askedFor } from './asked.ts';
import { readBasePolicy } from './base.ts';
import type { Check, CheckOptions, CheckOutcome } from './check-options.ts';
import { loadConfiguration } from './configuration.ts';
import { evidenceReading, sourcesOfBase } from './evidence-reading.ts';
import { reviewsOf } from './reviews.ts';
import { findComponents, type Components } from './specifications.ts';
import { toolName, toolVersion } from './version.ts';
import { readWorkflows } from './workflows.ts';

/** Judges the components of a repository. Bad usage, a bad configuration or no specification is a report with exit code 3. */
export const check: Check = async (options, change) => {
  try {
    return await judge(options, change);
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

async function judge(options: CheckOptions, change: Change): Promise<CheckOutcome> {
  const { root } = options;
  if (!(await isFolder(root))) {
    throw new UserError({ code: 'no-root', message: `The root "${root}" is no folder.`, hint: 'Check --root.' });
  }
  const configuration = await loadConfiguration(root, options.config);
  const stage = stageAskedFor(options.stage, configuration);
  const found = await findComponents(root, configuration, options.specs);
  const files = await repositoryFiles(root);
  const asked = askedFor(options, stage, change);
  const sources = sourcesOf(options, configuration);
  const [atHead, base, workflows] = await Promise.all([
    collectEvidence(root, sources, files, options.baseline),
    readBasePolicy(change, { root, config: options.config, askedBy: asked.by, head: configuration }),
    readWorkflows(root),
  ]);
  const reviews = await reviewsOf(change, atHead.evidence);
  const stated = asked.by === 'person' ? configuration.evidence : sources;
  const governed = govern({
    tool: { name: toolName, version: toolVersion },
    commit: change.commit,
    now: options.now,
    configuration,
    components: found.components,
    repositoryFiles: files,
    evidence: atHead.evidence,
    baseline: atHead.baseline,
    reviews,
    ...notReadYet,
    readmes: new Map(),
    documents: [],
    monitoring: [],
    base,
    repository: { configuration, evidence: await evidenceReading(root, configuration, stated), workflows },
    asked,
    stage,
    promotion: options.promotion,
    enforce: options.enforce ?? configuration.enforce,
    only: componentsAskedFor(options, found),
    problems: found.problems,
  });
  const before = sourcesOfBase(governed);
  const collected =
    before.length === 0 ? atHead : await collectEvidence(root, [...sources, ...before], files, options.baseline);
  const { evidence, baseline } = collected;
  const input = { ...governed, evidence, baseline, problems: [...governed.problems, ...collected.problems] };
  const owned = ownComponents(input);
  const places = owned.flatMap((component) => readmePlaces(component, owned.length === 1, files));
  const monitoring = await collectMonitoring(root, files, configuredFiles('monitoring-configured', input));
  const report = run({
    ...input,
    ...(await optionalFacts(change, owned, input, root)),
    readmes: await collectReadmes(root, places),
    documents: await collectDocuments(root, documentPlaces(owned, input)),
    monitoring: monitoring.files,
    problems: [...input.problems, ...monitoring.problems],
  });
  const measured = baselineRecordOf(collected.evidence, input);
  return { report, exitCode: report.advisory ? 0 : exitCodes[report.verdict], measured };
}

function sourcesOf({ evidence }: CheckOptions, configuration: Configuration): EvidenceSource[] {
  return evidence.length === 0 ? configuration.evidence : evidence.map((path) => ({ path, format: null }));
}

/** @throws UserError when the ladder has no such stage. */
function stageAskedFor(asked: string | null, configuration: Configuration): string | null {
  const ladder = ladderOf(configuration);
  const stage = stageNamed(ladder, asked);
  if (asked === null || stage !== null) return stage;
  throw new UserError({
    code: 'unknown-stage',
    message: `"${asked}" is no stage.`,
    hint: `Expected one of ${ladder.stages.join(', ')}.`,
  });
}

/** Ids to report: those of `--component`, and of the specifications that are named. @throws UserError for an unknown id. */
function componentsAskedFor({ components, specs }: CheckOptions, found: Components): string[] {
  const ids = found.components.map(({ spec }) => spec.id.value);
  const unknown = components.filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    const [first, ...rest] = unknown.map((id): Problem => ({
      code: 'unknown-component',
      message: `There is no component "${id}".`,
      hint: `Expected one of ${ids.join(', ')}.`,
    }));
    if (first !== undefined) throw new UserError(first, ...rest);
  }
  const named = found.components.filter(({ spec }) => specs.includes(spec.path)).map(({ spec }) => spec.id.value);
  return [...components, ...named];
}
