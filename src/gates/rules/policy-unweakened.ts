import { z } from 'zod';
import type { Finding } from '../../model/index.ts';
import { describeLocation } from '../../model/index.ts';
import { known } from '../facts.ts';
import type { Gate } from '../gate.ts';
import type { PolicyChange, Weakening } from '../known-facts.ts';
import { finding, unproven } from '../judgement.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

const EXPECTED = { weakenings: 0 };

export const gate: Gate<Params> = {
  meta: {
    id: 'policy-unweakened',
    order: 2,
    title: 'Policy not weakened',
    claim:
      'The change demands no less than its base does, or somebody else with write access has approved that it does.',
    rationale: 'Whoever is judged must not be able to lower the bar in the same breath.',
    remediation: 'Restore the base’s demands, or have somebody else with write access approve the change.',
    kind: 'change',
    proof: 'statement',
  },
  needs: ['weakening', 'review'],
  params,
  recognise: () => undefined,
  strictest: (one) => one,
  judge: ({ policyChange }) => {
    if (policyChange.state === 'no-base') {
      const why = finding('note', 'There is no base to compare with (a push, a schedule, or no --base).');
      return { status: 'not-applicable', actual: null, expected: EXPECTED, findings: [why], evidence: [] };
    }
    if (policyChange.state !== 'known') return unproven(policyChange, EXPECTED);
    const { weakenings, approvedBy } = policyChange.value;
    const approved = approvedBy !== null;
    const findings = weakenings.map((weakening) => describe(weakening, approved ? 'warning' : 'fail'));
    if (weakenings.length > 0 && approved) findings.push(finding('note', `Approved by ${approvedBy}.`));
    return {
      status: weakenings.length === 0 || approved ? 'pass' : 'fail',
      actual: { weakenings: weakenings.length },
      expected: EXPECTED,
      findings: [...findings, ...policyChange.notes],
      evidence: policyChange.evidence,
    };
  },
  examples: [
    {
      name: 'nothing was weakened',
      facts: { policyChange: known<PolicyChange>({ weakenings: [], approvedBy: null }) },
      params: {},
      status: 'pass',
    },
    {
      name: 'a threshold was lowered without approval',
      facts: { policyChange: known(lowered(null)) },
      params: {},
      status: 'fail',
    },
    {
      name: 'a threshold was lowered with approval',
      facts: { policyChange: known(lowered('omar')) },
      params: {},
      status: 'pass',
    },
    { name: 'without a base there is nothing to compare', facts: {}, params: {}, status: 'not-applicable' },
    {
      name: 'a base that can’t be read is never "no weakening"',
      facts: {
        policyChange: {
          state: 'error',
          problems: [{ code: 'base-unreadable', message: 'The base can’t be read.' }],
          evidence: [],
        },
      },
      params: {},
      status: 'error',
    },
  ],
};

/** Both lines are named: the head's as the finding's place, the base's in the sentence. */
function describe({ message, base, head }: Weakening, outcome: Finding['outcome']): Finding {
  return finding(outcome, `${message} (base: ${describeLocation(base)})`, head ?? base);
}

function lowered(approvedBy: string | null): PolicyChange {
  const weakening: Weakening = {
    what: 'threshold',
    subject: 'threshold acceptance staging min-coverage',
    message: 'Test coverage lowered from 70 to 60',
    base: { path: 'specs/cache.md', line: 9 },
    head: { path: 'specs/cache.md', line: 9 },
  };
  return { weakenings: [weakening], approvedBy };
}
