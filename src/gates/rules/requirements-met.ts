import { z } from 'zod';
import { testLevels, type Finding, type Mapped, type Requirement, type TestCase } from '../../model/index.ts';
import { known, nothingKnown, testCase } from '../facts.ts';
import type { Example, Gate, Judgement } from '../gate.ts';
import type { Facts } from '../known-facts.ts';
import { finding } from '../judgement.ts';
import { testsByRequirement } from '../requirements.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const params = z.strictObject({
  proof: z
    .enum(['boxes', 'tests'])
    .default('boxes')
    .describe('tests: each requirement also needs a passing test that names it'),
});
type Params = z.infer<typeof params>;

/** What a requirement comes to. */
interface RequirementState {
  status: 'pass' | 'fail' | 'missing';
  findings: Finding[];
}

const phrases: Phrase[] = [
  {
    subject:
      '(?:(?:functional|spec(?:ification)?|product|business|feature|must-have|core|critical|key|mvp|p[0-2]|documented|planned|stated|listed|in-scope|all|every|each|the) )*requirements?(?: (?:in|of|from) (?:the |this )?(?:spec(?:ification)?|prd|document))?',
    states: ['implemented'],
    // "Performance requirements met" is about others.
    opens: true,
  },
  {
    subject:
      '(?:all|every|each|core|mvp|p0|p1|must-have|planned|100%) (?:\\w+ ){0,2}?(?:features?|functionality|functionalities|user stor(?:y|ies)|use cases|capabilities|scope)',
    states: ['implemented'],
  },
  { subject: '(?:mvp )?feature[- ]complete', alone: true, opens: true },
];

export const gate: Gate<Params> = {
  meta: {
    id: 'requirements-met',
    order: 3,
    title: 'Functional requirements implemented',
    claim:
      'Every acceptance criterion of every functional requirement is ticked, and no test that names a requirement fails.',
    rationale: 'The requirements are what the component is for; a tick beside a failing test is a contradiction.',
    remediation:
      'Implement what is open, tick its box, and name the requirement in its tests (test_fr1_evicts_oldest).',
    kind: 'change',
    proof: 'statement',
  },
  needs: ['spec', 'tests'],
  params,
  recognise: ({ clauses }) => (someSays(clauses, ...phrases) ? {} : undefined),
  strictest: (one, other) => (one.proof === 'tests' ? one : other),
  judge: (facts, { proof }) => {
    const { requirements } = facts.spec;
    const expected = { requirements: requirements.length };
    const unreadable = unreadableTests(facts);
    if (unreadable.length > 0) return { status: 'error', actual: null, expected, findings: unreadable, evidence: [] };
    if (requirements.length === 0) {
      const none = finding(
        'fail',
        'The specification has no functional requirement (a heading such as "FR1: Name").',
        facts.spec.title?.at ?? { path: facts.spec.path },
      );
      return {
        status: 'fail',
        actual: { requirements: 0 },
        expected: { requirements: 1 },
        findings: [none],
        evidence: [],
      };
    }
    const tests = testsByRequirement(facts);
    const states = requirements.map((requirement) => stateOf(requirement, tests.get(requirement.id) ?? [], proof));
    const status = (['fail', 'missing'] as const).find((bad) => states.some((state) => state.status === bad)) ?? 'pass';
    const met = states.filter((state) => state.status === 'pass').length;
    return {
      status,
      actual: { requirements: met },
      expected,
      findings: states.flatMap(({ findings }) => findings),
      evidence: testEvidence(facts),
    };
  },
  examples: examples(),
};

function stateOf(requirement: Requirement, tests: TestCase[], proof: Params['proof']): RequirementState {
  const failing = tests.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  if (failing.length > 0) {
    const findings = failing.map(({ name }) =>
      finding('fail', `${requirement.id}: the test ${name} names it and fails.`, requirement.at),
    );
    return { status: 'fail', findings };
  }
  const { criteria, id, at } = requirement;
  if (criteria.length === 0)
    return { status: 'missing', findings: [finding('fail', `${id} has no acceptance criterion with a box.`, at)] };
  const open = criteria
    .filter(({ ticked }) => !ticked)
    .map((criterion) => finding('fail', `${id}: "${criterion.text}" is not ticked.`, criterion.at));
  const untested =
    proof === 'tests' && !tests.some(({ outcome }) => outcome === 'passed')
      ? [finding('fail', `${id}: no passing test names it.`, at)]
      : [];
  const findings = [...open, ...untested];
  return { status: findings.length === 0 ? 'pass' : 'missing', findings };
}

/** Test reports that can't be relied on could hide a failing test of a requirement. */
function unreadableTests(facts: Facts): Finding[] {
  const problems = testLevels.flatMap((level) => {
    const tests = facts.tests[level];
    return tests.state === 'error' ? tests.problems : [];
  });
  return [...new Set(problems)].map((problem) => finding('fail', problem.message, problem.at));
}

function testEvidence(facts: Facts): Judgement['evidence'] {
  const all = testLevels.flatMap((level) => (facts.tests[level].state === 'known' ? facts.tests[level].evidence : []));
  return [...new Map(all.map((provenance) => [provenance.path, provenance])).values()];
}

function examples(): Example<Params>[] {
  const at = { path: 'specs/cache.md', line: 20 };
  const requirement = (id: string, ...ticks: boolean[]): Requirement => ({
    id,
    title: 'Evict',
    at,
    criteria: ticks.map((ticked) => ({ text: 'evicts the oldest', ticked, at, placeholder: null })),
  });
  const facts = (requirements: Requirement[], ...cases: Mapped<TestCase>[]): Partial<Facts> => ({
    spec: { ...nothingKnown.spec, requirements },
    tests: { ...nothingKnown.tests, unit: known({ cases, unattributedFailures: [] }) },
  });
  const ticked = requirement('FR1', true);
  const example = (
    name: string,
    given: Partial<Facts>,
    status: Judgement['status'],
    proof: Params['proof'] = 'boxes',
  ): Example<Params> => ({ name, facts: given, params: { proof }, status });
  return [
    example('every box is ticked', facts([requirement('FR1', true, true)]), 'pass'),
    example('one box is not ticked', facts([requirement('FR1', true, false)]), 'missing'),
    example('a requirement without boxes proves nothing', facts([requirement('FR1')]), 'missing'),
    example('no requirement at all fails', facts([]), 'fail'),
    example('a failing test outweighs the ticks', facts([ticked], testCase('test_fr1_evicts', 'failed')), 'fail'),
    example('FR10 does not name FR1', facts([ticked], testCase('test_fr10_evicts', 'failed')), 'pass'),
    example(
      'a dash in the id is part of the token',
      facts([requirement('FR-1', true)], testCase('evicts (fr-1)', 'failed')),
      'fail',
    ),
    example(
      'proof by tests: a passing test names it',
      facts([ticked], testCase('test_FR1', 'passed')),
      'pass',
      'tests',
    ),
    example('proof by tests: no test names it', facts([ticked], testCase('test_other', 'passed')), 'missing', 'tests'),
    example(
      'proof by tests: a skipped test is none',
      facts([ticked], testCase('test_fr1', 'skipped')),
      'missing',
      'tests',
    ),
  ];
}
