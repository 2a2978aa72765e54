import picomatch from 'picomatch';
import { defaultConfiguration, defaultConfigurationPath, parseConfiguration } from '../config/index.ts';
import {
  describeProblem,
  ReadFailure,
  type Change,
  type Configuration,
  type Snapshot,
  type Spec,
} from '../model/index.ts';
import { bindCriteria, settingsOf, type ComponentPolicy } from '../policy/index.ts';
import type { BaseInput } from '../run/index.ts';
import { parseSpec } from '../spec/index.ts';
import { sha256Of } from '../workspace/index.ts';

/** What the base demands of each component. A base that can't be read is an error, never "no weakening". */
export async function readBasePolicy(change: Change, configurationPath: string | null): Promise<BaseInput> {
  if (change.readBase === null) return { state: 'none' };
  const path = configurationPath ?? defaultConfigurationPath;
  try {
    const { base, mergeBase, changedPaths } = await change.readBase();
    const policy = await policyAt(base, path);
    if (policy === null) return { state: 'none' };
    const branchedOff = base.commit === mergeBase.commit ? policy : await policyAt(mergeBase, path);
    return {
      state: 'known',
      configuration: policy.configuration,
      base: policy.components,
      mergeBase: branchedOff?.components ?? new Map<string, ComponentPolicy>(),
      changedPaths,
    };
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { state: 'error', problem: error.problem };
  }
}

/** The policy of a commit. */
interface Policy {
  configuration: Configuration;
  /** By component id. */
  components: Map<string, ComponentPolicy>;
}

/** The policy of a commit; `null` when it has neither configuration nor specification. */
async function policyAt(snapshot: Snapshot, configurationPath: string): Promise<Policy | null> {
  const text = await snapshot.read(configurationPath);
  const configuration = text === null ? defaultConfiguration() : configurationAt(snapshot, configurationPath, text);
  const specs = await specsAt(snapshot, configuration);
  if (text === null && specs.length === 0) return null;
  const components = new Map(
    specs.map((spec): [string, ComponentPolicy] => {
      const settings = settingsOf(spec, configuration);
      const bound = bindCriteria(spec, settings, configuration).spec;
      return [settings?.id ?? spec.id.value, { spec: bound, settings, configuration }];
    }),
  );
  return { configuration, components };
}

function configurationAt({ commit }: Snapshot, path: string, text: string): Configuration {
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
  const isSpec = picomatch(configuration.specs);
  const named = configuration.components.flatMap(({ spec }) => (spec === null ? [] : [spec]));
  const paths = [...new Set([...named, ...(await snapshot.list()).filter((path) => isSpec(path))])];
  const specs: Spec[] = [];
  for (const path of paths) {
    const text = await snapshot.read(path);
    if (text === null) continue;
    const { identified, spec } = parseSpec(text, path, sha256Of(text));
    if (identified || named.includes(path)) specs.push(spec);
  }
  return specs;
}
