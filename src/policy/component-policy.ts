import type { ComponentSettings, Configuration, Location, Spec } from '../model/index.ts';

/** The policy of one component at one commit. */
export interface ComponentPolicy {
  spec: Spec;
  settings: ComponentSettings | null;
  configuration: Configuration;
}

/** What the configuration says of a specification's component: by the path it names, else by the component's id. */
export function settingsOf(spec: Spec, { components }: Configuration): ComponentSettings | null {
  return (
    components.find((component) => component.spec === spec.path) ??
    components.find(({ id, spec: path }) => path === null && id === spec.id.value) ??
    null
  );
}

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
