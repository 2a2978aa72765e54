import { z } from 'zod';
import type { CheckRunFact } from '../../model/index.ts';
import { currentApprovals } from '../approvals.ts';
import { known } from '../facts.ts';
import type { Example, Gate, Judgement, Row } from '../gate.ts';
import type { Facts } from '../known-facts.ts';
import { finding, unproven } from '../judgement.ts';
import { groupsOf, loginOf } from '../people.ts';

const params = z.strictObject({
  text: z.string().default('').describe('The criterion, as the specification words it'),
  policy: z
    .enum(['trust', 'require-review', 'forbid'])
    .default('trust')
    .describe(
      'trust: a tick is enough; require-review: the change also needs a current approval; forbid: only bound evidence counts',
    ),
  groups: z
    .array(z.string().trim().min(1))
    .default([])
    .describe('Groups of the configuration; a member of each must approve, whatever the policy'),
  check: z
    .string()
    .trim()
    .default('')
    .describe('The name of a check run of another job: its success on the judged commit stands in place of the tick'),
});
type Params = z.infer<typeof params>;

const policies = ['trust', 'require-review', 'forbid'] as const;
const EXPECTED = { ticked: true };

export const gate: Gate<Params> = {
  meta: {
    id: 'attested',
    order: 26,
    title: 'Attested',
    claim: 'Somebody ticked a criterion that no gate can judge; it is shown as a human’s word.',
    rationale: 'Not everything can be measured, but a word must not be mistaken for a measurement.',
    remediation:
      'Tick the box once it holds, or bind the line to evidence: <!-- gate: GATE-ID key=value -->, <!-- gate: attested check="Name of a check" -->',
    kind: 'change',
    proof: 'statement',
  },
  needs: ['spec', 'review', 'check-run'],
  params,
  recognise: () => undefined,
  bind: (named, { text }) => ({ ...named, text }),
  strictest: (one, other) => ({
    text: other.text === '' ? one.text : other.text,
    policy: policies.indexOf(one.policy) >= policies.indexOf(other.policy) ? one.policy : other.policy,
    groups: [...new Set([...other.groups, ...one.groups])],
    check: one.check === '' ? other.check : one.check,
  }),
  identity: ({ text }) => text.toLowerCase().replace(/\s+/g, ' ').trim(),
  judge: (facts, wanted, row) => {
    if (wanted.check !== '') return judgeCheck(facts, wanted);
    const at = row.criterion?.at;
    const judged = { actual: { ticked: row.criterion?.ticked ?? null }, expected: EXPECTED, evidence: [] };
    const against = reasonAgainst(row, wanted.policy);
    if (against !== null) return { ...judged, status: 'missing', findings: [finding('fail', against, at)] };
    const word = finding('note', 'Self-reported: a ticked box, no evidence.', at);
    if (wanted.policy === 'trust' && wanted.groups.length === 0) return { ...judged, status: 'pass', findings: [word] };
    if (facts.reviews.state === 'error') return { ...unproven(facts.reviews, EXPECTED), actual: judged.actual };
    const lacking = approvalLacking(facts, wanted);
    if (lacking !== null) return { ...judged, status: 'missing', findings: [finding('fail', lacking, at)] };
    return { ...judged, status: 'pass', findings: [word, finding('note', 'The change that carries it is approved.')] };
  },
  examples: examples(),
};

/** A check run is evidence: no tick and no policy of ticks is asked for, but the groups are. */
function judgeCheck(facts: Facts, wanted: Params): Judgement {
  const expected = { check: wanted.check, conclusion: 'success' };
  if (facts.checkRuns.state !== 'known') return unproven(facts.checkRuns, expected);
  const { value, evidence, notes } = facts.checkRuns;
  const runs = value.filter(({ name }) => name === wanted.check);
  const actual = { check: wanted.check, conclusions: runs.map(({ conclusion }) => conclusion ?? 'not completed') };
  const judged = { actual, expected, evidence };
  const { status, findings } = verdictOfRuns(runs, wanted.check);
  if (status !== 'pass' || wanted.groups.length === 0) return { ...judged, status, findings: [...findings, ...notes] };
  if (facts.reviews.state === 'error') return { ...unproven(facts.reviews, expected), actual };
  const lacking = approvalLacking(facts, wanted);
  if (lacking !== null) return { ...judged, status: 'missing', findings: [finding('fail', lacking), ...notes] };
  return { ...judged, status, findings: [...findings, ...notes] };
}

/** `neutral` and `skipped` satisfy a required check on GitHub; here they prove nothing. */
function verdictOfRuns(runs: CheckRunFact[], check: string): Pick<Judgement, 'status' | 'findings'> {
  if (runs.some(({ own }) => own)) {
    const circular = `The check run "${check}" is this tool's own: its verdict can't be evidence for itself.`;
    return { status: 'fail', findings: [finding('fail', circular)] };
  }
  if (runs.length === 0)
    return { status: 'missing', findings: [finding('fail', `The judged commit has no check run "${check}".`)] };
  const unsuccessful = runs.filter(({ conclusion }) => conclusion !== 'success');
  const findings = unsuccessful.map(({ app, conclusion }) => {
    const what = `The check run "${check}"${app === '' ? '' : ` of ${app}`}`;
    return finding(
      'fail',
      conclusion === null ? `${what} has not come to an end.` : `${what} concluded ${conclusion}.`,
    );
  });
  const broken = unsuccessful.some(({ conclusion }) => !undecided.has(conclusion));
  return { status: unsuccessful.length === 0 ? 'pass' : broken ? 'fail' : 'missing', findings };
}

/** What says neither yes nor no. */
const undecided = new Set<string | null>([null, 'neutral', 'skipped', 'cancelled', 'stale', 'action_required']);

function reasonAgainst({ criterion }: Row, policy: Params['policy']): string | null {
  if (criterion === null) return 'No line of the specification states this.';
  if (policy === 'forbid') return 'A tick is not accepted here: bind the line to evidence.';
  if (criterion.measurable && !criterion.bound) {
    return 'The line states a number that no gate measures: reword it, bind it to evidence, or mark it with <!-- gate: attested -->.';
  }
  if (criterion.ticked === null)
    return 'No gate recognises this line, and it has no box: give it a box, or bind it to evidence.';
  return criterion.ticked ? null : 'The box is not ticked.';
}

/** Why the change's reviews do not confirm the tick; `null` when they do. */
function approvalLacking({ reviews, groups }: Facts, { groups: asked }: Params): string | null {
  if (reviews.state !== 'known') return 'A tick needs an approved review here, and no review is known.';
  const { approvers, objectors } = currentApprovals(reviews.value);
  if (approvers.length === 0 || objectors.length > 0)
    return 'A tick needs an approved review here, and the change has none.';
  const approved = (group: string): boolean =>
    approvers.some((user) => groups.get(loginOf(group))?.has(loginOf(user)) === true);
  const silent = asked.filter((group) => !approved(group));
  return silent.length === 0 ? null : `A tick needs the approval of a member of ${silent.join(' and of ')} here.`;
}

function examples(): Example<Params>[] {
  const trust: Params = { text: 'all dashboards imported', policy: 'trust', groups: [], check: '' };
  const row = (ticked: boolean | null, measurable = false, bound = false): Row => ({
    stage: 'production',
    criterion: { text: 'All dashboards imported', at: { path: 'specs/cache.md', line: 80 }, ticked, measurable, bound },
  });
  const approved: Partial<Facts> = {
    reviews: known({
      author: 'ines',
      head: null,
      reviews: [{ user: 'omar', state: 'APPROVED', submittedAt: '2026-11-20T09:00:00Z', writer: true }],
    }),
  };
  const example = (
    name: string,
    given: Row,
    status: Judgement['status'],
    more: Partial<Example<Params>> = {},
  ): Example<Params> => ({
    name,
    facts: {},
    params: trust,
    row: given,
    status,
    ...more,
  });
  return [
    example('a ticked box is believed', row(true), 'pass'),
    example('an unticked box proves nothing', row(false), 'missing'),
    example('a line without a box can’t be attested', row(null), 'missing'),
    example('a misspelt measurement proves nothing by a tick', row(true, true), 'missing'),
    example('a measurement marked as attested is believed', row(true, true, true), 'pass'),
    example('with require-review a tick alone is not enough', row(true), 'missing', {
      params: { ...trust, policy: 'require-review' },
    }),
    example('with require-review an approved tick holds', row(true), 'pass', {
      params: { ...trust, policy: 'require-review' },
      facts: approved,
    }),
    example('reviews that can’t be read confirm no tick', row(true), 'error', {
      params: { ...trust, policy: 'require-review' },
      facts: {
        reviews: { state: 'error', problems: [{ code: 'missing-permission', message: 'Not allowed.' }], evidence: [] },
      },
    }),
    example('an approval from outside the group is not the group’s', row(true), 'missing', {
      params: { ...trust, groups: ['ops'] },
      facts: { ...approved, groups: groupsOf({ ops: ['@li'] }) },
    }),
    example('a member of the group approves', row(true), 'pass', {
      params: { ...trust, groups: ['ops'] },
      facts: { ...approved, groups: groupsOf({ ops: ['@Omar'] }) },
    }),
    ...checkExamples(trust, row(false)),
    example('with forbid a tick never holds', row(true), 'missing', { params: { ...trust, policy: 'forbid' } }),
  ];
}

function checkExamples(trust: Params, given: Row): Example<Params>[] {
  const imported = { name: 'Grafana import', app: 'github-actions', own: false, conclusion: 'success' };
  const example = (name: string, runs: Partial<CheckRunFact>[], status: Judgement['status']): Example<Params> => ({
    name,
    facts: { checkRuns: known(runs.map((run) => ({ ...imported, ...run }))) },
    params: { ...trust, policy: 'forbid', check: 'Grafana import' },
    row: given,
    status,
  });
  return [
    example('a check run that succeeded proves the line without a tick', [{}], 'pass'),
    example('a check run that failed disproves it', [{ conclusion: 'failure' }], 'fail'),
    example('neutral and skipped check runs prove nothing', [{ conclusion: 'neutral' }], 'missing'),
    example('a check run that has not come to an end proves nothing', [{ conclusion: null }], 'missing'),
    example(
      'of two apps with a check run of the name both must succeed',
      [{}, { app: 'ci', conclusion: 'failure' }],
      'fail',
    ),
    example('the commit has no check run of the name', [{ name: 'Grafana export' }], 'missing'),
    example('the tool’s own check run proves nothing', [{ own: true }], 'fail'),
  ];
}
