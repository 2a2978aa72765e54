import { z } from 'zod';
import type { Approval } from '../../model/index.ts';
import { nothingKnown } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import type { Facts } from '../known-facts.ts';
import { finding } from '../judgement.ts';
import { signatureOf } from '../signatures.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

/** Who approves code is asked for elsewhere; "approval workflow" is a feature. */
const otherApproval = /\b(?:code|peer|pr|pull|merge|mr|review|reviewed|security|auto|self|budget|design|no|\d+)\b/;
/** Whose word it is, or what kind of: "product owner sign-off", "final approval". */
const role =
  /^$|(?:^| )(?:final|manual|formal|written|owner|manager|lead|leadership|management|team|qa|uat|product|engineering|operations|ops|sre|devops|stakeholders?|executive|sponsor|cto|ceo|vp|head|director|board|cab|legal|compliance|business|customer|client|user|design|architect|architecture|go-live|release|launch|po|pm|tech|technical|officer|deployment|production)$/;
const phrases: Phrase[] = [
  { subject: 'approval', states: ['approved'], alone: role, unless: otherApproval },
  { subject: 'sign-?off', states: ['approved', 'existing'], alone: role, unless: otherApproval },
  { subject: '(?:approvals|sign-?offs)', states: ['approved'], unless: otherApproval },
  {
    subject: '(?:sign-?off|signed[- ]off|approved) (?:by|from) (?:the )?[a-z][\\w -]*',
    alone: true,
    unless: otherApproval,
  },
  {
    subject: '(?:release|go-?live|launch|rollout|deployment|promotion|change|spec(?:ification)?|go/no-go)',
    states: ['inspected'],
    unless: /\b(?:code|no)\b/,
  },
];

export const gate: Gate<Params> = {
  meta: {
    id: 'approved',
    order: 25,
    title: 'Approvals given',
    claim: 'Every approval that the stage requires is ticked, named and dated.',
    rationale: 'Somebody answers for the step.',
    remediation: 'Tick, name and date the line below **Approval:** in the specification.',
    kind: 'change',
    proof: 'statement',
  },
  needs: ['spec'],
  params,
  recognise: ({ clauses }) => (someSays(clauses, ...phrases) ? {} : undefined),
  strictest: (one) => one,
  judge: (facts, _params, { stage }) => {
    const required = facts.spec.approvals.filter((approval) => isAsked(approval, stage, facts));
    const signatures = required.map((approval) => signatureOf(approval, facts.now));
    const given = signatures.filter(({ state }) => state === 'given');
    const judged = {
      actual: { approvals: given.length },
      expected: { approvals: Math.max(1, required.length) },
      evidence: [],
    };
    if (required.length === 0) {
      const none = finding('fail', `No line below **Approval:** is asked for at ${stage}.`, { path: facts.spec.path });
      return { ...judged, status: 'missing', findings: [none] };
    }
    const open = signatures.filter(({ state }) => state !== 'given');
    const findings = open.map(({ why, approval }) => finding('fail', why, approval.at));
    if (open.some(({ state }) => state === 'wrong')) return { ...judged, status: 'fail', findings };
    if (open.length > 0) return { ...judged, status: 'missing', findings };
    return { ...judged, status: 'pass', findings: [finding('note', 'Self-reported: lines of the specification.')] };
  },
  examples: examples(),
};

/** From the stage that the line names on; without one, or with one that is no stage, from the last one on. */
function isAsked({ stage: written }: Approval, stage: string, { ladder, stageNamed }: Facts): boolean {
  const named = stageNamed(written);
  const from = named === null ? -1 : ladder.indexOf(named);
  return ladder.indexOf(stage) >= (from < 0 ? ladder.length - 1 : from);
}

function examples(): Example<Params>[] {
  const lead: Approval = {
    role: 'Technical Lead',
    name: 'Ada Lovelace',
    date: '2026-11-20',
    stage: null,
    ticked: true,
    at: { path: 'specs/cache.md', line: 300 },
    placeholder: null,
  };
  const security: Approval = { ...lead, role: 'Security Review', stage: 'staging' };
  const example = (
    name: string,
    approvals: Approval[],
    status: Judgement['status'],
    stage = 'production',
  ): Example<Params> => ({
    name,
    facts: { spec: { ...nothingKnown.spec, approvals } },
    params: {},
    row: { stage, criterion: null },
    status,
  });
  return [
    example('every line is ticked, named and dated', [lead, security], 'pass'),
    example('a date of today is not in the future', [{ ...lead, date: '2026-11-22' }], 'pass'),
    example('a date of tomorrow is', [{ ...lead, date: '2026-11-23' }], 'fail'),
    example('a line that nobody ticked', [lead, { ...security, ticked: false }], 'missing'),
    example('a tick without a name', [{ ...lead, name: null }], 'fail'),
    example('a tick without a date', [{ ...lead, date: null }], 'fail'),
    example('a placeholder is nobody’s name', [{ ...lead, name: null, placeholder: '[Name]' }], 'missing'),
    example(
      'a line without a stage is not asked for below the last one',
      [{ ...lead, ticked: false }, security],
      'pass',
      'staging',
    ),
    example('a line is asked for from its stage on', [{ ...security, ticked: false }], 'missing', 'staging'),
    example('and not below', [security], 'missing', 'development'),
    example(
      'a line for something that is no stage is asked for at the last one',
      [{ ...lead, stage: 'go-live', ticked: false }],
      'missing',
    ),
    example('there is no line at all', [], 'missing'),
  ];
}
