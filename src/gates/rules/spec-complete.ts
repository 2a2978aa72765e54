import { z } from 'zod';
import type { Finding, Placeholder } from '../../model/index.ts';
import { nothingKnown } from '../facts.ts';
import type { Example, Facts, Gate } from '../gate.ts';
import { finding, findingOf } from '../judgement.ts';

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
    const faults = [...absentParts(facts), ...facts.specProblems.map((problem) => findingOf(problem))];
    const { failing, warning } = placeholderFindings(facts);
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

function absentParts({ spec, stagesToTarget, stageNamed }: Facts): Finding[] {
  const start = { path: spec.path, line: 1 };
  const absent: string[] = [];
  if (spec.title === null) absent.push('a title ("# Component Specification: Name")');
  if (spec.idIsPlaceholder) absent.push(`a component id ("**Component ID:** \`${spec.id.value}\`")`);
  if (spec.status === null) absent.push('a status ("**Status:** In Development")');
  if (spec.targetStage === null) absent.push('a target stage ("**Target Stage:** staging")');
  if (spec.requirements.length === 0)
    absent.push('a functional requirement ("#### FR1: Name" below "Functional Requirements")');
  const described = new Set(
    spec.statements.filter(({ section }) => section === 'acceptance').map(({ stage }) => stageNamed(stage)),
  );
  for (const stage of stagesToTarget) {
    if (!described.has(stage))
      absent.push(`acceptance criteria of the stage ${stage} ("### ${stage} stage" below "Acceptance Criteria")`);
  }
  return absent.map((part) => finding('fail', `The specification lacks ${part}.`, start));
}

/** Placeholders fail where the gate looks (identity, requirements, criteria up to the target, approvals from their stage on) and warn elsewhere. */
function placeholderFindings(facts: Facts): { failing: Finding[]; warning: Finding[] } {
  const failing: Finding[] = [];
  const warning: Finding[] = [];
  for (const placeholder of facts.spec.placeholders) {
    const fatal = isFatal(placeholder, facts);
    const message = `The placeholder ${placeholder.text} is not filled in.`;
    (fatal ? failing : warning).push(finding(fatal ? 'fail' : 'warning', message, placeholder.at));
  }
  return { failing, warning };
}

function isFatal({ section }: Placeholder, { stagesToTarget, stageNamed, ladder }: Facts): boolean {
  if (section === 'identity' || section === 'requirements') return true;
  const [place, stage] = section?.split(':', 2) ?? [];
  if (place !== 'acceptance' && place !== 'approval') return false;
  const named = stageNamed(stage ?? null) ?? (place === 'approval' ? (ladder.at(-1) ?? null) : null);
  return named === null || stagesToTarget.includes(named);
}

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
