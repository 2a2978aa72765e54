import {
  parsed,
  plainPath,
  type ComponentSettings,
  type Configuration,
  type GateSettings,
  type Parsed,
  type Problem,
  type StageSettings,
} from '../model/index.ts';
import { alwaysDemanded, defaultEvidence, defaultLadder, defaultSpecs } from './default-ladder.ts';
import { readYaml } from './read-yaml.ts';
import { configurationSchema, type ConfigurationFile } from './schema.ts';
import { shapeProblems } from './shape-problems.ts';
import { waiverProblems } from './waiver-problems.ts';

/** The configuration of a repository that has none. */
export function defaultConfiguration(): Configuration {
  return complete({}, {}, null, new Map());
}

/** Reads `.github/maturity.yml`; all problems are reported at once, each with its line. */
export function parseConfiguration(text: string, path: string): Parsed<Configuration> {
  const yaml = readYaml(text, path);
  if (!yaml.ok) return yaml;
  // What the schema accepts has the schema's type; before that it is unknown.
  const value = yaml.value.value ?? {};
  const shape = configurationSchema.safeParse(value);
  if (!shape.success) {
    return { ok: false, problems: shapeProblems(shape.error.issues, path, yaml.value) };
  }
  const configuration = complete(shape.data, value, path, yaml.value.lines);
  const problems = contentProblems(configuration);
  return problems.length === 0 ? parsed(configuration) : { ok: false, problems: problems as [Problem, ...Problem[]] };
}

/**
 * Fills in the defaults. Gate settings are taken from `written`, as they stand in the file: the schema's parse would put
 * a gate's own defaults in place of the stage's (a percentage beside `measure: lines`).
 */
function complete(
  file: ConfigurationFile,
  written: ConfigurationFile,
  path: string | null,
  lines: Map<string, number>,
): Configuration {
  return {
    path,
    sha256: null,
    enforce: file.enforce ?? 'target',
    stages: ladderFrom(written.stages),
    components: Object.keys(file.components ?? {}).map((id) => componentFrom(id, file, written)),
    specs: file.specs?.map(plainPath) ?? [...defaultSpecs],
    evidence: (file.evidence ?? [...defaultEvidence]).flatMap((source) => {
      if (typeof source === 'string') return { path: source, format: null };
      return 'path' in source ? { path: source.path, format: source.format ?? null } : [];
    }),
    codeScanning: (file.evidence ?? []).flatMap((source) =>
      typeof source === 'object' && 'tool' in source ? source.tool : [],
    ),
    groups: file.groups ?? {},
    waivers: (file.waivers ?? []).map((waiver, index) => ({ ...waiver, line: lines.get(`waivers/${index}`) ?? null })),
    lines,
  };
}

/** Stages with only default names merge into the default ladder; any other name replaces the ladder. */
function ladderFrom(stages: ConfigurationFile['stages']): StageSettings[] {
  const written = Object.entries(stages ?? {}).map(([name, stage]) => ({ name, gates: settingsFrom(stage?.gates) }));
  const defaults = new Map(defaultLadder.map((stage) => [stage.name, stage]));
  if (written.every(({ name }) => defaults.has(name))) {
    const own = new Map(written.map((stage) => [stage.name, stage.gates]));
    return lastNeedsReview(
      defaultLadder.map(({ name, gates }) => ({ name, gates: merged(gates, own.get(name) ?? {}) })),
    );
  }
  const [lowest, ...higher] = written;
  if (lowest === undefined) return [];
  const always: GateSettings = Object.fromEntries(alwaysDemanded.map((id) => [id, {}]));
  return lastNeedsReview([{ name: lowest.name, gates: merged(always, lowest.gates) }, ...higher]);
}

function merged(defaults: GateSettings, own: GateSettings): GateSettings {
  const ids = new Set([...Object.keys(defaults), ...Object.keys(own)]);
  return Object.fromEntries([...ids].map((id) => [id, { ...defaults[id], ...own[id] }]));
}

/** What nobody can measure needs a second pair of eyes at the last stage. */
function lastNeedsReview(stages: StageSettings[]): StageSettings[] {
  return stages.map((stage, index) =>
    index < stages.length - 1
      ? stage
      : { ...stage, gates: merged({ attested: { policy: 'require-review' } }, stage.gates) },
  );
}

const asPlain = (path: string | null): string | null => (path === null ? null : plainPath(path));

function componentFrom(id: string, file: ConfigurationFile, written: ConfigurationFile): ComponentSettings {
  const component = file.components?.[id] ?? {};
  const { spec = null, paths = null, tests = {}, exclude = [], environments = {}, bindings = {} } = component;
  const { unit = null, integration = null, e2e = null } = tests;
  const gates = settingsFrom(written.components?.[id]?.gates);
  const bound = Object.entries(bindings).map(([text, { gate, ...params }]) => [
    text,
    { gate, params: asTexts(params) },
  ]);
  return {
    id,
    spec: asPlain(spec),
    paths,
    tests: { unit, integration, e2e },
    exclude,
    environments,
    gates,
    bindings: Object.fromEntries(bound) as ComponentSettings['bindings'],
  };
}

function asTexts(params: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/** `gate:` with nothing behind it demands the gate with its defaults. */
function settingsFrom(gates: Record<string, unknown> | null | undefined): GateSettings {
  return Object.fromEntries(
    Object.entries(gates ?? {}).map(([id, setting]) => [id, { ...(setting as GateSettings[string] | null) }]),
  );
}

/** What the shape alone does not show. */
function contentProblems(configuration: Configuration): Problem[] {
  const { path, stages, components, lines } = configuration;
  const file = path ?? '';
  const ladder = new Set(stages.map(({ name }) => name));
  const unknownStages = components.flatMap(({ id, environments }) =>
    Object.keys(environments)
      .filter((stage) => !ladder.has(stage))
      .map((stage): Problem => ({
        code: 'unknown-stage',
        message: `"${stage}" is no stage of the ladder.`,
        at: { path: file, line: lines.get(`components/${id}/environments/${stage}`) },
        hint: `Expected one of ${[...ladder].join(', ')}.`,
      })),
  );
  const empty =
    stages.length === 0
      ? [{ code: 'no-stages', message: 'The ladder has no stage.', at: { path: file, line: lines.get('stages') } }]
      : [];
  return [...unknownStages, ...waiverProblems(configuration), ...empty];
}
