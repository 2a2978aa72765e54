import { documentGate } from '../document-gate.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const phrases: Phrase[] = [
  {
    subject:
      '(?:end[- ])?(?:users?|customers?|client)(?:[- ]facing)? (?:documentation|docs|guides?|manuals?|handbooks?|help)|troubleshooting (?:guides?|docs|documentation)|(?:getting[- ]started|quick-?start|how-to|usage|admin(?:istrator)?|installation) (?:guides?|manuals?|docs|documentation|tutorials?)|user-facing (?:documentation|docs)|help (?:center|centre) (?:articles|pages)|tutorials',
    states: ['existing', 'reviewed'],
    alone: true,
  },
];

export const gate = documentGate({
  id: 'user-docs-present',
  order: 20,
  title: 'User documentation complete',
  claim: 'User documentation exists, is no stub and covers the headings that the specification lists.',
  rationale: 'Users can only use what they can find out about.',
  remediation: 'Write docs/user-guide.md, or name the documents in the configuration (files).',
  own: 'user',
  list: 'user',
  noun: 'user documentation of the component',
  implied: ['user', 'users'],
  recognise: ({ clauses }) => (someSays(clauses, ...phrases) ? {} : undefined),
});
