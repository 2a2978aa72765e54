import { gateNamed, type Gate } from '../gates/index.ts';
import type {
  ComponentSettings,
  Configuration,
  Finding,
  GateSetting,
  Problem,
  Spec,
  Statement,
} from '../model/index.ts';
import { ladderOf } from './ladder.ts';
import { keyOf, settingsAt, statedParams, type StageGates } from './settings.ts';
import { shareParams, type Shared } from './shared-params.ts';
import { statedBy, type Stated } from './stated.ts';

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

/** Demanded = defaults ∪ configuration ∪ specification, one row per (stage, acceptance line, gate). */
export function demandsOf(spec: Spec, settings: ComponentSettings | null, configuration: Configuration): Demands {
  const ladder = ladderOf(configuration);
  const byStage = new Map(ladder.stages.map((stage) => [stage, settingsAt(stage, settings, configuration)]));
  const { stated, problems } = statedBy(spec, ladder, byStage);
  const rows = [...byStage].flatMap(([stage, stageGates]) => {
    const here = stated.filter((one) => one.stage === stage);
    const named = namedRows(here, stageGates, problems);
    return [...named, ...unnamedRows(stage, stageGates, new Set(named.map(({ key }) => key)))];
  });
  return { rows, stated, problems };
}

/** Acceptance lines each make a row; other statements join the first row of their gate, else make their own. */
function namedRows(here: Stated[], stageGates: StageGates, problems: Problem[]): Demand[] {
  const shared = sharedByKey(here, stageGates);
  problems.push(...[...shared.values()].flatMap((one) => one.problems));
  const makeRow = (one: Stated): Demand => rowOf(one, shared.get(one.key), stageGates.get(one.gate.meta.id));
  const rows = here.filter(makesOwnRow).map(makeRow);
  const first = new Map([...rows].reverse().map((row) => [row.key, row]));
  for (const one of here.filter((other) => !makesOwnRow(other))) {
    const joined = first.get(one.key);
    if (joined === undefined) {
      const row = makeRow(one);
      rows.push(row);
      first.set(one.key, row);
    } else {
      joined.alsoAt.push(one.statement);
    }
  }
  const line = ({ criterion }: Demand): number => criterion?.at.line ?? 0;
  return rows.sort((one, other) => line(one) - line(other));
}

function sharedByKey(here: Stated[], stageGates: StageGates): Map<string, Shared> {
  const groups = new Map<string, [Stated, ...Stated[]]>();
  for (const one of here) {
    const group = groups.get(one.key);
    if (group === undefined) groups.set(one.key, [one]);
    else group.push(one);
  }
  return new Map(
    [...groups].map(([key, lines]) => [key, shareParams(lines[0].gate, lines, stageGates.get(lines[0].gate.meta.id))]),
  );
}

function makesOwnRow({ statement: { section } }: Stated): boolean {
  return section === 'acceptance' || section === 'bound';
}

function rowOf(one: Stated, shared: Shared | undefined, setting: GateSetting | undefined): Demand {
  const { gate, key, stage, statement, measurable, bound } = one;
  const { params, findings } = shared ?? { params: one.params, findings: [] };
  return { ...demand(gate, key, stage, params, setting), criterion: statement, findings, measurable, bound };
}

/** Demands of the configuration and the defaults that no line names, in the order of the table. */
function unnamedRows(stage: string, stageGates: StageGates, named: Set<string>): Demand[] {
  return [...stageGates].flatMap(([id, setting]): Demand[] => {
    const gate = gateNamed(id);
    // Settings of `attested` are for the lines that no gate recognises; they demand nothing themselves.
    if (gate === undefined || id === 'attested') return [];
    const params = gate.params.parse(statedParams(setting));
    return (gate.split?.(params) ?? [params])
      .map((one) => demand(gate, keyOf(gate, one), stage, one, setting))
      .filter(({ key }) => !named.has(key));
  });
}

function demand(gate: Gate, key: string, stage: string, params: object, setting: GateSetting | undefined): Demand {
  const kind = gate.meta.kindOf?.(params) ?? gate.meta.kind;
  const off = setting?.off ?? null;
  return {
    gate,
    key,
    stage,
    params,
    kind,
    criterion: null,
    alsoAt: [],
    off,
    findings: [],
    measurable: false,
    bound: false,
  };
}
