import { collectEvidence, type CollectedEvidence, type Present } from '../collect/index.ts';
import { UserError, type Change, type Configuration, type EvidenceSource, type Problem } from '../model/index.ts';
import { ladderOf, stageNamed } from '../policy/index.ts';
import { govern, type GovernedComponent, type GovernedInput } from '../run/index.ts';
import { isFolder, repositoryFiles } from '../workspace/index.ts';
import { notReadYet } from './api-facts.ts';
import { askedFor } from './asked.ts';
import { readBasePolicy } from './base.ts';
import type { CheckOptions } from './check-options.ts';
import { loadConfiguration } from './configuration.ts';
import { evidenceReading } from './evidence-reading.ts';
import { reviewsOf } from './reviews.ts';
import { findComponents } from './specifications.ts';
import { toolName, toolVersion } from './version.ts';
import { readWorkflows } from './workflows.ts';

/** What is judged, under the policy in force, and what was collected for it. */
export interface Prepared {
  governed: GovernedInput;
  /** All files of the repository. */
  files: string[];
  /** Where evidence is looked for. */
  sources: EvidenceSource[];
  /** What tells a report of the present from a stale one. */
  present: Present;
  /** What the head's sources of evidence found. */
  atHead: CollectedEvidence;
}

/**
 * Reads configuration, specifications, evidence, reviews and the base, and settles which policy is in force.
 * @throws UserError for bad usage, a bad configuration, or no specification.
 */
export async function prepare(options: CheckOptions, change: Change): Promise<Prepared> {
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
  const present = { commit: change.commit, alsoCurrent: change.alsoCurrent, now: options.now };
  const [atHead, base, workflows] = await Promise.all([
    collectEvidence(root, sources, files, present, options.baseline),
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
    carried: new Map(),
    base,
    repository: { configuration, evidence: await evidenceReading(root, configuration, stated), workflows },
    asked,
    stage,
    promotion: options.promotion,
    enforce: options.enforce ?? configuration.enforce,
    only: [],
    problems: found.problems,
  });
  const only = componentsAskedFor(options, governed.components);
  return { governed: { ...governed, only }, files, sources, present, atHead };
}

/** Where evidence is looked for: the options' globs, else the configuration's. */
export function sourcesOf({ evidence }: CheckOptions, configuration: Configuration): EvidenceSource[] {
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
function componentsAskedFor({ components, specs }: CheckOptions, found: GovernedComponent[]): string[] {
  const ids = found.map(({ spec }) => spec.id.value);
  const unknown = components.filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    const [first, ...rest] = unknown.map((id): Problem => ({
      code: 'unknown-component',
      message: `There is no component "${id}".`,
      hint: `Expected one of ${ids.join(', ')}.`,
    }));
    if (first !== undefined) throw new UserError(first, ...rest);
  }
  const named = found.filter(({ spec }) => specs.includes(spec.path)).map(({ spec }) => spec.id.value);
  return [...components, ...named];
}
