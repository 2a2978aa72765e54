import { finding, type Facts, type Judgement } from '../gates/index.ts';
import type { Finding, ReportedStatement, Result, Statement, Status } from '../model/index.ts';
import {
  applyWaivers,
  isProof,
  isRequired,
  rankOf,
  type Aim,
  type Demand,
  type VettedWaiver,
} from '../policy/index.ts';

/** Judges one demand, lets the waivers of its gate excuse it, and makes its row of the report. */
export function judgeRow(demand: Demand, facts: Facts, aim: Aim, waivers: VettedWaiver[]): Result {
  const judgement = demand.off === null ? judgeDemand(demand, facts) : turnedOff(demand.off);
  const { status, waiver, findings } = applyWaivers(judgement.status, waivers, facts.now);
  const { gate, stage, kind, criterion, alsoAt } = demand;
  const box = criterion === null ? null : { ...reported(criterion), ticked: criterion.ticked };
  return {
    gate: gate.meta.id,
    title: gate.meta.title,
    stage,
    kind,
    status,
    required: isRequired(demand, aim),
    proves: isProof(demand),
    criterion: box,
    alsoAt: alsoAt.map(reported),
    actual: judgement.actual,
    expected: judgement.expected,
    findings: [...findings, ...judgement.findings, ...demand.findings, ...boxFindings(box, demand, status, aim)],
    evidence: judgement.evidence.map(({ path, format, sha256, trust }) => ({ path, format, sha256, trust })),
    remediation: gate.meta.remediation,
    waiver,
  };
}

function judgeDemand({ gate, params, stage, criterion, measurable, bound }: Demand, facts: Facts): Judgement {
  const row = {
    stage,
    criterion:
      criterion === null
        ? null
        : { text: criterion.text, at: criterion.at, ticked: criterion.ticked, measurable, bound },
  };
  return gate.judge(facts, params, row);
}

function turnedOff(reason: string): Judgement {
  const why = finding('note', `Turned off by the configuration: ${reason}`);
  return { status: 'not-applicable', actual: null, expected: null, findings: [why], evidence: [] };
}

/** A box is a word: it changes no status, but it should say what the evidence says. */
export function boxFindings(
  criterion: Result['criterion'],
  { gate, stage }: Pick<Demand, 'gate' | 'stage'>,
  status: Status,
  aim: Pick<Aim, 'ladder' | 'target'>,
): Finding[] {
  if (criterion === null) return [];
  const at = { path: criterion.path, line: criterion.line ?? undefined };
  if (criterion.ticked === true && status !== 'pass' && status !== 'not-applicable') {
    const beyond = rankOf(aim.ladder, stage) > rankOf(aim.ladder, aim.target);
    const outcome = beyond || status === 'waived' ? 'warning' : 'fail';
    return [finding(outcome, `The box is ticked, but the row is ${status}.`, at)];
  }
  if (criterion.ticked === false && status === 'pass' && gate.meta.proof === 'evidence') {
    return [finding('note', 'Evidence proves this: the box can be ticked.', at)];
  }
  return [];
}

function reported({ text, at }: Statement): ReportedStatement {
  return { text, path: at.path, line: at.line ?? null };
}
