import { z } from 'zod';
import { nothingKnown } from '../facts.ts';
import type { Facts, Gate } from '../gate.ts';
import { finding, notJudgedYet } from '../judgement.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

export const gate: Gate<Params> = {
  meta: {
    id: 'dependencies-ready',
    order: 13,
    title: 'Dependencies validated',
    claim: 'Every required component has achieved the stage that the specification asks of it.',
    rationale: 'A component is no more mature than what it stands on.',
    remediation: 'Bring the required components to their stage first, or ask for a lower one.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['components'],
  params,
  recognise: ({ words }) =>
    /\bintegration( with (all )?dependencies)? (validated|verified)\b|\bdependencies (validated|ready|integrated)\b/.test(
      words,
    )
      ? {}
      : undefined,
  strictest: (one) => one,
  judge: ({ spec }) => {
    const required = spec.dependencies
      .filter(({ optional }) => !optional)
      .map(({ id, stage }) => ({ component: id, stage }));
    if (required.length > 0) return notJudgedYet(required);
    const none = finding('note', 'The specification requires no other component.');
    return { status: 'not-applicable', actual: null, expected: [], findings: [none], evidence: [] };
  },
  examples: [
    { name: 'no component is required', facts: {}, params: {}, status: 'not-applicable' },
    {
      name: 'the graph of required components is not judged yet, so nothing passes it',
      facts: requiring('store'),
      params: {},
      status: 'missing',
    },
  ],
};

function requiring(id: string): Partial<Facts> {
  const dependency = { id, stage: 'staging', optional: false, at: { path: 'specs/cache.md', line: 40 } };
  return { spec: { ...nothingKnown.spec, dependencies: [dependency] } };
}
