import { z } from 'zod';
import {
  testLevels,
  type Finding,
  type Location,
  type Mapped,
  type Provenance,
  type TestCase,
} from '../../model/index.ts';
import { DAY, datesIn, dayOf, daysBetween } from '../days.ts';
import { deployment, history, noon } from '../deployment-examples.ts';
import { readEnvironment, rollbacksOf, short } from '../deployments.ts';
import { known, nothingKnown, testCase } from '../facts.ts';
import type { Example, Gate, Judgement, Row } from '../gate.ts';
import type { Facts } from '../known-facts.ts';
import { finding, findingOf } from '../judgement.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const params = z.strictObject({
  days: z.number().positive().default(180).describe('How old the proof may be'),
});
type Params = z.infer<typeof params>;

/** Something that shows a tested rollback, and how many days ago that was. */
interface Proof {
  proof: 'test' | 'deployment' | 'attestation';
  days: number;
  words: Finding;
  evidence: Provenance[];
}

/** What one source says: what it proves, what speaks against it, what can't be relied on, what it lacks. */
interface Testimony {
  proofs: Proof[];
  against: Finding[];
  unreliable: Finding[];
  lacking: Finding[];
}

const nothing: Testimony = { proofs: [], against: [], unreliable: [], lacking: [] };

const phrases: Phrase[] = [
  {
    subject:
      'rollbacks?(?: (?:procedures?|plans?|process|strategy|steps|scripts?|path|mechanism|drills?|rehearsals?|exercises?|tests?|testing|runbook))*',
    states: ['tested', 'passing'],
    unless: /\btransaction(?:al)? rollback/,
  },
  { subject: 'rollback (?:drills?|rehearsals?|exercises?|tests?|testing)', states: ['done'] },
  { subject: 'rolled back successfully', alone: true },
];

export const gate: Gate<Params> = {
  meta: {
    id: 'rollback-tested',
    order: 19,
    title: 'Rollback procedure tested',
    claim: 'A rollback was tested within the last half year.',
    rationale: 'A way back that was never walked is no way back.',
    remediation: 'Tag a test `rollback`, roll a deployment back, or record a dated attestation.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['tests', 'deployment', 'attestation', 'now'],
  params,
  recognise: ({ clauses }) => (someSays(clauses, ...phrases) ? {} : undefined),
  strictest: (one, other) => ({ days: Math.min(one.days, other.days) }),
  judge: (facts, { days }, row) => {
    const all = [testsOf(facts), deploymentsOf(facts), attestationOf(row, facts.now)];
    const proofs = all.flatMap((one) => one.proofs).sort((one, other) => one.days - other.days);
    const [newest] = proofs;
    const judged = {
      actual: newest === undefined ? null : { proof: newest.proof, days: newest.days },
      expected: { days },
      evidence: newest?.evidence ?? [],
    };
    const against = all.flatMap((one) => one.against);
    if (against.length > 0) return { ...judged, status: 'fail', findings: against };
    // What can't be read may hold a rollback that failed: another proof does not make up for it.
    const unreliable = all.flatMap((one) => one.unreliable);
    if (unreliable.length > 0) return { ...judged, status: 'error', findings: unreliable };
    if (newest !== undefined && newest.days <= days) return { ...judged, status: 'pass', findings: [newest.words] };
    if (newest === undefined) return { ...judged, status: 'missing', findings: all.flatMap((one) => one.lacking) };
    const old = finding(
      'fail',
      `The newest proof is ${Math.floor(newest.days)} days old; at most ${days} are accepted.`,
    );
    return { ...judged, status: 'fail', findings: [old, newest.words] };
  },
  examples: examples(),
};

/** Tests of the present run that are tagged, by name or property. */
function testsOf({ tests }: Facts): Testimony {
  const all = testLevels.map((level) => tests[level]);
  const proofs = all.flatMap((fact): Proof[] => {
    if (fact.state !== 'known') return [];
    const passed = fact.value.cases.find((test) => isTagged(test) && test.outcome === 'passed');
    if (passed === undefined) return [];
    const words = finding('note', `The test ${passed.name} passed.`, placeOf(passed));
    return [{ proof: 'test', days: 0, words, evidence: fact.evidence }];
  });
  const against = all
    .flatMap((fact) => (fact.state === 'known' ? fact.value.cases : []))
    .filter((test) => isTagged(test) && (test.outcome === 'failed' || test.outcome === 'error'))
    .map((test) =>
      finding(
        'fail',
        `The test ${test.name} ${test.outcome === 'failed' ? 'failed' : 'ended in an error'}.`,
        placeOf(test),
      ),
    );
  // Broken test reports break all three levels alike.
  const [broken] = all.filter((fact) => fact.state === 'error');
  return {
    proofs,
    against,
    unreliable: broken?.problems.map((problem) => findingOf(problem)) ?? [],
    lacking: [
      finding('fail', 'No test of the component that passed is tagged `rollback`, by its name or by a property.'),
    ],
  };
}

/** `test_rollback_restores`, `testRollback` and `deploy: rollback`, but not `test_rollbacks` or `scrollback`. */
function isTagged({ name, tags }: TestCase): boolean {
  return [name, ...(tags ?? [])].some((text) =>
    text
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .split(/[^A-Za-z0-9]+/)
      .some((token) => token.toLowerCase() === 'rollback'),
  );
}

function placeOf({ file, line }: Mapped<TestCase>): Location | null {
  return file === null ? null : { path: file, ...(line === undefined ? {} : { line }) };
}

function deploymentsOf({ deployments: fact, now }: Facts): Testimony {
  if (fact.state === 'missing')
    return { ...nothing, lacking: [finding('fail', `No rollback deployment: ${fact.why}`)] };
  if (fact.state === 'error') return { ...nothing, unreliable: fact.problems.map((problem) => findingOf(problem)) };
  const { value, evidence } = fact;
  const environments = new Set(value.deployments.map(({ environment }) => environment.toLowerCase()));
  const read = [...environments].map((environment) => readEnvironment(value, environment, now));
  const problems = read.flatMap((one) => one.problems);
  if (problems.length > 0) return { ...nothing, unreliable: problems.map((problem) => findingOf(problem)) };
  const proofs = read
    .flatMap(({ deployments }) => rollbacksOf(deployments, value.ancestry))
    .map(({ from, to, at }): Proof => {
      const what = `${short(from.sha)} was rolled back to ${short(to.sha)} in ${to.environment} on ${dayOf(new Date(at).toISOString())}.`;
      return { proof: 'deployment', days: (Date.parse(now) - at) / DAY, words: finding('note', what), evidence };
    });
  return { ...nothing, proofs, lacking: [finding('fail', 'No deployment known here is a rollback.')] };
}

/** The ticked line itself, if it says when. */
function attestationOf({ criterion }: Row, now: string): Testimony {
  const undated = 'The line of the specification is no dated attestation: tick it and add the date (YYYY-MM-DD).';
  if (criterion?.ticked !== true) return { ...nothing, lacking: [finding('fail', undated, criterion?.at)] };
  const today = dayOf(now);
  const dates = datesIn(criterion.text).sort();
  const day = dates.filter((date) => date <= today).at(-1);
  if (day === undefined) {
    const [future] = dates;
    if (future === undefined) return { ...nothing, lacking: [finding('fail', undated, criterion.at)] };
    return { ...nothing, unreliable: [finding('fail', `The date ${future} lies in the future.`, criterion.at)] };
  }
  const words = finding('note', `Self-reported: a ticked box, dated ${day}.`, criterion.at);
  return { ...nothing, proofs: [{ proof: 'attestation', days: daysBetween(day, today), words, evidence: [] }] };
}

/** A row that is demanded by a line, where the example has one. */
function example(
  name: string,
  facts: Partial<Facts>,
  status: Judgement['status'],
  text = '',
  ticked = true,
): Example<Params> {
  const at = { path: 'specs/cache.md', line: 80 };
  const criterion = text === '' ? null : { text, at, ticked, measurable: false, bound: false };
  return { name, facts, params: { days: 180 }, row: { stage: 'production', criterion }, status };
}

function suite(...cases: ReturnType<typeof testCase>[]): Partial<Facts> {
  return { tests: { ...nothingKnown.tests, e2e: known({ cases, unattributedFailures: [] }) } };
}

/** An older commit deployed again on a day, with a state. */
function back(day: number, state: string): Partial<Facts> {
  const deployments = [
    deployment('c1', -200, ['success', 'inactive']),
    deployment('c2', -199, ['success', 'inactive']),
    deployment('c1', day, [state]),
  ];
  return { deployments: known(history(deployments)) };
}

function examples(): Example<Params>[] {
  const line = 'Rollback procedure tested';
  const unreadable = { code: 'report-syntax', message: 'The report is not complete XML.' };
  return [
    example('a passing test says rollback in its name', suite(testCase('test_rollback_restores', 'passed')), 'pass'),
    example(
      'a passing test has the tag',
      suite({ ...testCase('test_way_back', 'passed'), tags: ['slow, rollback'] }),
      'pass',
    ),
    example('a word that only contains it is no tag', suite(testCase('test_scrollback', 'passed')), 'missing'),
    example('a skipped test proves nothing', suite(testCase('test_rollback', 'skipped')), 'missing'),
    example('a failing test speaks against it', suite(testCase('test_rollback', 'failed')), 'fail'),
    example('an older commit took the place of a newer one', back(20, 'success'), 'pass'),
    example('a rollback that failed is none', back(20, 'failure'), 'missing'),
    example('a rollback 180 days old to the second counts', back(22 - 180, 'success'), 'pass'),
    example('a rollback 181 days old is too old', back(22 - 181, 'success'), 'fail'),
    example(
      'the next deployment of a newer commit is none',
      {
        deployments: known(history([deployment('c1', 1, ['success', 'inactive']), deployment('c2', 2, ['success'])])),
      },
      'missing',
    ),
    example(
      'a rollback in the future proves nothing',
      { deployments: known(history([{ ...deployment('c1', 1, ['success']), createdAt: noon(23) }])) },
      'error',
    ),
    example('a ticked line with a date', {}, 'pass', `${line} (2026-09-01)`),
    example('180 days ago is not too long ago', {}, 'pass', `${line} (2026-05-26)`),
    example('181 days ago is', {}, 'fail', `${line} (2026-05-25)`),
    example('a date in the future proves nothing', {}, 'error', `${line} (2026-11-23)`),
    example('a tick without a date proves nothing', {}, 'missing', line),
    example('a date without a tick proves nothing', {}, 'missing', `${line} (2026-09-01)`, false),
    example(
      'a dated tick beside a test report that can’t be read',
      { tests: { ...nothingKnown.tests, e2e: { state: 'error', problems: [unreadable], evidence: [] } } },
      'error',
      `${line} (2026-09-01)`,
    ),
    example('nothing is known', {}, 'missing'),
  ];
}
