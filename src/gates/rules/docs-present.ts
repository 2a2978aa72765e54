import { z } from 'zod';
import { known } from '../facts.ts';
import type { Gate } from '../gate.ts';
import { finding, unproven } from '../judgement.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const params = z.strictObject({
  words: z.int().min(1).default(20).describe('A README with fewer words outside headings and code is a stub'),
});
type Params = z.infer<typeof params>;

const phrases: Phrase[] = [
  { subject: 'readme(?:\\.md|\\.rst)?(?: files?)?(?: documentation)?', states: ['existing'], alone: true },
  {
    subject: '(?:documentation|docs)',
    states: ['existing'],
    // Other documents have gates of their own, or none.
    unless:
      /(?<!^)(?<!\b(?:all|the|our|project|component|technical|developer|relevant|code|service|package|module|complete|full|comprehensive|up-to-date|updated|internal|inline|feature|necessary|required|related)) (?:documentation|docs)$/,
  },
];

export const gate: Gate<Params> = {
  meta: {
    id: 'docs-present',
    order: 9,
    title: 'Documentation complete',
    claim: 'The component has a README that is not a stub.',
    rationale: 'What is not described is found out again by everybody who meets it.',
    remediation: 'Write a README.md in the component’s folder: what it does, how to use it, how to run its tests.',
    kind: 'change',
    proof: 'evidence',
  },
  needs: ['files'],
  params,
  recognise: ({ clauses }) => (someSays(clauses, ...phrases) ? {} : undefined),
  strictest: (one, other) => ({ words: Math.max(one.words, other.words) }),
  judge: ({ readme }, { words }) => {
    const expected = { words };
    if (readme.state !== 'known') return unproven(readme, expected);
    const { value, evidence } = readme;
    const judged = { actual: { path: value.path, words: value.words }, expected, evidence };
    if (value.words >= words) return { ...judged, status: 'pass', findings: readme.notes };
    const stub = finding(
      'fail',
      `The README has ${value.words} words outside headings and code; under ${words} it is a stub.`,
      {
        path: value.path,
        line: 1,
      },
    );
    return { ...judged, status: 'fail', findings: [stub, ...readme.notes] };
  },
  examples: [
    {
      name: 'twenty words are no stub',
      facts: { readme: known({ path: 'src/cache/README.md', words: 20 }) },
      params: { words: 20 },
      status: 'pass',
    },
    {
      name: 'nineteen words are a stub',
      facts: { readme: known({ path: 'src/cache/README.md', words: 19 }) },
      params: { words: 20 },
      status: 'fail',
    },
    { name: 'there is no README', facts: {}, params: { words: 20 }, status: 'missing' },
  ],
};
