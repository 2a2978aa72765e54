import { defaultConfiguration, defaultConfigurationPath, parseConfiguration } from '../config/index.ts';
import {
  describeProblem,
  plainPath,
  ReadFailure,
  type Base,
  type Change,
  type Configuration,
  type Snapshot,
  type Spec,
  type Wanted,
} from '../model/index.ts';
import {
  bindCriteria,
  settingsOf,
  type Asked,
  type ComponentPolicy,
  type RepositoryPolicy,
  type WorkflowFile,
} from '../policy/index.ts';
import type { BaseInput } from '../run/index.ts';
import { parseSpec } from '../spec/index.ts';
import { sha256Of } from '../workspace/index.ts';
import { evidenceReading } from './evidence-reading.ts';
import { configurationNamedBy, nameComputedConfiguration, workflowFiles, workflowsAt } from './workflows.ts';

/** What the base is read with: the head's configuration, because most likely the base's policy stands where its own does. */
export interface BaseQuestion {
  root: string;
  /** The configuration that is asked for; `null`: none. */
  config: string | null;
  askedBy: Asked['by'];
  head: Configuration;
}

/** What the base demands of each component. A base that can't be read is an error, never "no weakening". */
export async function readBasePolicy(change: Change, asked: BaseQuestion): Promise<BaseInput> {
  if (change.readBase === null) return { state: 'none' };
  const question = { ...asked, config: asked.config === null ? null : plainPath(asked.config) };
  try {
    return await knownBase(await change.readBase(foretold(question)), question);
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { state: 'error', problem: error.problem };
  }
}

async function knownBase(
  { base, mergeBase, changedPaths, changedLines }: Base,
  question: BaseQuestion,
): Promise<BaseInput> {
  const policy = await policyAt(base, question);
  if (policy === null) return { state: 'none' };
  const branchedOff = base.commit === mergeBase.commit ? policy : await policyAt(mergeBase, question);
  return {
    state: 'known',
    configuration: policy.repository.configuration,
    base: policy.components,
    mergeBase: branchedOff?.components ?? new Map<string, ComponentPolicy>(),
    repository: policy.repository,
    mergeBaseRepository: branchedOff?.repository ?? null,
    changedPaths,
    changedLines,
  };
}

/** The policy of a commit. */
interface Policy {
  repository: RepositoryPolicy;
  /** By component id. */
  components: Map<string, ComponentPolicy>;
}

/** The policy of a commit; `null` when it has neither configuration nor specification, and no workflow that names one. */
async function policyAt(snapshot: Snapshot, question: BaseQuestion): Promise<Policy | null> {
  await snapshot.read(foretold(question));
  const workflows = await workflowsAt(snapshot);
  const written = await configurationAt(snapshot, workflows, question);
  const configuration = written ?? defaultConfiguration();
  const specs = await specsAt(snapshot, configuration);
  if (written === null && specs.length === 0 && !nameComputedConfiguration(workflows)) return null;
  const components = new Map(
    specs.map((spec): [string, ComponentPolicy] => {
      const settings = settingsOf(spec, configuration);
      const bound = bindCriteria(spec, settings, configuration).spec;
      const id = settings?.id ?? spec.id.value;
      return [id, { spec: { ...bound, id: { ...bound.id, value: id } }, settings, configuration }];
    }),
  );
  const evidence = await evidenceReading(question.root, configuration, configuration.evidence);
  return { repository: { configuration, evidence, workflows }, components };
}

/** All that is going to be read, as far as the head's own configuration foretells it. */
function foretold({ config, head }: BaseQuestion): Wanted {
  const configurations = [defaultConfigurationPath, ...(config === null ? [] : [config])];
  return {
    paths: [...new Set([...configurations, ...namedSpecs(head), ...workflowFiles.paths])],
    globs: [...head.specs, ...workflowFiles.globs],
  };
}

function namedSpecs({ components }: Configuration): string[] {
  return components.flatMap(({ spec }) => (spec === null ? [] : [spec]));
}

/** The configuration of a commit: the one that its workflows or a person at a terminal ask for, else the usual one. */
async function configurationAt(
  snapshot: Snapshot,
  workflows: WorkflowFile[],
  { config, askedBy }: BaseQuestion,
): Promise<Configuration | null> {
  const own = askedBy === 'person' ? config : configurationNamedBy(workflows, config);
  const usual = own ?? defaultConfigurationPath;
  const places = askedBy === 'person' || config === null ? [usual] : [usual, config];
  const texts = await snapshot.read({ paths: [...new Set(places)], globs: [] });
  for (const path of places) {
    const text = texts.get(path);
    if (text !== undefined) return configurationIn(snapshot, path, text);
  }
  return null;
}

function configurationIn({ commit }: Snapshot, path: string, text: string): Configuration {
  const parsed = parseConfiguration(text, path);
  if (parsed.ok) return parsed.value;
  const [first] = parsed.problems;
  throw new ReadFailure({
    code: 'base-configuration',
    message: `The configuration at the base ${commit.slice(0, 10)} is not valid: ${describeProblem(first)}`,
    hint: 'Mend it on the base branch first.',
  });
}

async function specsAt(snapshot: Snapshot, configuration: Configuration): Promise<Spec[]> {
  const named = namedSpecs(configuration);
  const texts = await snapshot.read({ paths: named, globs: configuration.specs });
  return [...texts].flatMap(([path, text]) => {
    const { identified, spec } = parseSpec(text, path, sha256Of(text));
    return identified || named.includes(path) ? [spec] : [];
  });
}
