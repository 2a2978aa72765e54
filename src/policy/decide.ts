import type { Standing } from '../gates/index.ts';
import { holds, worstVerdict, type Enforcement, type Result, type Status, type Verdict } from '../model/index.ts';
import type { Demand } from './demands.ts';
import { rankOf, stagesUpTo, type Ladder } from './ladder.ts';

/** What decides which rows count. Stages are the ladder's names; `null` is none. */
export interface Aim {
  ladder: Ladder;
  /** What the spec declares as its status: none for a draft. */
  declared: string | null;
  /** What the component aims at: `--stage`, else the spec's target; `null` when that is no stage. */
  target: string | null;
  /** Whether `target` was asked for on the command line. */
  overridden: boolean;
  promotion: boolean;
  enforce: Enforcement;
  /** On a pull request or queue entry: the status that the base declares already (`null`: none); else `undefined`. */
  baseDeclared: string | null | undefined;
}

/** Gates that hold for every specification, whatever its stage. */
const always = new Set(['spec-complete', 'policy-unweakened']);

/**
 * Required rows are the change gates of stages up to the target and the operation gates of stages up to the declared
 * status. Operation gates of a status that the base declares already never block a change: it may be their very fix.
 */
export function isRequired({ gate, stage, kind }: Demand, aim: Aim): boolean {
  const rank = rankOf(aim.ladder, stage);
  const target = rankOf(aim.ladder, aim.target);
  if (target < 0) return gate.meta.id === 'spec-complete';
  if (aim.enforce === 'status' && !always.has(gate.meta.id) && rank > rankOf(aim.ladder, aim.declared)) return false;
  if (kind === 'change') return rank <= target;
  return rank <= operationLimit(aim, target) && !excused(rank, aim);
}

/** The rank up to which operation gates are asked for. */
function operationLimit(aim: Aim, target: number): number {
  const declared = rankOf(aim.ladder, aim.declared);
  const asked = aim.promotion ? Math.max(declared, target) : declared;
  return aim.overridden ? Math.min(asked, target) : asked;
}

function excused(rank: number, { promotion, baseDeclared, ladder }: Aim): boolean {
  return !promotion && baseDeclared !== undefined && rank <= rankOf(ladder, baseDeclared);
}

/** A judged row as far as the decision needs it. */
export interface JudgedRow {
  demand: Demand;
  status: Status;
  required: boolean;
}

/** A row of a report as far as the decision needs it. */
export type SettledRow = Pick<Result, 'gate' | 'stage' | 'status' | 'required' | 'proves'>;

/** What the rows of a component come to. */
export interface Decision {
  verdict: Verdict;
  achieved: string | null;
  /** Stages up to the target without a gate that evidence decides; each makes the verdict inconclusive. */
  unproven: string[];
}

/**
 * The verdict over the required rows, and the highest stage whose rows, and those of all lower ones, hold.
 * @throws Error when a demand has no row or a row no demand: a gate that did not answer is our bug, never a pass.
 */
export function decide(demands: Demand[], rows: JudgedRow[], aim: Aim): Decision {
  if (rows.length !== demands.length || rows.some(({ demand }, index) => demand !== demands[index])) {
    throw new Error('the judged rows are not the demanded ones');
  }
  return settle(rows.map(settledRow), aim);
}

/** What rows that were judged before come to. */
export function settle(rows: SettledRow[], { ladder, target }: Pick<Aim, 'ladder' | 'target'>): Decision {
  const provable = provableStages(rows);
  const unproven = stagesUpTo(ladder, target).filter((stage) => !provable.has(stage));
  return { verdict: verdictOf(rows, unproven), achieved: achievedStage(rows, ladder), unproven };
}

function settledRow({ demand, status, required }: JudgedRow): SettledRow {
  return { gate: demand.gate.meta.id, stage: demand.stage, status, required, proves: isProof(demand) };
}

/** Whether evidence decides a demand. */
export function isProof({ gate, off }: Demand): boolean {
  return gate.meta.proof === 'evidence' && off === null;
}

/**
 * How far the component has come for those that require it. A `code-reviewed` row that doesn't hold is left aside: it is
 * of the change, which may be another component's; one that holds still proves its stage.
 */
export function standingOf(rows: JudgedRow[], ladder: Ladder): Standing {
  return settledStanding(rows.map(settledRow), ladder);
}

/** How far the component of a report has come, as {@link standingOf}. */
export function settledStanding(rows: SettledRow[], ladder: Ladder): Standing {
  const counted = rows.filter(({ gate, status }) => gate !== 'code-reviewed' || holds(status));
  const open = counted.flatMap(({ gate, stage, status }) =>
    status === 'fail' || status === 'missing' || status === 'error' ? [{ stage, gate, status }] : [],
  );
  return { achieved: achievedStage(counted, ladder), open };
}

/** Stages with a gate that evidence decides. */
function provableStages(rows: SettledRow[]): Set<string> {
  return new Set(rows.filter(({ proves }) => proves).map(({ stage }) => stage));
}

function verdictOf(rows: SettledRow[], unproven: string[]): Verdict {
  const required = rows.filter((row) => row.required);
  if (required.some(({ status }) => status === 'fail')) return 'blocked';
  const open = required.some(({ status }) => !holds(status));
  return required.length === 0 || open || unproven.length > 0 ? 'inconclusive' : 'ready';
}

function achievedStage(rows: SettledRow[], ladder: Ladder): string | null {
  const provable = provableStages(rows);
  let achieved: string | null = null;
  for (const stage of ladder.stages) {
    const here = rows.filter((row) => row.stage === stage);
    if (!provable.has(stage) || here.some(({ status }) => !holds(status))) break;
    achieved = stage;
  }
  return achieved;
}

/** The run's verdict: the worst of the affected components; nothing judged is inconclusive. */
export function runVerdict(components: { affected: boolean; verdict: Verdict }[]): Verdict {
  return worstVerdict(components.filter(({ affected }) => affected).map(({ verdict }) => verdict));
}
