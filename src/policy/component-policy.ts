import { onceFor, type ComponentSettings, type Configuration, type Location, type Spec } from '../model/index.ts';

/** The policy of one component at one commit. */
export interface ComponentPolicy {
  spec: Spec;
  settings: ComponentSettings | null;
  configuration: Configuration;
}

/** What the configuration says of a specification's component: by the path it names, else by the component's id. */
export function settingsOf(spec: Spec, { components }: Configuration): ComponentSettings | null {
  const { bySpec, byId } = settingsIndex(components);
  return bySpec.get(spec.path) ?? byId.get(spec.id.value) ?? null;
}

/** Of entries that say the same, the first counts. */
const settingsIndex = onceFor((components: ComponentSettings[]) => {
  const lastToFirst = components.toReversed();
  return {
    bySpec: new Map(lastToFirst.map((settings) => [settings.spec, settings])),
    byId: new Map(
      lastToFirst.flatMap((settings) => (settings.spec === null ? [[settings.id, settings] as const] : [])),
    ),
  };
});

/** Where the configuration sets a gate: for the component, for the stage, or nowhere (a default has no line). */
export function settingPlace({ configuration, settings }: ComponentPolicy, stage: string, gate: string): Location {
  const own = ['components', settings?.id ?? '', 'gates', gate];
  if (configuration.lines.has(own.join('/'))) return configurationPlace(configuration, own);
  return configurationPlace(configuration, ['stages', stage, 'gates', gate]);
}

/** The key's line in the configuration, or that of the nearest key around it that is written down. */
export function configurationPlace({ path, lines }: Configuration, keys: string[]): Location {
  const file = path ?? '.github/maturity.yml';
  for (let length = keys.length; length > 0; length -= 1) {
    const line = lines.get(keys.slice(0, length).join('/'));
    if (line !== undefined) return { path: file, line };
  }
  return { path: file };
}
