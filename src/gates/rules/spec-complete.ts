import { z } from 'zod';
import { absentParts, placeholderProblems } from '../completeness.ts';
import { nothingKnown } from '../facts.ts';
import type { Example, Gate } from '../gate.ts';
import type { Facts } from '../known-facts.ts';
import { findingOf } from '../judgement.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

export const gate: Gate<Params> = {
  meta: {
    id: 'spec-complete',
    order: 1,
    title: 'Specification complete',
    claim:
      'The specification names the component, its status and target, has requirements and acceptance criteria up to the target, and its statements agree.',
    rationale: 'Nobody can earn a stage that the specification does not describe.',
    remediation: 'Fill in what the findings name, each at its line of the specification.',
    kind: 'change',
    proof: 'statement',
  },
  needs: ['spec'],
  params,
  recognise: () => undefined,
  strictest: (one) => one,
  judge: (facts) => {
    const faults = [...absentParts(facts), ...facts.specProblems].map((problem) => findingOf(problem));
    const placeholders = placeholderProblems(facts);
    const failing = placeholders.filter(({ fatal }) => fatal).map(({ problem }) => findingOf(problem));
    const warning = placeholders.filter(({ fatal }) => !fatal).map(({ problem }) => findingOf(problem, 'warning'));
    const findings = [...faults, ...failing];
    return {
      status: findings.length === 0 ? 'pass' : 'fail',
      actual: { problems: findings.length },
      expected: { problems: 0 },
      findings: [...findings, ...warning],
      evidence: [],
    };
  },
  examples: examples(),
};

function examples(): Example<Params>[] {
  const at = { path: 'specs/cache.md', line: 20 };
  const spec: Facts['spec'] = {
    ...nothingKnown.spec,
    requirements: [{ id: 'FR1', title: 'Evict', at, criteria: [] }],
    statements: [
      {
        section: 'acceptance',
        stage: 'development',
        text: 'All unit tests pass',
        at,
        ticked: true,
        binding: null,
        placeholder: null,
      },
    ],
  };
  const example = (name: string, facts: Partial<Facts>, status: 'pass' | 'fail'): Example<Params> => ({
    name,
    facts,
    params: {},
    status,
  });
  return [
    example('everything is there', { spec }, 'pass'),
    example('the title is absent', { spec: { ...spec, title: null } }, 'fail'),
    example('the id is not filled in', { spec: { ...spec, idIsPlaceholder: true } }, 'fail'),
    example('no functional requirement', { spec: { ...spec, requirements: [] } }, 'fail'),
    example('no acceptance criteria of the target stage', { spec, stagesToTarget: ['development', 'staging'] }, 'fail'),
    example(
      'a placeholder in a requirement',
      { spec: { ...spec, placeholders: [{ text: '[Criterion 1]', at, section: 'requirements' }] } },
      'fail',
    ),
    example(
      'a placeholder elsewhere only warns',
      { spec: { ...spec, placeholders: [{ text: '[Feature 1]', at, section: 'overview' }] } },
      'pass',
    ),
    example(
      'a placeholder in a criterion beyond the target only warns',
      { spec: { ...spec, placeholders: [{ text: '[Criterion 1]', at, section: 'acceptance:staging' }] } },
      'pass',
    ),
    example(
      'a contradiction',
      { spec, specProblems: [{ code: 'target-below-status', message: 'The target is below the status.' }] },
      'fail',
    ),
    example('an empty specification', {}, 'fail'),
  ];
}
