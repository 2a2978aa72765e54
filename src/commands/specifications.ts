import { collectSpecs } from '../collect/index.ts';
import { UserError, type Configuration, type Problem, type Spec } from '../model/index.ts';
import { bindCriteria, settingsOf } from '../policy/index.ts';
import type { ComponentInput } from '../run/index.ts';
import { globFiles } from '../workspace/index.ts';

/** The components of the repository, and what was skipped or can't be read. */
export interface Components {
  components: ComponentInput[];
  problems: Problem[];
}

/**
 * Finds and reads the specifications: those of the configuration, and the ones that are asked for by path.
 * @throws UserError when there is none, or one that is named does not exist or describes no component.
 */
export async function findComponents(root: string, configuration: Configuration, asked: string[]): Promise<Components> {
  const named = configuration.components.flatMap(({ spec }) => (spec === null ? [] : [spec]));
  const found = await globFiles(root, configuration.specs);
  const paths = [...new Set([...asked, ...named, ...found])].sort();
  const { specs, skipped, absent } = await collectSpecs(root, paths, new Set(named));
  const refused = skipped.filter(({ at }) => at !== undefined && asked.includes(at.path));
  const fatal = [...absent, ...refused, ...withoutSpec(configuration, specs)];
  if (fatal.length > 0) throw new UserError(...(fatal as [Problem, ...Problem[]]));
  if (specs.length === 0) throw noSpec(configuration, skipped);
  const components = specs.map((spec) => componentOf(spec, configuration));
  return { components: withDuplicates(components), problems: skipped };
}

function noSpec(configuration: Configuration, skipped: Problem[]): UserError {
  return new UserError(
    {
      code: 'no-specification',
      message: `No specification was found (looked for ${configuration.specs.join(', ')}).`,
      hint: 'Write one with a line such as "**Component ID:** `cache`", or name its place in the configuration (specs).',
    },
    ...skipped,
  );
}

/** Components of the configuration that no specification describes. */
function withoutSpec({ components, path, lines }: Configuration, specs: Spec[]): Problem[] {
  const described = new Set(specs.map(({ id }) => id.value));
  return components
    .filter(({ id, spec }) => spec === null && !described.has(id))
    .map(({ id }): Problem => ({
      code: 'component-without-specification',
      message: `No specification describes the component "${id}" of the configuration.`,
      at: { path: path ?? '', line: lines.get(`components/${id}`) },
      hint: 'Name its file (spec), or mend the Component ID of its specification.',
    }));
}

/** The configuration's key is the component's id; a specification that says otherwise is incomplete. */
function componentOf(written: Spec, configuration: Configuration): ComponentInput {
  const settings = settingsOf(written, configuration);
  const { spec, problems } = bindCriteria(written, settings, configuration);
  if (settings === null || settings.id === spec.id.value) return { spec, settings, problems };
  const problem: Problem = {
    code: 'component-id-differs',
    message: `The specification calls the component "${spec.id.value}", the configuration "${settings.id}".`,
    at: spec.id.at,
    hint: 'Use one id in both.',
  };
  return { spec: { ...spec, id: { ...spec.id, value: settings.id } }, settings, problems: [...problems, problem] };
}

/** Two specifications of one id both fail: nobody can say which one is meant. */
function withDuplicates(components: ComponentInput[]): ComponentInput[] {
  const byId = new Map<string, ComponentInput[]>();
  for (const component of components) {
    const id = component.spec.id.value;
    byId.set(id, [...(byId.get(id) ?? []), component]);
  }
  return components.map((component) => {
    const twin = byId.get(component.spec.id.value)?.find((other) => other !== component);
    if (twin === undefined) return component;
    const problem: Problem = {
      code: 'duplicate-component',
      message: `${twin.spec.path} describes the component "${twin.spec.id.value}" too.`,
      at: component.spec.id.at,
      hint: 'Give each component its own Component ID.',
    };
    return { ...component, problems: [...component.problems, problem] };
  });
}
