import { finding, gateNamed, gates, type Gate } from '../gates/index.ts';
import {
  describeLocation,
  type ComponentSettings,
  type Configuration,
  type Finding,
  type Problem,
  type Spec,
  type Statement,
} from '../model/index.ts';
import { ladderOf, stageNamed, type Ladder } from './ladder.ts';
import { recognise } from './recognise.ts';

/** One row of the report before it is judged: a gate demanded at a stage, and the line that demands it. */
export interface Demand {
  gate: Gate;
  /** Gate and identity: what "the same gate" means within a stage. */
  key: string;
  stage: string;
  /** The strictest of what configuration and specification state. */
  params: object;
  kind: 'change' | 'operation';
  criterion: Statement | null;
  alsoAt: Statement[];
  /** Why the configuration turned the gate off. */
  off: string | null;
  /** Disagreements between lines, and between the spec and the configuration. */
  findings: Finding[];
  /** Whether the criterion states a comparator and a number; whether its author bound it to the gate. */
  measurable: boolean;
  bound: boolean;
}

/** Everything demanded of a component, row by row, and what is wrong with the statements themselves. */
export interface Demands {
  rows: Demand[];
  /** What each line states, before lines and configuration are joined. */
  stated: Stated[];
  problems: Problem[];
}

/** What one line demands of one gate at one stage; `key` is gate and identity. */
export interface Stated {
  statement: Statement;
  gate: Gate;
  stage: string;
  stated: Record<string, unknown>;
  /** The gate's parameters as this line wants them, where it is silent as the configuration does. */
  params: object;
  key: string;
  measurable: boolean;
  bound: boolean;
}

/** Rows of one gate (and identity) at one stage share their parameters. */
interface Shared {
  params: object;
  findings: Finding[];
  problems: Problem[];
}

/** Demanded = defaults ∪ configuration ∪ specification, one row per (stage, acceptance line, gate). */
export function demandsOf(spec: Spec, settings: ComponentSettings | null, configuration: Configuration): Demands {
  const ladder = ladderOf(configuration);
  const { stated, problems } = statedBy(spec, ladder, (gate, stage) =>
    baseParams(gate, stage, settings, configuration),
  );
  const rows: Demand[] = [];
  for (const stage of ladder.stages) {
    const here = stated.filter((one) => one.stage === stage);
    const defaults = settingsAt(stage, settings, configuration);
    const named = namedRows(here, defaults, problems);
    const keys = new Set(named.map(({ key }) => key));
    rows.push(...named, ...unnamedRows(stage, defaults, keys));
  }
  return { rows, stated, problems };
}

/** The settings of the gates that configuration and defaults demand at a stage; the component's own come last. */
export function settingsAt(
  stage: string,
  settings: ComponentSettings | null,
  configuration: Configuration,
): Map<string, Record<string, unknown>> {
  const atStage = configuration.stages.find(({ name }) => name === stage)?.gates ?? {};
  const merged = new Map<string, Record<string, unknown>>();
  for (const { meta } of gates) {
    const own = settings?.gates[meta.id];
    const common = atStage[meta.id];
    // A component's own parameters add to a gate of the stage; they don't bring a gate to stages that don't ask for it.
    if (common !== undefined) merged.set(meta.id, { ...common, ...own });
    else if (own !== undefined && 'off' in own) merged.set(meta.id, own);
  }
  return merged;
}

function baseParams(
  gate: Gate,
  stage: string,
  settings: ComponentSettings | null,
  configuration: Configuration,
): Record<string, unknown> {
  const { off: _off, ...params } = settingsAt(stage, settings, configuration).get(gate.meta.id) ?? {};
  return params;
}

function statedBy(
  spec: Spec,
  ladder: Ladder,
  base: (gate: Gate, stage: string) => Record<string, unknown>,
): { stated: Stated[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const stated: Stated[] = [];
  for (const statement of spec.statements) {
    const stage = statement.stage === null ? ladder.stages.at(-1) : stageNamed(ladder, statement.stage);
    if (stage === undefined || stage === null) {
      problems.push(unknownStage(statement, ladder));
      continue;
    }
    // A placeholder among the NFR targets demands nothing; spec-complete warns of it.
    if (statement.section === 'nfr' && statement.placeholder !== null) continue;
    const recognition = recognise(statement);
    problems.push(...recognition.problems);
    for (const demand of recognition.demands) {
      const params = demand.gate.params.parse({
        ...withoutSplit(demand.gate, base(demand.gate, stage)),
        ...demand.stated,
      });
      const key = keyOf(demand.gate, params);
      stated.push({ ...demand, params, statement, stage, key, measurable: recognition.measurable });
    }
  }
  return { stated, problems };
}

/** The settings of a gate that is one demand a metric are not a line's defaults: the line names its own metric. */
function withoutSplit(gate: Gate, params: Record<string, unknown>): Record<string, unknown> {
  return gate.split === undefined ? params : {};
}

function unknownStage({ stage, at }: Statement, ladder: Ladder): Problem {
  return {
    code: 'unknown-stage',
    message: `"${stage ?? ''}" is no stage.`,
    at,
    hint: `Expected one of ${ladder.stages.join(', ')}.`,
  };
}

/** Acceptance lines each make a row; other statements join the first row of their gate, else make their own. */
function namedRows(here: Stated[], defaults: Map<string, Record<string, unknown>>, problems: Problem[]): Demand[] {
  const rows: Demand[] = [];
  const shared = new Map<string, Shared>();
  for (const key of new Set(here.map((one) => one.key))) {
    const group = here.filter((one) => one.key === key);
    const common = share(group, defaults);
    shared.set(key, common);
    problems.push(...common.problems);
  }
  const acceptance = here.filter(({ statement }) => isOwnRow(statement));
  const others = here.filter(({ statement }) => !isOwnRow(statement));
  for (const one of acceptance) rows.push(rowOf(one, shared.get(one.key), defaults));
  for (const one of others) {
    const joined = rows.find(({ key }) => key === one.key);
    if (joined === undefined) rows.push(rowOf(one, shared.get(one.key), defaults));
    else if (joined.criterion?.at.line !== one.statement.at.line) joined.alsoAt.push(one.statement);
  }
  const line = ({ criterion }: Demand): number => criterion?.at.line ?? 0;
  return rows.sort((one, other) => line(one) - line(other));
}

function isOwnRow({ section }: Statement): boolean {
  return section === 'acceptance' || section === 'bound';
}

function rowOf(one: Stated, shared: Shared | undefined, defaults: Map<string, Record<string, unknown>>): Demand {
  const params = shared?.params ?? {};
  return {
    gate: one.gate,
    key: one.key,
    stage: one.stage,
    params,
    kind: one.gate.meta.kindOf?.(params) ?? one.gate.meta.kind,
    criterion: one.statement,
    alsoAt: [],
    off: reasonOff(defaults.get(one.gate.meta.id)),
    findings: shared?.findings ?? [],
    measurable: one.measurable,
    bound: one.bound,
  };
}

/** The strictest parameters of a group, and where its lines or the configuration disagree. */
function share(group: Stated[], defaults: Map<string, Record<string, unknown>>): Shared {
  const gate = group[0]?.gate;
  if (gate === undefined) return { params: {}, findings: [], problems: [] };
  const set = configured(gate, group[0]?.key ?? '', defaults);
  let params = set;
  const findings: Finding[] = [];
  for (const { stated, statement } of group) {
    const wanted = gate.params.parse({ ...set, ...stated });
    const strictest = params === null ? wanted : gate.strictest(params, wanted);
    if (set !== null && !same(gate.strictest(set, wanted), wanted)) {
      findings.push(
        finding(
          'warning',
          `This line asks for less than the configuration, which stands: ${difference(set, stated)}.`,
          statement.at,
        ),
      );
    }
    params = strictest;
  }
  const problems = disagreements(group, gate);
  findings.push(...problems.map(({ message, at }) => finding('warning', message, at)));
  return { params: params ?? {}, findings, problems };
}

/** The parameters that defaults and configuration give this very demand; `null` when they don't ask for it. */
function configured(gate: Gate, key: string, defaults: Map<string, Record<string, unknown>>): object | null {
  const { off: _off, ...params } = defaults.get(gate.meta.id) ?? { off: '' };
  if (!defaults.has(gate.meta.id)) return null;
  const parsed = gate.params.parse(params);
  // A gate whose rows are told apart by a text or metric has settings for all of them (attested) or for one each.
  if (gate.split === undefined) return parsed;
  return gate.split(parsed).find((one) => keyOf(gate, one) === key) ?? null;
}

/** Lines of one gate and stage that state different values of one parameter. */
function disagreements(group: Stated[], gate: Gate): Problem[] {
  return group.flatMap((one, index) =>
    group.slice(0, index).flatMap((earlier): Problem[] => {
      const key = Object.keys(one.stated).find(
        (name) =>
          name in earlier.stated &&
          !same(one.stated[name], earlier.stated[name]) &&
          name !== 'text' &&
          name !== 'tools',
      );
      if (key === undefined) return [];
      return [
        {
          code: 'statements-disagree',
          message: `${gate.meta.title}: ${key} is ${show(one.stated[key])} here and ${show(earlier.stated[key])} at ${describeLocation(earlier.statement.at)}; the strictest is judged.`,
          at: one.statement.at,
          hint: 'Make the two lines agree.',
        },
      ];
    }),
  );
}

function unnamedRows(stage: string, defaults: Map<string, Record<string, unknown>>, named: Set<string>): Demand[] {
  return [...defaults].flatMap(([id, setting]): Demand[] => {
    const gate = gateNamed(id);
    // Settings of `attested` are for the lines that no gate recognises; they demand nothing themselves.
    if (gate === undefined || id === 'attested') return [];
    const { off: _off, ...params } = setting;
    const parsed = gate.params.parse(params);
    const demands = gate.split?.(parsed) ?? [parsed];
    return demands
      .filter((demand) => !named.has(keyOf(gate, demand)))
      .map((demand) => ({
        gate,
        key: keyOf(gate, demand),
        stage,
        params: demand,
        kind: gate.meta.kindOf?.(demand) ?? gate.meta.kind,
        criterion: null,
        alsoAt: [],
        off: reasonOff(setting),
        findings: [],
        measurable: false,
        bound: false,
      }));
  });
}

/** Gate and, where it has one, metric, environment or attested text: what "the same gate" means. */
export function keyOf(gate: Gate, params: object): string {
  return `${gate.meta.id}\u0000${gate.identity?.(params) ?? ''}`;
}

function reasonOff(setting: Record<string, unknown> | undefined): string | null {
  return typeof setting?.['off'] === 'string' ? setting['off'] : null;
}

function difference(set: object, stated: Record<string, unknown>): string {
  return Object.keys(stated)
    .map((key) => `${key} ${show(stated[key])} instead of ${show((set as Record<string, unknown>)[key])}`)
    .join(', ');
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function show(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
