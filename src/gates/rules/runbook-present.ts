import { documentGate } from '../document-gate.ts';
import { someSays, type Phrase } from '../language/phrases.ts';

const phrases: Phrase[] = [
  {
    subject:
      '(?:run-?books?|run books?|(?:on-?call|operations|operational|ops|incident(?: response)?) (?:playbooks?|handbooks?|manuals?|guides?))(?: (?:documents?|pages?))?',
    states: ['existing', 'reviewed', 'documented'],
    alone: true,
  },
];

export const gate = documentGate({
  id: 'runbook-present',
  order: 21,
  title: 'Runbook created',
  claim: 'A runbook exists, is no stub and covers the headings that the specification lists.',
  rationale: 'At three in the morning nobody invents a procedure.',
  remediation: 'Write docs/runbook.md, or name the documents in the configuration (files).',
  own: 'runbooks',
  list: 'operational',
  noun: 'runbook of the component',
  implied: ['runbook', 'runbooks'],
  recognise: ({ clauses }) => (someSays(clauses, ...phrases) ? {} : undefined),
});
