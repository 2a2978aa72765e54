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
import type { ComponentPolicy } from '../policy/index.ts';
import type { BaseInput } from '../run/index.ts';
import { parseSpec } from '../spec/index.ts';
import { sha256Of } from '../workspace/index.ts';

/** What the base demands of each component. A base that can't be read is an error, never "no weakening". */
export async function readBasePolicy(
  change: Change,
  configurationPath: string | null,
  headTexts: Map<string, string>,
): Promise<BaseInput> {
  if (change.readBase === null) return { state: 'none' };
  try {
    const { base, mergeBase, changedPaths } = await change.readBase();
    const same = base.commit === mergeBase.commit;
    // What the change does not touch is the same at the base it started from: no need to fetch it.
    const unchanged = same && changedPaths !== null ? without(headTexts, changedPaths) : new Map<string, string>();
    const path = configurationPath ?? defaultConfigurationPath;
    const basePolicy = await policyAt(base, path, unchanged);
    if (basePolicy === null) return { state: 'none' };
    const mergeBasePolicy = same
      ? basePolicy
      : ((await policyAt(mergeBase, path, new Map())) ?? new Map<string, ComponentPolicy>());
    return { state: 'known', base: basePolicy, mergeBase: mergeBasePolicy, changedPaths };
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { state: 'error', problem: error.problem };
  }
}

function without(texts: Map<string, string>, paths: string[]): Map<string, string> {
  const changed = new Set(paths);
  return new Map([...texts].filter(([path]) => !changed.has(path)));
}

/** The policies of a commit by component id; `null` when it has neither configuration nor specification. */
async function policyAt(
  snapshot: Snapshot,
  configurationPath: string,
  known: Map<string, string>,
): Promise<Map<string, ComponentPolicy> | null> {
  const read = async (path: string): Promise<string | null> => known.get(path) ?? (await snapshot.read(path));
  const text = await read(configurationPath);
  const configuration = text === null ? defaultConfiguration() : configurationAt(snapshot, configurationPath, text);
  const specs = await specsAt(snapshot, configuration, read);
  if (text === null && specs.length === 0) return null;
  return new Map(
    specs.map((spec) => {
      const settings =
        configuration.components.find((component) => component.spec === spec.path || component.id === spec.id.value) ??
        null;
      return [settings?.id ?? spec.id.value, { spec, settings, configuration }];
    }),
  );
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

async function specsAt(
  snapshot: Snapshot,
  configuration: Configuration,
  read: (path: string) => Promise<string | null>,
): Promise<Spec[]> {
  const isSpec = picomatch(configuration.specs);
  const named = configuration.components.flatMap(({ spec }) => (spec === null ? [] : [spec]));
  const paths = [...new Set([...named, ...(await snapshot.list()).filter((path) => isSpec(path))])];
  const specs: Spec[] = [];
  for (const path of paths) {
    const text = await read(path);
    if (text === null) continue;
    const { identified, spec } = parseSpec(text, path, sha256Of(text));
    if (identified || named.includes(path)) specs.push(spec);
  }
  return specs;
}
